/**
 * The style of a page from the house's data: style sheet, page and what the screen asks besides. One point of print is a part
 * of the reader's own type size, so that whoever enlarges type enlarges everything. Narrow windows first, then the sheet.
 */

import { mainRole } from '../../style/faces.ts';
import type { HtmlData } from '../../style/html.ts';
import type { Sheet, Style } from '../../style/sheet.ts';
import type { Context } from '../backend.ts';
import { tableRules } from './tables.ts';

/** Digits kept of a length in type sizes: finer than a printer's dot. */
const digits = 4;
/** What a space takes after a label that ends at a fixed place. */
export const spaceAfterLabel = '1ch / 2';

/** Points as a length in the reader's type size. */
export function lengthIn({ data }: Sheet): (points: number) => string {
  return (points) => (points === 0 ? '0' : `${number(points / data.base.size)}rem`);
}
const number = (value: number): string => String(Number(value.toFixed(digits)));

/** Writes the style of a document's page, print apart. */
export function sheetRules(context: Context): string {
  const { html } = context;
  return [
    ...pageRules(html, familiesOf(context.language.script, context), leadingFor(context)),
    ...pictureRules(context),
    ...textRules(context),
    ...listRules(context),
    ...tableRules(context),
    `@media (min-width: ${html.screen.narrow}em), print {`,
    ...wideRules(context),
    '}',
    `@media screen and (min-width: ${html.screen.narrow}em) {`,
    ...deskRules(context),
    '}',
    '',
  ].join('\n');
}

/** How many times print's leading the screen's is, so that paragraphs have what the data ask, or what they have in print. */
export function leadingFor({ sheet, html }: Pick<Context, 'sheet' | 'html'>): number {
  const { leading, size } = sheet.style('paragraph');
  return leading === null ? 1 : Math.max(1, (html.screen.leading * size) / leading);
}

/** What every page of ours has: colours, families, nothing of the browser's own. */
export function pageRules({ colours, screen, plate }: HtmlData, families: string, leading: number): readonly string[] {
  const palette = (colors: HtmlData['colours']['light']) =>
    Object.entries(colors)
      .map(([name, color]) => `--${name}: ${color}`)
      .join('; ');
  return [
    `:root { color-scheme: light dark; ${palette(colours.light)}; --plate: ${plate}; --leading: ${number(leading)}; --least: ${screen.smallest}rem; --margin: 0rem; --margin-end: 0rem; --line-least: 1px }`,
    `@media screen and (prefers-color-scheme: dark) { :root { ${palette(colours.dark)} } }`,
    '*, ::before, ::after { box-sizing: border-box }',
    'p, h1, h2, h3, h4, h5, h6, ol, ul, li, hr { margin: 0; padding: 0; border: 0; font: inherit }',
    'ol, ul { list-style: "" }',
    `html { background: var(--desk); color: var(--ink); font-family: ${families}; line-height: ${screen.leading}; -webkit-text-size-adjust: 100%; text-size-adjust: 100% }`,
    `body { margin: 0 auto; padding: ${screen.gutter}rem; background: var(--paper); overflow-wrap: break-word }`,
    'strong { font-weight: bold } em { font-style: italic }',
    'a { color: var(--link); text-underline-offset: 2px }',
    'a:focus-visible, :target { outline: 2px solid var(--link); outline-offset: 2px }',
  ];
}

/** Families as CSS names them; the last is generic. */
export function familiesOf(script: string, { sheet, html }: Pick<Context, 'sheet' | 'html'>): string {
  const role = Object.entries(sheet.data.faces).find(([, face]) => face.scripts?.includes(script))?.[0] ?? mainRole;
  const stack = html.stacks[role] ?? html.stacks[mainRole] ?? [];
  return stack.map((family, index) => (index === stack.length - 1 ? family : `"${family}"`)).join(', ');
}

function pictureRules({ sheet, page, html }: Context): readonly string[] {
  const rem = lengthIn(sheet);
  const size = (name: string, box: { readonly width: number; readonly height: number }) =>
    `.${name} { display: block; inline-size: ${rem(box.width)}; block-size: ${rem(box.height)} }`;
  const { emblem, 'emblem-outline': outline } = page.masthead;
  return [
    '.ink { fill: var(--ink) } .paper { fill: var(--paper) }',
    `.place { fill: none; stroke: var(--line); stroke-width: ${outline} } svg { overflow: visible }`,
    size('emblem', emblem),
    'img.emblem { object-fit: contain; background: var(--plate) }',
    size('bar-code', page.foot['bar-code']),
    size('qr-code', page.foot['qr-code']),
    size('recycle-sign', page.foot['recycle-sign']),
    `.plate { display: inline-block; padding: ${html.screen.plate}rem; background: var(--plate); forced-color-adjust: none } .plate .ink { fill: #000 }`,
  ];
}

// ---- text ----

function textRules(context: Context): readonly string[] {
  const { sheet, page } = context;
  const rem = lengthIn(sheet);
  const { superscript } = sheet.data;
  const rules = sheet.names
    .map((name) => sheet.style(name))
    .filter(
      (style) =>
        !style.inline &&
        style.word !== null &&
        !style.name.startsWith('item-') &&
        style.name !== 'folio' &&
        style.name !== 'running-job' &&
        style.name !== 'quote',
    )
    .map((style) => `.${style.name} { ${[...looksOf(style, sheet), ...placesOf(style, sheet)].join('; ')} }`);
  // What stands apart from the text above it.
  const headings = sheet.names.filter((name) => sheet.style(name).belowText > 0);
  const classes = headings.map((name) => `.${name}`).join(', ');
  const gap = (selector: string, style: string, side: 'before' | 'after', property: string) =>
    `${selector} { ${property}: ${rem(sheet.style(style)[side])} }`;
  return [
    ...rules,
    `.organ-letter { font-size: ${number(sheet.style('organ-letter').size / sheet.style('symbol').size)}em }`,
    `sup { font-size: ${superscript.size}em; line-height: 0; vertical-align: super }`,
    ...foreignRules(context),
    ...quoteRules(context),
    // Padding, since gaps of the house add up and margins would not.
    gap('.body', 'body', 'before', 'padding-block-start'),
    gap('.session-block', 'session-block', 'after', 'padding-block-end'),
    gap(
      '.agenda-title + .agenda-title, .agenda-line:has(~ .agenda-title ~ .agenda-title) + .agenda-title',
      'agenda-titles-gap',
      'after',
      'padding-block-start',
    ),
    gap('.session-column + .session-column', 'agenda-titles-gap', 'after', 'margin-block-start'),
    gap('.signature-block', 'signature-block', 'before', 'padding-block-start'),
    `.annex { margin-block-start: ${context.html.screen.annex}rem }`,
    ...['annex-original', 'annex-title'].map((name) => gap(`.${name}`, name, 'before', 'padding-block-start')),
    ...headings.map((name) => `.${name} { padding-block-start: ${rem(sheet.style(name).belowText)} }`),
    `.body > :is(${classes}):first-child, :is(${classes}) + :is(${classes}) { padding-block-start: 0 }`,
    gap('.signature + .signature', 'signature', 'after', 'padding-block-start'),
    gap('.signature.room', 'signature-room', 'before', 'padding-block-start'),
    `.end-rule { inline-size: ${rem(page['end-rule'].width)}; margin: ${rem(page['end-rule'].below)} auto; border-block-start: max(${rem(page['end-rule'].height)}, var(--line-least)) solid var(--line) }`,
    ...notesRules(context),
    ...mastheadRules(context),
  ];
}

/** Size, weight, tracking and leading of a style. */
export function looksOf(style: Style, sheet: Sheet): readonly string[] {
  const { base } = sheet.data;
  const size = lengthIn(sheet)(style.size);
  return [
    `font-size: ${style.size < base.size ? `max(${size}, var(--least))` : size}`,
    `line-height: calc(${number(style.leading === null ? base.leading / base.size : style.leading / style.size)} * var(--leading))`,
    ...(style.bold ? ['font-weight: bold'] : []),
    ...(style.italic ? ['font-style: italic'] : []),
    ...(style.tracking === 0 ? [] : [`letter-spacing: ${number(style.tracking / style.size)}em`]),
  ];
}

/** Indents, which only the sheet has, gaps and sides. Lines of even length are print's. */
function placesOf(style: Style, sheet: Sheet): readonly string[] {
  const rem = lengthIn(sheet);
  const [start, end] = [
    indent('--margin', style.start, sheet.style('paragraph').start, rem),
    indent('--margin-end', style.end, sheet.style('paragraph').end, rem),
  ];
  return [
    ...(start === '0' && end === '0' ? [] : [`padding-inline: ${start} ${end}`]),
    ...(style.first === 0 ? [] : [`text-indent: ${rem(style.first)}`]),
    ...(style.after === 0 ? [] : [`margin-block-end: ${rem(style.after)}`]),
    ...(style.align === 'end' ? ['text-align: end'] : style.align === 'centre' ? ['text-align: center'] : []),
  ];
}

/** An indent as the text's own, which narrow windows leave out, and what goes beyond it. */
function indent(own: string, points: number, text: number, rem: (points: number) => string): string {
  if (points === 0) return '0';
  const beyond = points - text;
  return beyond <= 0 ? `var(${own})` : `calc(var(${own}) + ${rem(beyond)})`;
}

/** Text in languages with families of their own; joined letters bear no tracking. */
function foreignRules(context: Context): readonly string[] {
  const { language, languages } = context;
  const own = familiesOf(language.script, context);
  return [...languages.values()].flatMap((other) => {
    const families = familiesOf(other.script, context);
    const joins = other.direction === 'rtl' && language.direction === 'ltr' ? '; letter-spacing: normal' : '';
    return families === own ? [] : [`span:lang(${other.language}) { font-family: ${families}${joins} }`];
  });
}

/** A quotation stands in from what it interrupts; what stands in it has its own places from there. */
function quoteRules({ sheet }: Context): readonly string[] {
  const rem = lengthIn(sheet);
  const [quote, text] = [sheet.style('quote'), sheet.style('paragraph')];
  const step = (item: Style) => rem(quote.start - text.start + item.start - text.start);
  const items = sheet.names.filter((name) => name.startsWith('item-') && sheet.style(name).start !== text.start);
  return [
    `.quote { margin: 0; padding-inline: ${step(text)} ${rem(quote.end - text.end)} }`,
    `.quote > .paragraph, .quote > .keep > .paragraph { text-indent: ${rem(quote.first)} }`,
    ...items.map((name) => `.${name} > li > .quote { padding-inline-start: ${step(sheet.style(name))} }`),
  ];
}

function notesRules({ sheet, page }: Context): readonly string[] {
  const rem = lengthIn(sheet);
  const { rule } = page['special-notes'];
  const line = `max(${rem(rule.height)}, var(--line-least)) solid var(--line)`;
  const { width, above } = page.notes.separator;
  return [
    `.notes { margin-block-start: ${rem(sheet.style('body').before)} }`,
    `.notes::before { content: ""; display: block; inline-size: ${rem(width)}; margin-block-end: ${rem(above / 2)}; border-block-start: ${line} }`,
    `.special-notes { margin-block-start: ${rem(page['end-rule'].below)} }`,
    `.special-notes::before { content: ""; display: block; inline-size: ${rem(rule.width)}; margin-block-end: ${rem(rule.above / 2)}; margin-inline-start: calc(var(--margin) * ${number((rule.x - page.margin.start) / sheet.style('paragraph').start)}); border-block-start: ${line} }`,
  ];
}

function mastheadRules({ sheet, page }: Context): readonly string[] {
  const rem = lengthIn(sheet);
  const { 'thin-rule': thin, 'thick-rule': thick, organization, emblem } = page.masthead;
  const rule = (height: number) => `max(${rem(height)}, var(--line-least)) solid var(--line)`;
  const gap = rem((thin.y - organization.baseline) / 2);
  return [
    `.status-mark { margin-block-end: ${rem(sheet.style('body').before)}; color: var(--quiet) }`,
    '@media screen { .status-mark { padding-inline-start: 1ch; border-inline-start: 4px solid; font-weight: bold } }',
    `.masthead-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; column-gap: ${rem(page['default-tab'])}; padding-block-end: ${gap}; border-block-end: ${rule(thin.height)} }`,
    '.symbol { margin-inline-start: auto }',
    `.masthead-body { display: grid; grid-template-columns: auto 1fr; gap: ${rem(emblem.y - thin.y)} ${rem(page.masthead.gutter)}; padding-block: ${rem(emblem.y - thin.y)}; margin-block-end: ${rem(sheet.style('session-block').after)}; border-block-end: ${rule(thick.height)} }`,
    '.issue { grid-column: 1 / -1 }',
    `footer { display: flex; flex-wrap: wrap; align-items: end; gap: ${rem(sheet.style('body').before)}; margin-block-start: ${rem(page['end-rule'].below)} }`,
    '.job { margin-inline-end: auto }',
    '.plate { margin-inline-start: 0 } .recycle { text-align: end }',
  ];
}

// ---- lists ----

/** Where labels and texts of lists stand, from the margin of the text. */
function listRules({ sheet }: Context): readonly string[] {
  const rem = lengthIn(sheet);
  return sheet.names
    .filter((name) => name.startsWith('item-'))
    .flatMap((name) => {
      const style = sheet.style(name);
      const label = style.label ?? style.start;
      const item = `.${name} > li > .paragraph, .${name} > li > .keep > .paragraph`;
      return [
        `${item} { ${[...looksOf(style, sheet), ...placesOf(style, sheet)].join('; ')} }`,
        `.${name} > li > .paragraph:has(> .label) { text-indent: ${rem(label - style.start)} }`,
        `.${name} > li > .paragraph > .label { display: inline-block; min-inline-size: ${rem(style.start + style.first - label)}; margin-inline-end: calc(-${spaceAfterLabel}); text-indent: 0 }`,
      ];
    });
}

// ---- the sheet ----

/** Columns and indents, where there is room for them. */
function wideRules({ sheet, page }: Context): readonly string[] {
  const rem = lengthIn(sheet);
  const { masthead, margin, session, foot } = page;
  const paragraph = sheet.style('paragraph');
  const labelled = sheet.names.map((name) => sheet.style(name)).filter((style) => style.labelEnd !== null);
  const first = `${rem(session['second-column'] - margin.start)} 1fr`;
  return [
    `:root { --margin: ${rem(paragraph.start)}; --margin-end: ${rem(paragraph.end)} }`,
    ...labelled.map(
      (style) =>
        `.${style.name} > .label { display: inline-block; inline-size: ${rem(style.labelEnd ?? 0)}; margin-inline: calc(-1 * var(--margin)) calc(var(--margin) - ${rem(style.labelEnd ?? 0)} - ${spaceAfterLabel}); text-align: end }`,
    ),
    `.organization { margin-inline-start: ${rem(masthead.organization.x - margin.start)} }`,
    `.masthead-body { grid-template-columns: ${rem(masthead.organs.x - margin.start)} 1fr ${rem(masthead['thin-rule'].x + masthead['thin-rule'].width - masthead.distribution.x)}; column-gap: 0; min-block-size: ${rem(masthead['thick-rule'].y - masthead['thin-rule'].y)}; margin-block-end: ${rem(page.top.first - masthead['thick-rule'].y)} }`,
    `.emblem { margin-inline-start: ${rem(masthead.emblem.x - margin.start)} }`,
    '.issue { grid-column: auto }',
    `.session-block[data-columns="2"] { display: grid; grid-template-columns: ${first} }`,
    `.session-block:not([data-columns="1"], [data-columns="2"]) { display: grid; grid-auto-columns: 1fr; grid-auto-flow: column }`,
    '.session-column + .session-column { margin-block-start: 0 }',
    '.whole { white-space: nowrap }',
    `.agenda-title { max-inline-size: ${rem(session['agenda-measure'])} }`,
    `.recycle { max-inline-size: ${rem(foot.recycle.end - foot.divide)} }`,
  ];
}

/** The sheet on a desk, with the margins of print. */
function deskRules({ sheet, page, html }: Context): readonly string[] {
  const rem = lengthIn(sheet);
  const { margin } = page;
  return [
    `body { max-inline-size: ${rem(page.page.width)}; margin-block: ${html.screen.desk}rem; padding: ${rem(margin.header)} ${rem(margin.end)} ${rem(margin.footer)} ${rem(margin.start)}; padding-inline: ${rem(margin.start)} ${rem(margin.end)} }`,
  ];
}
