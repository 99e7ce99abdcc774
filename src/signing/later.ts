/**
 * Looks whether what was added to a signed PDF file is only further signatures and what keeps them valid: a revision may draw over
 * a page or put another in its place, and the earlier signature would still fit the bytes it speaks for.
 */
import { type Dict, isName, isPointer, type PdfValue, Pointer } from '../verify/pdf-file.ts';
import { entriesAt, type Objects, objectsOf, type Placed, pagesOf, type Revision } from './revisions.ts';

/** Whether revisions after those signed change anything that was there, other than by adding signatures. */
export function laterChange(bytes: Uint8Array, signed: readonly Revision[], all: readonly Revision[]): boolean {
  const before = objectsOf(bytes, signed);
  const after = objectsOf(bytes, all);
  if (before.root.ref !== after.root.ref) return true;
  const laterForm = after.dict(after.dict(after.root)?.get('AcroForm'));
  if (laterForm && !before.dict(before.root)?.has('AcroForm') && [...laterForm.keys()].some((key) => !formEntries.includes(key)))
    return true;
  const known = new Set(signed.flatMap(({ entries }) => [...entries.keys()]));
  const touched = new Set(all.slice(signed.length).flatMap(({ entries }) => [...entries.keys()]));
  const form = before.dict(before.root)?.get('AcroForm') ?? null;
  const formNumber = form && isPointer(form) ? form.ref : null;
  const pages = new Set(pagesOf(before));
  const lists = new Set([...pages].flatMap((page) => pointerIn(before.dict(new Pointer(page))?.get('Annots'))));
  if (formNumber !== null) for (const list of pointerIn(before.dict(new Pointer(formNumber))?.get('Fields'))) lists.add(list);
  for (const number of touched) {
    if (!known.has(number)) continue;
    const [old, now] = [before.object(number), after.object(number)];
    // What was never in use, such as the head of the list of free objects, may stay so.
    if (!old && !now) continue;
    if (!old || !now) return true;
    const isSame =
      number === before.root.ref
        ? sameBut(bytes, old, now, catalogAdditions)
        : number === formNumber
          ? sameBut(bytes, old, now, { Fields: 'longer', SigFlags: 'free' })
          : pages.has(number)
            ? sameBut(bytes, old, now, { Annots: 'longer' })
            : lists.has(number)
              ? isLonger(old.value, now.value)
              : textAt(bytes, old) === textAt(bytes, now) && !isStream(bytes, old);
    if (!isSame) return true;
  }
  return [...pages].some((page) =>
    annotationsOf(after, page)
      .slice(annotationsOf(before, page).length)
      .some((one) => !isInvisible(after, one)),
  );
}

type Additions = Readonly<Record<string, 'free' | 'longer' | 'new'>>;
/** A form where there was none; proofs of validity (ETSI EN 319 142-1, 5.4.2). */
const catalogAdditions: Additions = { AcroForm: 'new', DSS: 'free', Extensions: 'free' };
/** A form of signatures alone: others may show what was never signed. */
const formEntries = ['Fields', 'SigFlags'];

/** Whether two dictionaries say the same but for some keys, which may differ, or hold a list that went on. */
function sameBut(bytes: Uint8Array, old: Placed, now: Placed, additions: Additions): boolean {
  if (!(old.value instanceof Map) || !(now.value instanceof Map)) return false;
  const [before, after] = [entriesAt(bytes, old.start), entriesAt(bytes, now.start)];
  return [...new Set([...before.keys(), ...after.keys()])].every((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    if (additions[key] === 'free') return one === undefined || other !== undefined;
    if (additions[key] === 'new' && one === undefined) return true;
    if (additions[key] === 'longer') return isLonger(one?.value ?? [], other?.value ?? []);
    return one !== undefined && other !== undefined && textAt(bytes, one) === textAt(bytes, other);
  });
}

/** Whether a list of pointers begins with another. A pointer to the list's own object is the same. */
function isLonger(old: PdfValue, now: PdfValue): boolean {
  if (isPointer(old) || isPointer(now)) return isPointer(old) && isPointer(now) && old.ref === now.ref;
  if (!Array.isArray(old) || !Array.isArray(now)) return false;
  return old.every((one, index) => {
    const other = now[index];
    return isPointer(one) && other !== undefined && isPointer(other) && other.ref === one.ref;
  });
}

function pointerIn(value: PdfValue | undefined): readonly number[] {
  return value !== undefined && isPointer(value) ? [value.ref] : [];
}

function annotationsOf(objects: Objects, page: number): readonly PdfValue[] {
  const annotations = objects.resolve(objects.dict(new Pointer(page))?.get('Annots'));
  return Array.isArray(annotations) ? annotations : [];
}

/** A signature's widget without size shows nothing. */
function isInvisible(objects: Objects, annotation: PdfValue): boolean {
  const widget: Dict | null = objects.dict(annotation);
  const [subtype, field, box] = [widget?.get('Subtype'), widget?.get('FT'), objects.resolve(widget?.get('Rect'))];
  if (!isName(subtype) || subtype.name !== 'Widget' || !isName(field) || field.name !== 'Sig' || !Array.isArray(box)) return false;
  return box.length === 4 && box[0] === box[2] && box[1] === box[3];
}

function textAt(bytes: Uint8Array, { start, end }: Placed): string {
  return Buffer.from(bytes.subarray(start, end)).toString('latin1').trim();
}

function isStream(bytes: Uint8Array, { end }: Placed): boolean {
  return /^\s*stream\b/.test(Buffer.from(bytes.subarray(end, end + 20)).toString('latin1'));
}
