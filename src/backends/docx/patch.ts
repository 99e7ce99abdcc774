/**
 * The patch stage: says in a packed document what docx cannot, and replaces what would differ from one run to the next. A
 * patch that does not find its place is a fault of this program and throws: better none than a document without it.
 */
import { type Document, Packer } from 'docx';
import type { PageData } from '../../style/page.ts';
import type { Sheet } from '../../style/sheet.ts';
import { eighths, halfPoints, twips } from '../../style/units.ts';
import type { DocumentNode } from '../../tree/nodes.ts';
import { footnotesOf, plainText } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { relateLinks } from './hyperlinks.ts';
import { lineHeight, measureOf, tightWord, wordStyle } from './looks.ts';
import { mastheadGrid } from './masthead.ts';
import { corePart, settingsPart } from './properties.ts';
import { stylesPart } from './styles.ts';
import { element, valued } from './xml.ts';

/** The packer's step before it zips, which has no public name: to zip only to unzip would take as long as all the rest. */
const compiler = Reflect.get(Packer, 'compiler') as { compile(document: Document): ReadonlyMap<string, string | Uint8Array> };

/** A document's parts as docx makes them, in its order. */
export function compiled(document: Document): ReadonlyMap<string, string | Uint8Array> {
  return compiler.compile(document);
}

/** Makes a document's parts and patches them; gives them in the packer's order. */
export function packed(document: Document, tree: DocumentNode, context: Context): ReadonlyMap<string, Uint8Array> {
  const { sheet, page, language } = context;
  const rightToLeft = language.direction === 'rtl';
  const parts = new Map(compiled(document));
  const read = (name: string) => {
    const part = parts.get(name);
    if (typeof part !== 'string') throw new Error(`no part to patch: ${name}`);
    return part;
  };
  const write = (name: string, text: string) => parts.set(name, text);

  const text = firstSection(read('word/document.xml'), page);
  write('word/document.xml', rightToLeft ? sectionsFromRight(text) : untracked(text));
  write('word/styles.xml', stylesPart(context, tightStyles(sheet, text)));
  write('word/settings.xml', settingsPart(context));
  write('docProps/core.xml', corePart(tree.properties, tree.language, describe(tree)));
  write('word/footnotes.xml', footnotes(read('word/footnotes.xml'), footnotesOf(tree).length > 0, context));
  write('word/endnotes.xml', withoutNotes(read('word/endnotes.xml')));
  for (const name of parts.keys()) {
    if (/^word\/header\d+\.xml$/.test(name)) write(name, halfPointPositions(mastheadRow(read(name), page)));
  }
  numberDrawings(parts, read, write);
  if (rightToLeft) {
    for (const name of parts.keys()) {
      if (/^word\/(?:document|footnotes|header\d+|footer\d+)\.xml$/.test(name)) write(name, paragraphsFromRight(read(name)));
    }
  }
  relateLinks(parts);
  const encoder = new TextEncoder();
  return new Map([...parts].map(([name, part]) => [name, typeof part === 'string' ? encoder.encode(part) : part] as const));
}

/** What the document is, if not official: the words of its status mark. */
function describe(tree: DocumentNode): string {
  return tree.children.flatMap((part) => (part.type === 'status-mark' ? [plainText(part.children)] : [])).join(' ');
}

/** Word styles that some paragraph has with tight tracking. */
function tightStyles(sheet: Sheet, text: string): ReadonlySet<string> {
  const words = sheet.names.flatMap((name) => sheet.style(name).word ?? []);
  return new Set(words.filter((word) => text.includes(`<w:pStyle w:val="${tightWord(word).id}"/>`)).map((word) => word.id));
}

/** Type so small that it adds nothing to an exact line. */
const smallestType = 1;

/** The paragraph that ends the first section holds nothing else and is as low as what is left above the type area. */
function firstSection(text: string, page: PageData): string {
  const height = mastheadGrid(page).sectionEnd;
  const spacing = element('w:spacing', { 'w:before': 0, 'w:after': 0, 'w:line': Math.max(1, twips(height)), 'w:lineRule': 'exact' });
  const size = element('w:rPr', {}, valued('w:sz', halfPoints(smallestType)));
  return replaced(text, '<w:p><w:pPr><w:sectPr>', `<w:p><w:pPr>${spacing}${size}<w:sectPr>`);
}

/** Sections of a document read from right to left say so, which docx cannot (ECMA-376-1, 17.6.1). */
function sectionsFromRight(text: string): string {
  return replaced(text, '<w:docGrid', '<w:bidi/><w:docGrid', true);
}

/** Joined letters bear no tracking, which docx cannot say of a run; styles of a language that has them say it themselves. */
function untracked(text: string): string {
  return text.replaceAll('<w:rtl/>', `${valued('w:spacing', 0)}<w:rtl/>`);
}

/** So does each paragraph, though its style does too: whoever copies it takes its direction along (17.3.1.6, at its place in 17.3.1.26). */
function paragraphsFromRight(part: string): string {
  return part.replaceAll(
    /(<w:pPr>(?:(?!<\/w:pPr>|<w:bidi\b).)*?)(?=<w:(?:spacing|ind|contextualSpacing|jc|outlineLvl|rPr|sectPr)\b|<\/w:pPr>)/gs,
    '$1<w:bidi/>',
  );
}

/** The thick rule ends before the thin one: the second row leaves out the last column, which docx cannot say. */
function mastheadRow(header: string, page: PageData): string {
  const { rows, excess } = mastheadGrid(page);
  const height = (points: number) => `<w:trHeight w:val="${twips(points)}" w:hRule="exact"/>`;
  if (excess === 0 || !header.includes(height(rows[1]))) return header;
  const after = valued('w:gridAfter', 1) + element('w:wAfter', { 'w:w': twips(excess), 'w:type': 'dxa' });
  return replaced(header, `<w:trPr>${height(rows[1])}`, `<w:trPr>${after}${height(rows[1])}`);
}

/** docx writes lowered text in points; Word has always read half-points. */
function halfPointPositions(header: string): string {
  return header.replaceAll(/<w:position w:val="(-?[\d.]+)pt"\/>/g, (_, points) => valued('w:position', halfPoints(Number(points))));
}

/** Notes have marks of their own and a short rule above them; Word draws one for all, the footnotes' if there are any. */
function footnotes(part: string, hasFootnotes: boolean, context: Context): string {
  const { sheet, page, faces } = context;
  const rule = hasFootnotes ? page.notes.separator : page['special-notes'].rule;
  const { above } = lineHeight(sheet.style('special-note'), sheet, faces);
  const start = rule.x - page.margin.start;
  const separator = element(
    'w:p',
    {},
    element(
      'w:pPr',
      {},
      valued('w:pStyle', wordStyle(sheet, 'special-note')),
      element('w:pBdr', {}, element('w:top', { 'w:val': 'single', 'w:sz': eighths(rule.height), 'w:space': 0, 'w:color': 'auto' })),
      element('w:spacing', { 'w:line': twips(rule.above - above), 'w:lineRule': 'exact' }),
      element('w:ind', { 'w:left': twips(start), 'w:right': twips(measureOf(page) - start - rule.width), 'w:firstLine': 0 }),
    ),
  );
  const own = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>';
  // docx writes it first in every note, behind what the paragraph says of itself.
  const first = new RegExp(`(<w:footnote\\b[^>]*><w:p>(?:<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?)${own}`, 'gs');
  return part.replaceAll(first, '$1').replaceAll(/<w:p>(?:(?!<w:p>).)*<w:(?:continuationS|s)eparator\/><\/w:r><\/w:p>/g, separator);
}

/** Where there are no notes: what docx writes between text and notes calls one. */
export function withoutNotes(part: string): string {
  return part.replaceAll(/<w:r><w:rPr><w:rStyle w:val="(?:Foot|End)noteReference"\/><\/w:rPr><w:(?:foot|end)noteRef\/><\/w:r>/g, '');
}

/** Numbers drawings from 1 through all parts, in their order. */
function numberDrawings(parts: ReadonlyMap<string, unknown>, read: (name: string) => string, write: (name: string, text: string) => void) {
  let count = 0;
  for (const name of [...parts.keys()].filter((part) => /^word\/(document|header\d+|footer\d+)\.xml$/.test(part))) {
    write(
      name,
      read(name).replaceAll(/<wp:docPr id="\d+"( name="")?/g, (_, unnamed?: string) => {
        count += 1;
        return `<wp:docPr id="${count}"${unnamed === undefined ? '' : ` name="rule ${count}"`}`;
      }),
    );
  }
}

function replaced(text: string, found: string, replacement: string, everywhere = false): string {
  if (!text.includes(found)) throw new Error(`no place to patch: ${found}`);
  return everywhere ? text.replaceAll(found, () => replacement) : text.replace(found, () => replacement);
}
