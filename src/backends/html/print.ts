/**
 * The style of a page on paper: the house's page, its sizes in points, and what pages repeat: symbols, page numbers, job
 * number and status, in the margins of every page (CSS Paged Media, 4).
 */
import type { DocumentNode } from '../../tree/nodes.ts';
import { furnitureOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { looksOf } from './rules.ts';

/** Writes the rules of print. */
export function printRules(tree: DocumentNode, context: Context): string {
  const { page, sheet } = context;
  const { margin, bottom } = page;
  const justified = sheet.names.filter((name) => sheet.style(name).align === 'justify');
  const keeping = sheet.names.filter((name) => sheet.style(name).keepsWithNext);
  const selectors = (names: readonly string[]) =>
    names.map((name) => (name.startsWith('item-') ? `.${name} > li > .paragraph` : `.${name}`)).join(', ');
  const top = page.masthead.organization.baseline - sheet.style('organization').size;
  return [
    `@page { size: ${page.page.width}pt ${page.page.height}pt; margin: ${page.top.later}pt ${margin.end}pt ${bottom.later}pt ${margin.start}pt }`,
    ...marginRules(tree, context),
    `@page :first { margin-top: ${top}pt; margin-bottom: ${bottom.first}pt }`,
    '@media print {',
    `:root { --leading: 1; --least: 0rem; --line-least: 0rem; --ink: #000; --quiet: #000; --link: #000; --line: #000; --paper: #fff }`,
    `html { background: none; font-size: ${sheet.data.base.size}pt }`,
    `body { margin: 0; padding: 0; orphans: ${sheet.data.orphans}; widows: ${sheet.data.widows} }`,
    'a { text-decoration: none } .plate { padding: 0 }',
    `${selectors(justified)} { text-align: justify }`,
    `${selectors(keeping)} { break-after: avoid }`,
    '.table { overflow: visible } tr { break-inside: avoid }',
    '.keep, .signature-block, .session-block, footer { break-inside: avoid }',
    '.page-break { break-after: page }',
    '.annex { break-before: page }',
    '}',
    '',
  ].join('\n');
}

/** What stands above and below the pages after the first, outside where a book is opened; the status on every page. */
function marginRules(tree: DocumentNode, context: Context): readonly string[] {
  const { page, sheet, language } = context;
  const { symbols, job, statusMarks } = furnitureOf(tree);
  const looks = (name: string) => `${looksOf(sheet.style(name), sheet).map(inPoints).join('; ')}; direction: ${language.direction}`;
  const said = (text: string) => `content: ${text}; white-space: pre-line`;
  const boxes: (side: 'left' | 'right', inner: 'left' | 'right') => readonly string[] = (side, inner) => [
    ...(symbols.length === 0
      ? []
      : [
          `@top-${side} { ${said(quoted(symbols.map(({ text }) => text).join('\n')))}; ${looks('running-symbol')}; direction: ltr; text-align: ${side}; vertical-align: bottom; border-bottom: ${page['running-head'].rule.height}pt solid; margin-bottom: ${points(page.top.later - page['running-head'].rule.y)} }`,
        ]),
    `@bottom-${side} { ${said('counter(page) "/" counter(pages)')}; ${looks('folio')}; direction: ltr; text-align: ${side} }`,
    ...(job === null
      ? []
      : [`@bottom-${inner} { ${said(quoted(job.text))}; ${looks('running-job')}; direction: ltr; text-align: ${inner} }`]),
  ];
  const mark = statusMarks.map(({ text }) => text).join('\n');
  return [
    ...(mark === '' ? [] : [`@page { @bottom-center { ${said(quoted(mark))}; ${looks('status-mark')} } }`]),
    `@page :left { ${boxes('left', 'right').join(' ')} }`,
    `@page :right { ${boxes('right', 'left').join(' ')} }`,
    '@page :first { @top-left { content: none } @top-right { content: none } @bottom-left { content: none } @bottom-right { content: none } }',
  ];

  /** Margins know no variables of the page, nor its type size. */
  function inPoints(declaration: string): string {
    return declaration
      .replace(/max\((.*?), var\(--least\)\)/, '$1')
      .replace(/calc\((.*?) \* var\(--leading\)\)/, '$1')
      .replace(/([\d.]+)rem/, (_, size: string) => points(Number(size) * sheet.data.base.size));
  }
}

/** Without the digits that only rounding leaves. */
const points = (length: number): string => `${Number(length.toFixed(3))}pt`;

/** Text as a string of CSS that cannot end it, nor the style it stands in (CSS Syntax, 4.3.7). */
function quoted(text: string): string {
  return `"${text.replace(/[\0-\x1f"&'<>\\\u007f]/g, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;
}
