/**
 * What the page says of itself: title, status, the terms of Dublin Core, and the policy that keeps it to itself. A value the
 * document does not give is absent.
 */
import { createHash } from 'node:crypto';
import type { DocumentNode } from '../../tree/nodes.ts';
import { element, escaped, group } from './markup.ts';

/** Writes the head of a document's page around its style. */
export function headOf(tree: DocumentNode, style: string): string {
  const { properties, facts, language } = tree;
  const terms: readonly (readonly [string, string | null])[] = [
    ...facts.organs.map(({ symbol }) => ['identifier', symbol] as const),
    ['title', properties.title],
    ['creator', properties.author],
    ['language', language],
    ['created', facts.letterDate],
    ['issued', facts.issued],
  ];
  return headAround(properties.title, style, [
    ...named('description', properties.subject),
    ...named('author', properties.author),
    ...named('keywords', properties.keywords),
    // Whoever searches for the document should find the one that was issued.
    ...(facts.statusMark === null ? [] : named('robots', 'noindex')),
    element('link', { rel: 'schema.DCTERMS', href: 'http://purl.org/dc/terms/' }),
    ...terms.flatMap(([name, value]) => named(`DCTERMS.${name}`, value)),
  ]);
}

/** Writes a head: what every page of ours has, and what this one says besides. */
export function headAround(title: string, style: string, others: readonly string[]): string {
  return group('head', {}, [
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policyFor(style) }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', {}, escaped(title)),
    ...others,
    element('style', {}, style),
  ]);
}

function named(name: string, content: string | null): readonly string[] {
  return content === null || content === '' ? [] : [element('meta', { name, content })];
}

/** Nothing but this style and pictures within the page (Content Security Policy, level 3). */
function policyFor(style: string): string {
  const digest = createHash('sha256').update(style, 'utf8').digest('base64');
  return `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
