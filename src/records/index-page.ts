/**
 * The page that leads to every version of a document: each language under its own name, with its title, what it says of its
 * status and the files made in the same run. It needs nothing beside it but those files.
 */
import { headAround } from '../backends/html/head.ts';
import { document } from '../backends/html/html.ts';
import { addressOf, element, escaped, group } from '../backends/html/markup.ts';
import { familiesOf, leadingFor, lengthIn, looksOf, pageRules } from '../backends/html/rules.ts';
import type { House } from '../house.ts';
import type { Language } from '../language/language.ts';
import type { ListedVersion } from '../verify/verify-index.ts';
import { mediaTypeOf } from './media.ts';
import type { RecordedVersion, RecordInput, RecordMaker } from './record.ts';

export const indexPage: RecordMaker = {
  name: 'index',
  fileName: () => 'index.html',
  render: async ({ versions, house }) => new TextEncoder().encode(pageOf(versions, house)),
  verify: async (bytes, { versions, house, report }, fileName) =>
    (await import('../verify/verify-index.ts')).verifyIndex(bytes, listedOf(versions, house), fileName, report),
};

/** What the page must say of versions and their files. */
function listedOf(versions: RecordInput['versions'], house: House): readonly ListedVersion[] {
  return versions.map(({ tree, files }) => ({
    tree,
    languageName: house.languages.get(tree.language)?.['own-name'] ?? tree.language,
    files: Object.entries(files).map(([format, name]) => ({
      format,
      name,
      label: house.html.formats[format] ?? format,
      mediaType: mediaTypeOf(format) ?? '',
    })),
  }));
}

function pageOf(versions: RecordInput['versions'], house: House): string {
  const [first] = versions;
  const language = house.languages.get(first?.tree.language ?? '');
  if (!first || !language) throw new Error('an index of nothing');
  const { symbol, title, subject } = first.tree.properties;
  const name = symbol ?? title;
  const isMarked = versions.some(({ tree }) => tree.facts.statusMark !== null);
  const head = headAround(name, `\n${rulesOf(house, language)}`, [
    ...(subject === '' ? [] : [element('meta', { name: 'description', content: subject })]),
    ...(isMarked ? [element('meta', { name: 'robots', content: 'noindex' })] : []),
    ...versions.flatMap(({ tree, files }) =>
      Object.entries(files).map(([format, file]) => element('link', { rel: 'alternate', ...linkTo(file, format, tree.language) })),
    ),
  ]);
  // A symbol reads from left to right everywhere.
  const heading = element('h1', { class: 'title' }, symbol === null ? escaped(title) : element('bdi', { dir: 'ltr' }, escaped(symbol)));
  const main = group('main', {}, [heading, ...versions.map((version) => versionOf(version, house))]);
  return document(first.tree, [head, group('body', { class: 'index' }, [main])]);
}

function versionOf({ tree, files }: RecordedVersion, house: House): string {
  const { language, direction, properties, facts } = tree;
  const nameId = `${language}-name`;
  const links = Object.entries(files).map(([format, file]) => {
    const id = `${language}-${format}`;
    // "PDF" six times over tells nobody who hears only the links which it is.
    const link = { ...linkTo(file, format, language), id, 'aria-labelledby': `${id} ${nameId}` };
    return element('li', {}, element('a', link, escaped(house.html.formats[format] ?? format)));
  });
  return group('section', { class: 'version', lang: language, dir: direction, 'aria-labelledby': nameId }, [
    element('h2', { id: nameId }, escaped(house.languages.get(language)?.['own-name'] ?? language)),
    group('div', { class: 'said' }, [
      ...(facts.statusMark === null ? [] : [element('p', { class: 'status' }, escaped(facts.statusMark))]),
      element('p', { class: 'name' }, escaped(properties.title)),
      ...(links.length === 0 ? [] : [group('ul', { class: 'files' }, links)]),
    ]),
  ]);
}

function linkTo(file: string, format: string, language: string): { href: string; hreflang: string; type: string | null } {
  return { href: addressOf(file), hreflang: language, type: mediaTypeOf(format) };
}

/** The style of the page, from the measures of a document's. */
function rulesOf(house: House, language: Language): string {
  const style = house.styleIn(language);
  const { sheet, page, html } = style;
  const rem = lengthIn(sheet);
  const looks = (name: string) => looksOf(sheet.style(name), sheet).join('; ');
  const families = (of: Language) => familiesOf(of.script, { sheet, html });
  const foreign = [...house.languages.values()]
    .filter((other) => families(other) !== families(language))
    .map((other) => `.version:lang(${other.language}) { font-family: ${families(other)} }`);
  const gap = rem(sheet.style('session-block').after);
  const least = rem(page.masthead['thin-rule'].height);
  const rule = `border-block-start: max(${least}, var(--line-least)) solid var(--line)`;
  return [
    ...pageRules(html, families(language), leadingFor(style)),
    ...foreign,
    `body { max-inline-size: ${rem(page.page.width)}; padding: ${html.screen.desk}rem ${html.screen.gutter}rem }`,
    `.title { ${looks('heading-1')}; margin-block-end: ${gap} }`,
    `.version { ${rule}; padding-block: ${gap} }`,
    `h2 { ${looks('title')} }`,
    `.status { color: var(--quiet); font-weight: bold; font-size: max(${rem(sheet.style('status-mark').size)}, var(--least)) }`,
    `.files { display: flex; flex-wrap: wrap; gap: ${rem(sheet.style('body').before)}; margin-block-start: ${rem(sheet.style('body').before)} }`,
    // Room for a finger (WCAG 2.2, 2.5.8).
    '.files a { display: inline-block; min-inline-size: 3ch; padding-block: 2px }',
    `@media (min-width: ${html.screen.narrow}em), print {`,
    `.version { display: grid; grid-template-columns: ${rem(page.margin.start + sheet.style('paragraph').start)} 1fr }`,
    `body { padding-inline: ${rem(page.margin.start)} }`,
    '}',
    '@media print { :root { --ink: #000; --quiet: #000; --link: #000; --line: #000; --paper: #fff } html { background: none } }',
    '',
  ].join('\n');
}
