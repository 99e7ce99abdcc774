/**
 * Reads the links of a tagged PDF: for each element that is one, its words as the structure has them, where its annotations lead
 * and what they say of it; then annotations that belong to no element. Null for files it cannot read.
 */
import type { ReadLink } from './links.ts';
import { type Dict, isName, openPdf, type PdfFile, type PdfValue, textOf, Unreadable } from './pdf-file.ts';
import { contentOf, isZlib, type Mark, pagesOf } from './read-structure.ts';

const deepest = 64;

export function readLinks(bytes: Uint8Array): readonly ReadLink[] | null {
  try {
    return linksIn(openPdf(bytes));
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError || isZlib(error)) return null;
    throw error;
  }
}

function linksIn(file: PdfFile): readonly ReadLink[] {
  const pages = pagesOf(file, file.catalog.get('Pages'), 0);
  const shown = new Map<Dict, readonly Mark[]>();
  const links: ReadLink[] = [];
  const owned = new Set<Dict>();

  /** Words and annotations below an element. */
  const gather = (value: PdfValue | undefined, page: Dict | null, into: { words: string; annotations: Dict[] }, depth: number): void => {
    if (depth > deepest) throw new Unreadable('a structure nested too deep');
    const resolved = file.resolve(value);
    if (typeof resolved === 'number' && page) {
      if (!shown.has(page)) shown.set(page, contentOf(file, page));
      into.words += shown.get(page)?.find(({ id }) => id === resolved)?.text ?? '';
    } else if (Array.isArray(resolved)) for (const kid of resolved) gather(kid, page, into, depth + 1);
    else if (resolved instanceof Map) {
      const own = file.dict(resolved.get('Pg')) ?? page;
      const annotation = file.dict(resolved.get('Obj'));
      if (annotation) into.annotations.push(annotation);
      else gather(resolved.has('MCID') ? resolved.get('MCID') : resolved.get('K'), own, into, depth + 1);
    }
  };
  const visit = (value: PdfValue | undefined, page: Dict | null, depth: number): void => {
    if (depth > deepest) throw new Unreadable('a structure nested too deep');
    const resolved = file.resolve(value);
    if (Array.isArray(resolved)) for (const kid of resolved) visit(kid, page, depth + 1);
    if (!(resolved instanceof Map)) return;
    const own = file.dict(resolved.get('Pg')) ?? page;
    const tag = resolved.get('S');
    if (!isName(tag) || tag.name !== 'Link') {
      visit(resolved.get('K'), own, depth + 1);
      return;
    }
    const found = { words: '', annotations: [] as Dict[] };
    gather(resolved.get('K'), own, found, depth + 1);
    for (const annotation of found.annotations) owned.add(annotation);
    const said = new Map(found.annotations.flatMap((one) => leadOf(file, one)).map((lead) => [`${lead.address} ${lead.title}`, lead]));
    for (const lead of said.values()) links.push({ ...lead, words: found.words });
  };
  visit(file.catalog.get('StructTreeRoot'), null, 0);
  const stray = pages.flatMap((page) => dictsIn(file, page.get('Annots'))).filter((annotation) => !owned.has(annotation));
  return [...links, ...stray.flatMap((one) => leadOf(file, one)).map((lead) => ({ ...lead, words: '' }))];
}

function dictsIn(file: PdfFile, value: PdfValue | undefined): readonly Dict[] {
  const list = file.resolve(value);
  return Array.isArray(list) ? list.flatMap((one: PdfValue) => file.dict(one) ?? []) : [];
}

/** Where an annotation leads, if it is a link out of the file; what it says of that is its address unless somebody said more. */
function leadOf(file: PdfFile, annotation: Dict): readonly Omit<ReadLink, 'words'>[] {
  const action = file.dict(annotation.get('A'));
  const address = file.resolve(action?.get('URI'));
  if (!(address instanceof Uint8Array)) return [];
  const said = file.resolve(annotation.get('Contents'));
  const [lead, title] = [textOf(address), said instanceof Uint8Array ? textOf(said) : ''];
  return [{ address: lead, title: title === lead ? null : title }];
}
