/** What the tests of Akoma Ntoso share: neutral letters as trees, written with the house's data and read back as XML. */
import { documentOf } from '../../src/backends/akn/document.ts';
import type { Context } from '../../src/backends/backend.ts';
import type { Facts } from '../../src/tree/facts.ts';
import type { Block, DocumentNode, Inline, ListItem, Part, TextBlock, TextBlockType } from '../../src/tree/nodes.ts';
import { elementsOf, parseXml, type XmlElement } from '../../src/xml.ts';
import { validateXml } from '../../src/xsd.ts';
import { facts } from '../facts.ts';
import { house } from '../language/house.ts';

export const text = (value: string, at: string | null = null): Inline => ({ type: 'text', at, text: value });
export const lineBreak: Inline = { type: 'break', at: null };

export function block(type: TextBlockType, inlines: string | readonly Inline[], change: Partial<TextBlock> = {}): TextBlock {
  const children = typeof inlines === 'string' ? [text(inlines)] : inlines;
  return { type, at: null, children, label: null, tight: false, linesKept: false, ...change };
}
export const paragraph = (inlines: string | readonly Inline[]): TextBlock => block('paragraph', inlines);
export const heading = (level: 1 | 2 | 3, words: string, label: string | null = null): TextBlock =>
  block(`heading-${level}`, words, { label });
export const item = (label: string, ...children: readonly Block[]): ListItem => ({ type: 'list-item', at: null, label, children });
export const body = (...children: readonly Block[]): Part => ({ type: 'body', at: 'body', children });
export const masthead = (...children: readonly TextBlock[]): Part => ({ type: 'masthead', at: null, children });
export const notes = (...children: readonly TextBlock[]): Part => ({ type: 'special-notes', at: null, children });

export const assembly = { organ: 'general-assembly', name: 'General Assembly', session: null, year: null, symbol: 'A/74/1', agenda: [] };
export const council = { organ: 'security-council', name: 'Security Council', session: null, year: 75, symbol: 'S/2020/1', agenda: [] };

export function letter(parts: readonly Part[], change: Partial<Facts> = {}, language = 'en'): DocumentNode {
  const properties = { title: '', author: '', subject: '', keywords: '', date: '2020-01-17T00:00:00Z', symbol: null };
  return {
    type: 'document',
    at: null,
    kind: 'letter',
    language,
    direction: 'ltr',
    linebreaks: 'word',
    properties,
    facts: { ...facts, organs: [assembly], letterDate: '2020-01-17', ...change },
    children: parts,
  };
}

export async function contextFor(code: string): Promise<Context> {
  const whole = await house();
  const language = whole.languages.get(code);
  if (!language) throw new Error(`no language ${code}`);
  return {
    ...whole.styleIn(language),
    faces: await whole.faces(),
    language,
    languages: whole.languages,
    pictures: { emblem: null, recycleSign: whole.recycleSign },
    house: whole.model,
    report: (code) => {
      throw new Error(code);
    },
  };
}

export interface Written {
  readonly xml: string;
  readonly root: XmlElement;
}

const made: string[] = [];

/** What is wrong with all that was written so far, by the schema: together, since a validator takes long to begin. */
export async function faultsOfAll(): Promise<readonly string[]> {
  const files = made.map((xml, index) => ({ name: String(index), bytes: new TextEncoder().encode(xml) }));
  const faults = await validateXml(files, ['akn']);
  return faults.map(({ index, line, message }) => `${message}\n${made[index]?.split('\n')[(line ?? 1) - 1]}`);
}

/** Writes a letter and opens it. */
export async function write(tree: DocumentNode): Promise<Written> {
  const xml = documentOf(tree, await contextFor(tree.language)).text;
  made.push(xml);
  const root = parseXml(xml, { size: 1_000_000, depth: 64 });
  if (root.type === 'fault') throw new Error(root.reason);
  return { xml, root };
}

/** Every element of a name, in order. */
export function all({ root }: { readonly root: XmlElement }, name: string): readonly XmlElement[] {
  const below = (element: XmlElement): readonly XmlElement[] =>
    elementsOf(element).flatMap((child) => (child.name === name ? [child, ...below(child)] : below(child)));
  return below(root);
}

/** The lines of an element of the file without their indentation, its own tags left out. */
export function inside({ xml }: Written, name: string): readonly string[] {
  const [, content = ''] = new RegExp(`<${name}(?: [^>]*)?>\\n([\\s\\S]*?)\\n *</${name}>`).exec(xml) ?? [];
  return content.split('\n').map((line) => line.trim());
}
