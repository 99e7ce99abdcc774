/**
 * Reads the Word file of two columns as a text processor gives it back (`backends/docx/two-columns.ts` writes it): its one table,
 * with bold, italics, line ends, links and the styles of spans. Tracked changes are read as accepted, comments are not read. Sizes are
 * limited; whatever else stands in the file is left alone.
 */
import { dash, spanStyle } from '../backends/docx/two-columns.ts';
import { readZip } from '../verify/read-zip.ts';
import { elementsOf, parseXml, type XmlElement } from '../xml.ts';
import { noDigest, type ReadCoded, type Returned, type ReturnedUnit, states } from './package.ts';
import type { ExchangeFault } from './read-xliff.ts';

const zipLimits = { entries: 500, entry: 32_000_000, total: 64_000_000 };
const xmlLimits = { size: 32_000_000, depth: 100 };

export async function readColumns(bytes: Uint8Array): Promise<readonly Returned[] | ExchangeFault> {
  const fault = (detail: string): ExchangeFault => ({ type: 'fault', variant: 'word', detail, at: null });
  const files = await readZip(bytes, zipLimits).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof files === 'string') return fault(files);
  const part = files.get('word/document.xml');
  if (!part) return fault('word/document.xml');
  const root = parseXml(new TextDecoder('utf-8').decode(part), xmlLimits);
  if (root.type === 'fault') return fault(root.reason);
  const addresses = addressesIn(files.get('word/_rels/document.xml.rels'));
  for (const table of descendants(root, 'w:tbl')) {
    const [head, ...rows] = children(table, 'w:tr').map((row) => children(row, 'w:tc'));
    const names = (head ?? []).map((cell) => textOf(cell).trim());
    const [from, to] = [languageIn(names[1]), languageIn(names[2])];
    if (names.length !== 3 || !names[0] || from === null || to === null) continue;
    return [
      { slug: names[0], from, to, at: { document: null, from: null, to: null }, units: rows.flatMap((cells) => unitOf(cells, addresses)) },
    ];
  }
  return fault('w:tbl');
}

/** Where the document's links lead, by the names its relations have. */
type Addresses = ReadonlyMap<string, string>;

function addressesIn(part: Uint8Array | undefined): Addresses {
  const root = part ? parseXml(new TextDecoder('utf-8').decode(part), xmlLimits) : null;
  const relations = root && root.type !== 'fault' ? elementsOf(root) : [];
  return new Map(
    relations
      .filter(({ attributes }) => attributes.TargetMode === 'External' && attributes.Type?.endsWith('/hyperlink'))
      .map(({ attributes }) => [attributes.Id ?? '', attributes.Target ?? '']),
  );
}

/** "French (fr)" names a language by its code. */
function languageIn(text: string | undefined): string | null {
  return /\(([\w-]+)\)\s*$/.exec(text ?? '')?.[1] ?? null;
}

function unitOf(cells: readonly XmlElement[], addresses: Addresses): readonly ReturnedUnit[] {
  const [about, source, target] = cells;
  if (!about || !source || !target) return [];
  const [key = '', digest = '', state = ''] = children(about, 'w:p').map((line) => textOf(line).trim());
  if (key === '') return [];
  const content = codedOf(target, addresses);
  const paragraphs = descendants(target, 'w:p').map((line) => textOf(line).trim());
  return [
    {
      key,
      at: null,
      source: codedOf(source, addresses),
      target: content.length === 0 ? null : content,
      state: states.find((one) => one === state.toLowerCase()) ?? null,
      paragraphs: paragraphs.filter((text) => text !== '').slice(1),
      targetDigest: digest === '' ? null : digest === dash ? noDigest : digest,
      notes: [],
    },
  ];
}

/** The text of a cell: paragraphs are lines, those of a table within it, too. */
function codedOf(cell: XmlElement, addresses: Addresses): readonly ReadCoded[] {
  const lines = descendants(cell, 'w:p')
    .map((line) => runsOf(line).flatMap(({ run, link }) => codedRun(run, link === null ? null : (addresses.get(link) ?? null))))
    .filter((line) => line.some((piece) => piece.type !== 'text' || piece.text.trim() !== ''));
  return lines.flatMap((line, index) => (index === 0 ? line : [lineEnd, ...line]));
}

const lineEnd: ReadCoded = { type: 'single', id: '', isBreak: true, text: null, at: null };

/** Runs as shown, of deleted text nothing, of inserted text all; and the relation of the link each stands in. */
function runsOf(element: XmlElement, link: string | null = null): readonly { readonly run: XmlElement; readonly link: string | null }[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === 'w:del' || child.name === 'w:moveFrom' || child.name === 'w:pPr') return [];
    if (child.name === 'w:r') return [{ run: child, link }];
    return runsOf(child, child.name === 'w:hyperlink' ? (child.attributes['r:id'] ?? null) : link);
  });
}

function codedRun(run: XmlElement, address: string | null): readonly ReadCoded[] {
  const look = children(run, 'w:rPr')[0];
  const isOn = (name: string) => {
    const toggle = look && children(look, name)[0];
    return toggle !== undefined && !['0', 'false', 'off', 'none'].includes(toggle.attributes['w:val'] ?? '');
  };
  const style = (look && children(look, 'w:rStyle')[0]?.attributes['w:val']) ?? '';
  const span = style.startsWith(spanStyle) ? style.slice(spanStyle.length) : null;
  if (isOn('w:vanish')) return [];
  return elementsOf(run).flatMap((child): readonly ReadCoded[] => {
    if (child.name === 'w:br' || child.name === 'w:cr') return [lineEnd];
    const text = child.name === 'w:t' ? ownText(child) : (characters[child.name] ?? '');
    if (text === '') return [];
    let piece: ReadCoded = { type: 'text', text };
    const wrap = (name: string) => {
      piece = { type: 'pair', id: '', style: name, children: [piece], at: null };
    };
    // White space alone has no look: text processors leave it about.
    if (text.trim() !== '') {
      if (isOn('w:i') || isOn('w:iCs')) wrap('emphasis');
      if (isOn('w:b') || isOn('w:bCs')) wrap('strong');
      if (span !== null) wrap(`span:${span}`);
    }
    if (address !== null) wrap(`link:${address}`);
    return [piece];
  });
}

const characters: Readonly<Record<string, string>> = { 'w:noBreakHyphen': '\u2011', 'w:softHyphen': '\u00ad', 'w:tab': ' ' };

function textOf(element: XmlElement): string {
  return runsOf(element)
    .flatMap(({ run }) => children(run, 'w:t').map(ownText))
    .join('');
}

function ownText(element: XmlElement): string {
  return element.children.map((child) => (child.type === 'text' ? child.text : '')).join('');
}

function children(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).filter((child) => child.name === name);
}

function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => (child.name === name ? [child] : descendants(child, name)));
}
