/**
 * Tables as HTML: what names a column or a row is a `th` that says so. A table wider than the window is pushed to and fro by
 * itself, by keyboard too, so that the page is not.
 */
import type { Table, TableCell, TextBlock } from '../../tree/nodes.ts';
import { tableNotesOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { element, group } from './markup.ts';
import { lengthIn, looksOf, spaceAfterLabel } from './rules.ts';

/** Writes a table; `textOf` writes the inlines of a block. */
export function tableMarkup(
  table: Table,
  id: string | null,
  textOf: (block: TextBlock) => string,
  noteOf: (block: TextBlock) => string,
): string {
  const rows = (heading: boolean) =>
    table.children.flatMap((child) => {
      if (child.type !== 'table-row' || child.heading !== heading) return [];
      return [element('tr', {}, ...child.children.map((cell) => cellMarkup(cell, textOf)))];
    });
  const captions = table.children.flatMap((child) =>
    child.type === 'table-title' ? [element('caption', { class: child.type }, textOf(child))] : [],
  );
  const whole = group('table', { id }, [...captions, group('thead', {}, rows(true)), group('tbody', {}, rows(false))]);
  const notes = tableNotesOf(table).map(noteOf);
  const held = element('div', { class: table.type, tabindex: '0' }, whole);
  return notes.length === 0 ? held : group('div', { class: 'noted-table' }, [held, ...notes]);
}

const scopes = { column: 'col', row: 'row' } as const;

function cellMarkup({ header, align, children: [text] }: TableCell, textOf: (block: TextBlock) => string): string {
  const look = align === 'start' ? text.type : `${text.type} ${align}`;
  if (header === null) return element('td', { class: look }, textOf(text));
  return element('th', { scope: scopes[header], class: look }, textOf(text));
}

/** The style of tables, in the measures of print. */
export function tableRules(context: Context): readonly string[] {
  const { sheet, page } = context;
  const rem = lengthIn(sheet);
  const { gap, rules } = page.table;
  const line = (thickness: number) => `max(${rem(thickness)}, var(--line-least)) solid var(--line)`;
  const cells = (name: 'table-heading' | 'table-text') => {
    const style = sheet.style(name);
    return `.${name} { ${looksOf(style, sheet).join('; ')}; padding-block: ${rem(style.before)} ${rem(style.after)}; padding-inline: 0 ${rem(gap)}; margin: 0; text-align: start }`;
  };
  return [
    `.table { overflow-x: auto; padding-block-start: ${rem(sheet.style('table').before)} }`,
    '.table:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }',
    '.table > table { inline-size: 100%; border-collapse: collapse }',
    `.table-title { padding: 0 0 ${rem(sheet.style('table-title').after)}; margin: 0; text-align: start }`,
    `th { font-weight: inherit }`,
    cells('table-heading'),
    cells('table-text'),
    '.table-heading { vertical-align: bottom } .table-text { vertical-align: top }',
    '.table .end { text-align: end } .table .centre { text-align: center }',
    ...noteRules(context),
    'tr > :last-child { padding-inline-end: 0 }',
    `thead { border-block: ${line(rules.above)}; border-block-end: ${line(rules.heading)} }`,
    `tbody { border-block-end: ${line(rules.end)} }`,
  ];
}

/** Notes stand between their table and the gap after it, their marks at its edge. */
function noteRules({ sheet }: Context): readonly string[] {
  const rem = lengthIn(sheet);
  const style = sheet.style('table-note');
  const hang = rem(style.start - (style.label ?? style.start));
  return [
    `.noted-table { margin-block-end: ${rem(sheet.style('table').after)} } .noted-table > .table { margin-block-end: 0 }`,
    `.table-note { padding-block-start: ${rem(style.before)}; margin: 0; text-align: start }`,
    `.table-note > .label { display: inline-block; min-inline-size: ${hang}; margin-inline: calc(-1 * ${hang}) calc(-${spaceAfterLabel}); padding-inline-end: calc(${spaceAfterLabel}) }`,
  ];
}
