/**
 * What holds for every object of a file, whatever it is for: limits, forms of strings, filters, and the actions that an archive
 * forbids wherever they stand (ISO 19005-2, 6.1.6 to 6.1.13 and 6.5).
 */
import { isUtf8 } from 'node:buffer';
import { type Dict, isName, isOperator, isPointer, type PdfValue, Pointer } from '../verify/pdf-file.ts';
import type { Findings } from './finding.ts';
import type { Objects, PdfObject } from './objects.ts';

// Limits of ISO 19005-2, 6.1.13.
const largestInteger = 2147483647;
const longestString = 32767;
const longestName = 127;

const filters = ['FlateDecode', 'DCTDecode'];
/** Of ISO 19005-2, 6.5.1: what opens a place or an address, and nothing else. Forms are not submitted here. */
const actions = ['GoTo', 'GoToR', 'URI', 'Named'];
const namedActions = ['NextPage', 'PrevPage', 'FirstPage', 'LastPage'];
const mostActions = 1000;
/** Keys whose value is an action if it is a dictionary with a kind. */
const actionKeys = new Set(['A', 'OpenAction', 'Next', 'PA']);

/** Checks every value of every object. */
export function checkValues(objects: Objects, findings: Findings): void {
  for (const object of objects.all.values()) {
    if (object.hasBadHex) findings.add('hexadecimal-string', '', { object: object.number });
    if (object.hasRepeatedKey) findings.add('repeated-key', '', { object: object.number });
    checkStream(object, objects, findings);
    checkValue(object.value, null, object.number, objects, findings);
  }
}

function checkStream({ number, value, stream }: PdfObject, objects: Objects, findings: Findings): void {
  if (stream === null || !(value instanceof Map)) return;
  const at = { object: number };
  for (const key of ['F', 'FFilter', 'FDecodeParms']) if (value.has(key)) findings.add('stream-external', key, at);
  const filter = objects.resolve(value.get('Filter'));
  if (filter === null) return;
  const given = Array.isArray(filter) ? filter : [filter];
  for (const one of given) {
    const name = objects.name(one);
    if (name === null || !filters.includes(name)) findings.add('stream-filter', name ?? '', at);
  }
  const isPicture = objects.name(value.get('Filter')) === 'DCTDecode';
  if (!isPicture && objects.decoded(new Pointer(number)) === null)
    findings.add('stream-filter', given.map((one) => objects.name(one)).join(' '), at);
}

/** Walks one value; `key` is what it stands under. Depth is bounded by the reader. */
function checkValue(value: PdfValue, key: string | null, object: number, objects: Objects, findings: Findings): void {
  if (typeof value === 'number') {
    const isTooLarge = Number.isInteger(value) ? Math.abs(value) > largestInteger : !Number.isFinite(value);
    if (isTooLarge) findings.add('limits', `${value}`, { object });
  } else if (value === null || typeof value === 'boolean') return;
  else if (isPointer(value)) {
    if (!objects.all.has(value.ref)) findings.add('object-missing', `${value.ref}`, { object });
  } else if (isName(value)) {
    if (value.name.length > longestName) findings.add('limits', value.name, { object });
    const isText = key === 'BaseFont' || key === 'FontName' || key === 'S';
    if (isText && /[\x80-\xff]/.test(value.name) && !isUtf8(Buffer.from(value.name, 'latin1')))
      findings.add('name-encoding', value.name, { object });
  } else if (value instanceof Uint8Array) {
    if (value.length > longestString) findings.add('limits', `${value.length}`, { object });
    if (key === 'Lang' && !isLanguageTag(value)) findings.add('language-tag', Buffer.from(value).toString('latin1'), { object });
  } else if (Array.isArray(value)) for (const one of value as readonly PdfValue[]) checkValue(one, key, object, objects, findings);
  else if (value instanceof Map) checkDict(value, key, object, objects, findings);
  else findings.add('object-form', isOperator(value) ? value.operator : '', { object });
}

function checkDict(dict: Dict, key: string | null, object: number, objects: Objects, findings: Findings): void {
  if (dict.has('AA')) findings.add('additional-actions', 'AA', { object });
  if (dict.has('JS')) findings.add('action-forbidden', 'JavaScript', { object });
  for (const [name, value] of dict) {
    // An action is checked where it is referred to, since nothing in it need say that it is one.
    if (actionKeys.has(name)) {
      const found = objects.resolve(value);
      const several = Array.isArray(found) ? found : [found];
      if (several.length > mostActions) findings.add('limits', name, { object });
      else for (const one of several) checkAction(objects.dict(one), objects, findings, object);
    }
    checkValue(value, name, object, objects, findings);
  }
  if (key === null && objects.name(dict.get('Type')) === 'Action') checkAction(dict, objects, findings, object);
}

function checkAction(action: Dict | null, objects: Objects, findings: Findings, object: number): void {
  // Attributes of structure stand under "A" too, and have an owner.
  if (!action || action.has('O')) return;
  const kind = objects.name(action.get('S'));
  if (kind === null) return;
  if (!actions.includes(kind)) findings.add('action-forbidden', kind, { object });
  const named = objects.name(action.get('N'));
  if (kind === 'Named' && (named === null || !namedActions.includes(named))) findings.add('action-forbidden', named ?? kind, { object });
}

/**
 * A language tag as RFC 5646, 2.1 writes them, private ones included. Whether its parts are registered is not known here: what
 * a document may be written in is the house's to say.
 */
const tag =
  /^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+)$/i;
const longestTag = 64;

export function isLanguageTag(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.length <= longestTag && tag.test(Buffer.from(bytes).toString('latin1'));
}
