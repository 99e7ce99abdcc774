/**
 * A Word file of two columns for translators who work in a text processor: source beside translation, a row for each unit, with
 * the unit's key and state before them. `exchange/read-columns.ts` reads it back; the table holds all that this needs, so that it
 * survives whatever program saves the file; where a link leads is Word's own.
 */
import {
  AlignmentType,
  Document,
  LineRuleType,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { zip } from '../../deflate.ts';
import type { Language } from '../../language/language.ts';
import type { PageData } from '../../style/page.ts';
import type { Sheet } from '../../style/sheet.ts';
import { halfPoints, twips } from '../../style/units.ts';
import type { Inline } from '../../tree/nodes.ts';
import { type StyledSpan, spansOf } from '../../tree/words.ts';
import { hyperlink, relateLinks } from './hyperlinks.ts';
import { compiled, withoutNotes } from './patch.ts';
import { corePart, plainSettings } from './properties.ts';
import { fontsOf, kindOf, languagesOf } from './scripts.ts';
import { element, valued, wordPart } from './xml.ts';

export interface TwoColumns {
  readonly title: string;
  /** An instant, ISO 8601: the document's. */
  readonly date: string;
  readonly from: Language;
  readonly to: Language;
  /** What the first row says of the document and of each column's language. */
  readonly head: readonly [document: string, source: string, target: string];
  readonly rows: readonly ColumnsRow[];
}
export interface ColumnsRow {
  /** Lines of the narrow column. */
  readonly lines: readonly string[];
  readonly source: readonly Inline[];
  /** Empty without a translation. */
  readonly target: readonly Inline[];
}

/** The format of files for a text processor. */
export const wordFormat = 'docx';
/** What begins the name of a character style for a span in another language; its code follows. */
export const spanStyle = 'Span-';
/** Stands in a line of the narrow column that has nothing to say. */
export const dash = '–';
/** Grey that prints and does not disturb. */
const quiet = '666666';
/** Parts of the measure: the narrow column, and each text. */
const parts = { key: 4, text: 13 } as const;
/** Of a line that shows nothing, in twips. */
const lowest = 1;

export function twoColumns(content: TwoColumns, sheet: Sheet, page: PageData, languages: ReadonlyMap<string, Language>): Uint8Array {
  const measure = twips(page.page.height - page.margin.start - page.margin.end);
  const width = (part: number) => Math.floor((measure * part) / (parts.key + parts.text + parts.text));
  const widths = [width(parts.key), width(parts.text), width(parts.text)];
  const cell = (index: number, children: readonly Paragraph[]) =>
    new TableCell({ width: { size: widths[index] ?? 0, type: WidthType.DXA }, children: [...children] });
  const row = (cells: readonly (readonly Paragraph[])[], head: boolean) =>
    new TableRow({ tableHeader: head, cantSplit: head, children: cells.map((children, index) => cell(index, children)) });

  const small = (text: string) =>
    new Paragraph({ children: [new TextRun({ text, size: halfPoints(sheet.style('status-mark').size), color: quiet, noProof: true })] });
  const heading = (text: string) => [new Paragraph({ children: [new TextRun({ text, bold: true, noProof: true })] })];
  const rows = content.rows.map((one) =>
    row(
      [
        one.lines.map(small),
        [paragraph(one.source, content.from, sheet, languages)],
        [paragraph(one.target, content.to, sheet, languages)],
      ],
      false,
    ),
  );
  const document = new Document({
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(page.page.width), height: twips(page.page.height), orientation: PageOrientation.LANDSCAPE },
            margin: margins(page),
          },
        },
        children: [
          new Table({
            layout: TableLayoutType.FIXED,
            columnWidths: widths,
            width: { size: measure, type: WidthType.DXA },
            rows: [row(content.head.map(heading), true), ...rows],
          }),
          // The last thing in Word is a paragraph.
          new Paragraph({ spacing: { line: lowest, lineRule: LineRuleType.EXACT } }),
        ],
      },
    ],
  });
  const properties = { title: content.title, author: '', subject: '', keywords: '', date: content.date, symbol: null };
  const encoder = new TextEncoder();
  const made = new Map(compiled(document));
  made.set('word/styles.xml', stylesOf(content.from, sheet, languages));
  made.set('word/settings.xml', plainSettings());
  for (const name of ['word/footnotes.xml', 'word/endnotes.xml']) made.set(name, withoutNotes(String(made.get(name))));
  made.set('docProps/core.xml', corePart(properties, content.to.language, ''));
  relateLinks(made);
  return zip([...made].map(([name, part]) => [name, typeof part === 'string' ? encoder.encode(part) : part] as const));
}

/**
 * The look of all text, which is that of the source's language, and a character style for spans of each language; their direction stands
 * in the runs, where alone Word heeds it. docx would write some thirty styles that nobody asks for, some resting on others that are not there.
 */
function stylesOf(language: Language, sheet: Sheet, languages: ReadonlyMap<string, Language>): string {
  const { base } = sheet.data;
  const run = element(
    'w:rPr',
    {},
    element('w:rFonts', fontsOf({ sheet, language })),
    valued('w:sz', halfPoints(base.size)),
    valued('w:szCs', halfPoints(base.size)),
    element('w:lang', languagesOf({ sheet, language, languages })),
  );
  const spans = [...languages.values()].map((spoken) => {
    const id = spanStyle + spoken.language;
    const name = { 'w:type': 'character', 'w:customStyle': 1, 'w:styleId': id };
    return element(
      'w:style',
      name,
      valued('w:name', id),
      element('w:rPr', {}, element('w:lang', languagesOf({ sheet, language: spoken, languages }))),
    );
  });
  const normal = { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': base.word.id };
  return wordPart(
    'w:styles',
    element('w:docDefaults', {}, element('w:rPrDefault', {}, run), element('w:pPrDefault')),
    element('w:style', normal, valued('w:name', base.word.name), element('w:qFormat')),
    ...spans,
  );
}

function margins(page: PageData) {
  const side = twips(page.margin.start);
  return { top: side, bottom: side, left: side, right: side };
}

function paragraph(inlines: readonly Inline[], language: Language, sheet: Sheet, languages: ReadonlyMap<string, Language>): Paragraph {
  const rtl = language.direction === 'rtl';
  const runOf = (span: StyledSpan): ParagraphChild => {
    if (span.text === '\n') return new TextRun({ break: 1 });
    const own = span.language === null ? null : (languages.get(span.language) ?? null);
    return new TextRun({
      text: span.text,
      bold: span.strong,
      boldComplexScript: span.strong,
      italics: span.emphasis,
      italicsComplexScript: span.emphasis,
      ...(own === null ? { language: wordLanguage(language, sheet) } : { style: spanStyle + own.language }),
      rightToLeft: (own ?? language).direction === 'rtl',
    });
  };
  const spans = spansOf({ children: inlines });
  const children: ParagraphChild[] = [];
  for (let start = 0, end = 0; start < spans.length; start = end) {
    const link = spans[start]?.link ?? null;
    for (end = start + 1; end < spans.length && spans[end]?.link === link; end++);
    const runs = spans.slice(start, end).map(runOf);
    children.push(...(link === null ? runs : [hyperlink(link, runs)]));
  }
  // Beginning and end are Word's own: in a paragraph from right to left its "left" is the right.
  return new Paragraph({ bidirectional: rtl, alignment: AlignmentType.START, children });
}

/** A language where Word looks for it: by the kind of its script. */
function wordLanguage(language: Language, sheet: Sheet) {
  const kind = kindOf(language, sheet);
  if (kind === 'complex') return { bidirectional: language.word };
  return kind === 'east-asian' ? { eastAsia: language.word } : { value: language.word };
}
