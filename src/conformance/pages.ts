/**
 * The pages of a document: their boxes, what is drawn on them, and their annotations (ISO 32000-1, 7.7.3 and 14.11.2;
 * ISO 19005-2, 6.3; ISO 14289-1, 7.18).
 */
import { type Dict, isPointer, type PdfValue, textOf, Unreadable } from '../verify/pdf-file.ts';
import { Canvas, type Drawn } from './canvas.ts';
import type { Findings } from './finding.ts';
import type { Objects } from './objects.ts';

export interface Page {
  /** Of its object; null if it is no object of its own. */
  readonly object: number | null;
  readonly dict: Dict;
  /** Numbers of the marked content drawn on it. */
  readonly marks: ReadonlySet<number>;
  readonly annotations: readonly Annotation[];
}
export interface Annotation {
  readonly object: number;
  readonly dict: Dict;
  readonly kind: string | null;
}

const mostPages = 20_000;
// Lengths of a page's side, in its units (ISO 19005-2, 6.1.13).
const [shortest, longest] = [3, 14_400];

/** Checks every page and runs what is drawn on it; `drawn` gathers fonts and colours. */
export function checkPages(objects: Objects, drawn: Drawn, findings: Findings): readonly Page[] {
  const found: { readonly object: number | null; readonly dict: Dict }[] = [];
  const seen = new Set<Dict>();
  const visit = (value: PdfValue | undefined, parent: Dict | null): number => {
    const dict = objects.dict(value);
    const object = numberOf(value);
    if (!dict || seen.has(dict)) {
      findings.add('page-tree', '', { object });
      return 0;
    }
    seen.add(dict);
    if (seen.size > mostPages) throw new Unreadable('too many pages');
    if (parent !== null && objects.dict(dict.get('Parent')) !== parent) findings.add('page-tree', 'Parent', { object });
    const kind = objects.name(dict.get('Type'));
    if (kind === 'Page') {
      found.push({ object, dict });
      return 1;
    }
    if (kind !== 'Pages') findings.add('page-tree', kind ?? '', { object });
    let count = 0;
    for (const kid of objects.list(dict.get('Kids'))) count += visit(kid, dict);
    if (objects.resolve(dict.get('Count')) !== count) findings.add('page-tree', 'Count', { object });
    return count;
  };
  if (visit(objects.catalog.get('Pages'), null) === 0) findings.add('page-tree', 'Pages');
  return found.map(({ object, dict }, index) => {
    const page = index + 1;
    const at = { object, page };
    checkBoxes(dict, objects, findings, at);
    if (dict.has('PresSteps')) findings.add('alternate-presentations', 'PresSteps', at);
    const resources = objects.dict(dict.get('Resources'));
    if (!resources) findings.add('resource-missing', 'Resources', at);
    if (dict.has('Group')) drawn.groups.push({ dict: objects.dict(dict.get('Group')), page });
    const canvas = new Canvas(objects, drawn, findings, page);
    canvas.draw(contentOf(dict, objects, findings, at), resources);
    const annotations = objects.list(dict.get('Annots')).flatMap((one) => checkAnnotation(one, objects, findings, page));
    if (objects.name(dict.get('Tabs')) !== 'S') findings.add('tab-order', objects.name(dict.get('Tabs')) ?? '', at);
    return { object, dict, marks: canvas.marks, annotations };
  });
}

export function numberOf(value: PdfValue | undefined): number | null {
  return value !== undefined && value !== null && isPointer(value) ? value.ref : null;
}

interface At {
  readonly object: number | null;
  readonly page: number;
}

/** A page's streams one behind the other; words do not go on from one into the next. */
function contentOf(dict: Dict, objects: Objects, findings: Findings, at: At): Uint8Array {
  const given = dict.get('Contents');
  const whole = objects.decoded(given);
  if (whole) return whole;
  const streams = Array.isArray(objects.resolve(given)) ? objects.list(given) : [given];
  const parts = streams.flatMap((stream) => {
    const bytes = objects.decoded(stream);
    if (!bytes) findings.add('content-syntax', 'Contents', at);
    return bytes ? [bytes] : [];
  });
  const [only] = parts;
  return parts.length === 1 && only ? only : Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]));
}

/** The trimmed page lies within what is printed around it, and that within the sheet. */
function checkBoxes(dict: Dict, objects: Objects, findings: Findings, at: At): void {
  const box = (name: string): readonly number[] | null => {
    if (!dict.has(name)) return null;
    const sides = objects.list(dict.get(name)).map((side) => objects.resolve(side));
    const [left, bottom, right, top] = sides;
    const isBox =
      sides.length === 4 && typeof left === 'number' && typeof bottom === 'number' && typeof right === 'number' && typeof top === 'number';
    if (!isBox || right - left < shortest || top - bottom < shortest || right - left > longest || top - bottom > longest) {
      findings.add('page-boxes', name, at);
      return null;
    }
    return [left, bottom, right, top];
  };
  const media = box('MediaBox');
  if (!media) {
    findings.add('page-boxes', 'MediaBox', at);
    return;
  }
  const trim = box('TrimBox');
  if (!trim && !dict.has('ArtBox')) findings.add('page-boxes', 'TrimBox', at);
  const bleed = box('BleedBox') ?? media;
  const crop = box('CropBox') ?? media;
  const art = box('ArtBox');
  if (!isWithin(bleed, media)) findings.add('page-boxes', 'BleedBox', at);
  if (!isWithin(crop, media)) findings.add('page-boxes', 'CropBox', at);
  if (trim && !isWithin(trim, bleed)) findings.add('page-boxes', 'TrimBox', at);
  if (art && (trim !== null || !isWithin(art, bleed))) findings.add('page-boxes', 'ArtBox', at);
}

function isWithin(inner: readonly number[], outer: readonly number[]): boolean {
  const [left = 0, bottom = 0, right = 0, top = 0] = inner;
  const [outerLeft = 0, outerBottom = 0, outerRight = 0, outerTop = 0] = outer;
  return left >= outerLeft && bottom >= outerBottom && right <= outerRight && top <= outerTop;
}

// Flags of an annotation (ISO 32000-1, table 165).
const flags = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 };

/** Links and signatures are the only annotations: anything else is a comment or moves. */
function checkAnnotation(value: PdfValue, objects: Objects, findings: Findings, page: number): readonly Annotation[] {
  const dict = objects.dict(value);
  const object = numberOf(value);
  const at = { object, page };
  if (!dict || object === null) {
    findings.add('annotation-type', '', at);
    return [];
  }
  const kind = objects.name(dict.get('Subtype'));
  if (kind !== 'Link' && kind !== 'Widget') findings.add('annotation-type', kind ?? '', at);
  const set = objects.resolve(dict.get('F'));
  const forbidden = flags.invisible | flags.hidden | flags.noView | flags.toggleNoView;
  if (typeof set !== 'number' || (set & forbidden) !== 0 || (set & flags.print) === 0) findings.add('annotation-flags', `${set}`, at);
  if (kind === 'Link') {
    const contents = objects.resolve(dict.get('Contents'));
    if (!(contents instanceof Uint8Array) || textOf(contents).trim() === '') findings.add('link-contents', '', at);
    if (dict.has('AP')) checkAppearance(dict, objects, findings, at);
  } else checkAppearance(dict, objects, findings, at);
  if (kind === 'Widget' && (objects.name(dict.get('FT')) !== 'Sig' || dict.has('A')))
    findings.add('form-fields', objects.name(dict.get('FT')) ?? '', at);
  return [{ object, dict, kind }];
}

/** One normal appearance, unless the annotation has no extent (ISO 19005-2, 6.3.3). */
function checkAppearance(dict: Dict, objects: Objects, findings: Findings, at: At): void {
  const appearance = objects.dict(dict.get('AP'));
  if (!appearance) {
    if (!isEmpty(dict, objects)) findings.add('annotation-appearance', 'AP', at);
    return;
  }
  for (const key of appearance.keys()) if (key !== 'N') findings.add('annotation-appearance', key, at);
  const normal = numberOf(appearance.get('N'));
  if (normal === null || !objects.all.get(normal)?.stream) findings.add('annotation-appearance', 'N', at);
}

/** Whether an annotation's rectangle has neither width nor height. */
export function isEmpty(dict: Dict, objects: Objects): boolean {
  const [left, bottom, right, top] = objects.list(dict.get('Rect')).map((side) => objects.resolve(side));
  return left === right && bottom === top;
}
