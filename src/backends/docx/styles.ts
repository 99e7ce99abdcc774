/**
 * Writes Word's style sheet: one style for each Word style that `templates/style.yaml` names, after the document's defaults.
 * Scale and tracking stand here and never on a run. Elements stand in the order of ECMA-376-1, 17.3.1.26 and 17.3.2.28.
 */
import type { Sheet, Style } from '../../style/sheet.ts';
import { halfPoints, percent, twips } from '../../style/units.ts';
import type { Context } from '../backend.ts';
import { alignments, definingStyle, hangOf, measureOf, noteMarkStyle, tightWord } from './looks.ts';
import { fontsOf, kindOf, languagesOf, partsWords } from './scripts.ts';
import { tableStyle } from './tables.ts';
import { element, valued, wordPart } from './xml.ts';

/** Kerning of the document's defaults, in half-points: every size, as the Organization's own files have it. */
const defaultKern = 2;

/** Writes the part `styles.xml`. `tight` names the Word styles some paragraph has with tight tracking. */
export function stylesPart(context: Context, tight: ReadonlySet<string>): string {
  const { sheet } = context;
  const styles: string[] = [baseStyle(context)];
  for (const name of sheet.names) {
    const style = sheet.style(name);
    if (name === 'table') styles.push(tableStyle(style, context));
    else if (style.inline) styles.push(characterStyle(context, style));
    else if (style.word && definingStyle(sheet, style) === style) {
      styles.push(paragraphStyle(context, style));
      if (tight.has(style.word.id)) styles.push(tightStyle(sheet, style));
    }
  }
  styles.push(noteMark(sheet));
  return wordPart('w:styles', defaults(context), ...styles);
}

function defaults(context: Context): string {
  const { size } = context.sheet.data.base;
  const run = element('w:rPr', {}, fonts(context), valued('w:kern', defaultKern), sizes(size), spoken(context));
  return element('w:docDefaults', {}, element('w:rPrDefault', {}, run), element('w:pPrDefault'));
}

function baseStyle(context: Context): string {
  const { sheet, language } = context;
  const { base } = sheet.data;
  const paragraph = [
    ...(sheet.data.widows > 1 || sheet.data.orphans > 1 ? [element('w:widowControl')] : []),
    ...(partsWords(language) ? [] : [element('w:suppressAutoHyphens')]),
    ...(kindOf(language, sheet) === 'east-asian' ? fullWidth() : []),
    ...(language.direction === 'rtl' ? [element('w:bidi')] : []),
    spacing(0, 0, base.leading),
  ];
  const run = [
    fonts(context),
    valued('w:spacing', twips(base.tracking)),
    valued('w:w', Math.round(base.scale)),
    sizes(base.size),
    spoken(context),
  ];
  return element(
    'w:style',
    { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': base.word.id },
    valued('w:name', base.word.name),
    element('w:qFormat'),
    element('w:pPr', {}, ...paragraph),
    element('w:rPr', {}, ...run),
  );
}

/**
 * Among full-width characters, marks lose their blank at a line's ends and do not hang beyond it; figures and Latin words stand
 * without a gap.
 */
function fullWidth(): string[] {
  return [valued('w:overflowPunct', 0), element('w:topLinePunct'), valued('w:autoSpaceDE', 0), valued('w:autoSpaceDN', 0)];
}

function paragraphStyle({ sheet, page, language }: Context, style: Style): string {
  const parent = style.basedOn === null ? sheet.data.base.word.id : sheet.style(style.basedOn).word?.id;
  const next = style.outline === null ? null : sheet.style('paragraph').word?.id;
  return customStyle(style.word, 'paragraph', [
    valued('w:basedOn', parent ?? sheet.data.base.word.id),
    ...(next ? [valued('w:next', next)] : []),
    element('w:qFormat'),
    element(
      'w:pPr',
      {},
      ...(style.keepsWithNext ? [element('w:keepNext')] : []),
      ...(style.keepsLines ? [element('w:keepLines')] : []),
      tabs(sheet, style),
      // Only filled lines part words.
      ...(partsWords(language) && style.align !== 'justify' ? [element('w:suppressAutoHyphens')] : []),
      spacing(style.before, style.after, style.leading),
      indents(style, style.name === 'agenda-title' ? measureOf(page) - page.session['agenda-measure'] : style.end),
      valued('w:jc', alignments[style.align]),
      ...(style.outline === null ? [] : [valued('w:outlineLvl', style.outline - 1)]),
    ),
    element(
      'w:rPr',
      {},
      ...(style.bold ? [element('w:b'), element('w:bCs')] : []),
      ...(style.italic ? [element('w:i'), element('w:iCs')] : []),
      valued('w:spacing', twips(style.tracking)),
      valued('w:w', percent(style.scale)),
      valued('w:kern', halfPoints(sheet.data['kern-from'])),
      sizes(style.size),
    ),
  ]);
}

/** The sister of a style for paragraphs the author has tightened. */
function tightStyle(sheet: Sheet, style: Style): string {
  if (!style.word) return '';
  return customStyle(tightWord(style.word), 'paragraph', [
    valued('w:basedOn', style.word.id),
    element('w:rPr', {}, valued('w:spacing', twips(style.tracking + sheet.data.justification.tight))),
  ]);
}

/** A look of characters: only what its entry says, so that the rest is the paragraph's. */
function characterStyle({ sheet, links = 'black' }: Context, style: Style): string {
  const entry = sheet.data.styles[style.name];
  return customStyle(style.word, 'character', [
    element('w:qFormat'),
    element(
      'w:rPr',
      {},
      ...(entry?.bold ? [element('w:b'), element('w:bCs')] : []),
      ...(entry?.italic ? [element('w:i'), element('w:iCs')] : []),
      ...(style.color === null || links === 'black' ? [] : [valued('w:color', style.color)]),
      ...(entry?.tracking === undefined ? [] : [valued('w:spacing', twips(entry.tracking))]),
      ...(entry?.scale === undefined ? [] : [valued('w:w', percent(style.scale))]),
      ...(entry?.size === undefined ? [] : [sizes(entry.size)]),
    ),
  ]);
}

/** Word keeps a note's mark as a built-in character style, raised by its own rule. */
function noteMark(sheet: Sheet): string {
  return element(
    'w:style',
    { 'w:type': 'character', 'w:styleId': noteMarkStyle.id },
    valued('w:name', noteMarkStyle.name),
    element('w:rPr', {}, valued('w:kern', halfPoints(sheet.data['kern-from'])), valued('w:vertAlign', 'superscript')),
  );
}

/** A style of Word's own whose name begins with a capital letter. */
const hyperlinkName = 'Hyperlink';

/** A style's element. Word's own styles, whose names begin with a small letter, must not call themselves custom. */
function customStyle(word: Style['word'], type: 'paragraph' | 'character', content: readonly string[]): string {
  if (!word) return '';
  const builtIn = /^\p{Ll}/u.test(word.name) || word.name === hyperlinkName;
  return element(
    'w:style',
    { 'w:type': type, 'w:customStyle': builtIn ? null : 1, 'w:styleId': word.id },
    valued('w:name', word.name),
    ...content,
  );
}

const fonts = (context: Context): string => element('w:rFonts', fontsOf(context));
const spoken = (context: Context): string => element('w:lang', languagesOf(context));

function sizes(points: number): string {
  return valued('w:sz', halfPoints(points)) + valued('w:szCs', halfPoints(points));
}

/** Word counts a line of automatic height in 240ths of the face's own. */
const automaticLine = 240;

function spacing(before: number, after: number, leading: number | null): string {
  return element('w:spacing', {
    'w:before': before === 0 ? null : twips(before),
    'w:after': twips(after),
    'w:line': leading === null ? automaticLine : twips(leading),
    'w:lineRule': leading === null ? 'auto' : 'exact',
  });
}

function indents(style: Style, end: number): string {
  const hang = hangOf(style);
  return element('w:ind', {
    'w:left': twips(style.start),
    'w:right': twips(end),
    'w:hanging': hang === null ? null : twips(style.start - hang),
  });
}

/** Stops for a label set flush right, and the body's own from the indent on, where text begins after a tab. */
function tabs(sheet: Sheet, style: Style): string {
  if (style.labelEnd === null && style.first === 0) return '';
  const stop = (kind: string, position: number) => element('w:tab', { 'w:val': kind, 'w:pos': twips(position) });
  return element(
    'w:tabs',
    {},
    ...(style.labelEnd === null ? [] : [stop('right', style.labelEnd)]),
    ...sheet.data.tabs.filter((position) => position >= style.start).map((position) => stop('left', position)),
  );
}
