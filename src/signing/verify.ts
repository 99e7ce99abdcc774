/**
 * Says what the signatures of a file are worth: of a PDF file, what each covers, whether it still fits, what came after it; of a
 * detached signature, whether it fits its file. Times are those that signatures claim, or one that is asked about; never the
 * clock's. Never throws for what a file holds.
 */
import { type Dict, isName, isPointer, type PdfValue, Unreadable } from '../verify/pdf-file.ts';
import { standingAt } from './certificate.ts';
import { laterChange } from './later.ts';
import { instantOf, type Moment, momentOf, momentOfPdf } from './moment.ts';
import { type ByteRange, signedBytes } from './prepare.ts';
import { type CmsFault, type CmsVerdict, checkCms, lengthOfCms } from './read-cms.ts';
import { entriesAt, type Objects, objectsOf, type Revision, readRevisions, stringOf } from './revisions.ts';

export type SignatureFault =
  | CmsFault
  /** The bytes it speaks for are not those of its revision of the file. */
  | 'range'
  /** Room for a signature, and none in it. */
  | 'empty'
  /** Something else than another signature was added to the file afterwards. */
  | 'later'
  | 'early'
  | 'expired';

/** What is said of one signature; absent is null. */
export interface SignatureVerdict {
  /** The name of its field, or of its file. */
  readonly name: string;
  readonly fault: SignatureFault | null;
  /** `PAdES B-B` or `CAdES B-B`, if everything the level asks for was found. */
  readonly level: string | null;
  /** What the level asks for and the signature lacks, by name. */
  readonly lacks: readonly string[];
  readonly reason: string | null;
  /** When its owner says that it was made; nobody vouches for it. */
  readonly claimed: string | null;
  /** At which moment the certificate's dates were looked at: that asked about, or the claimed one. */
  readonly checkedAt: string | null;
  readonly subject: string | null;
  readonly issuer: string | null;
  /** Nobody else vouches for the certificate. Others are not checked either: there is no list of trusted authorities here. */
  readonly selfSigned: boolean | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** Bytes that were added to the file after it: further signatures, unless there is a fault. */
  readonly addedAfter: number;
}

/** The signatures of a PDF file, the first made first; null if the file cannot be read as this program writes them. */
export function verifyPdfSignatures(bytes: Uint8Array, at: Moment | null): readonly SignatureVerdict[] | null {
  try {
    return signaturesIn(bytes).map((found) => verdictOf(found, bytes, at));
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** A detached signature of a file. */
export function verifyDetached(name: string, cms: Uint8Array, content: Uint8Array, at: Moment | null): SignatureVerdict {
  const checked = checkCms(cms, content);
  const lacks = [...(checked.bindsCertificate ? [] : ['signing-certificate-v2']), ...(checked.signingTime ? [] : ['signing-time'])];
  const claimed = checked.signingTime && momentOf(instantOf(checked.signingTime));
  return said({ name, reason: null, claimed, addedAfter: 0 }, checked, lacks, 'CAdES B-B', at);
}

/** The bytes of a PDF file before anybody signed it; all of them if nobody did. Throws `Unreadable`. */
export function unsignedPart(bytes: Uint8Array): Uint8Array {
  const [first] = signaturesIn(bytes);
  return first ? bytes.subarray(0, first.revisions.at(-2)?.end ?? 0) : bytes;
}

/** What the last signature of a prepared file is to speak for; null if none is awaited. */
export function preparedRange(bytes: Uint8Array): ByteRange | null {
  if (verifyPdfSignatures(bytes, null)?.at(-1)?.fault !== 'empty') return null;
  const last = signaturesIn(bytes).at(-1);
  return last ? rangeOf(last, bytes, bytes.length) : null;
}

/** What is said of a file that has the words of a signature and cannot be read as this program writes files. */
export const unreadSignature: SignatureVerdict = said(
  { name: '', reason: null, claimed: null, addedAfter: 0 },
  nothingOf('unreadable'),
  [],
  '',
  null,
);

interface FoundSignature {
  readonly name: string;
  readonly dictionary: Dict;
  /** Where its dictionary stands. */
  readonly start: number;
  /** Those of the file up to the one that holds it. */
  readonly revisions: readonly Revision[];
  readonly all: readonly Revision[];
}

/** Every field that was ever signed, as it was when it was: a later revision cannot hide one. */
function signaturesIn(bytes: Uint8Array): readonly FoundSignature[] {
  const all = readRevisions(bytes);
  const found = new Map<number, FoundSignature>();
  all.forEach((_, index) => {
    const revisions = all.slice(0, index + 1);
    const objects = objectsOf(bytes, revisions);
    for (const { name, value } of signedFields(objects)) {
      const placed = objects.object(value);
      if (placed?.value instanceof Map && !found.has(placed.start))
        found.set(placed.start, { name, dictionary: placed.value, start: placed.start, revisions, all });
    }
  });
  return [...found.values()];
}

/** Levels of fields within fields. */
const deepest = 20;

function signedFields(objects: Objects): readonly { readonly name: string; readonly value: number }[] {
  const fields: { name: string; value: number }[] = [];
  const visit = (list: PdfValue | undefined, depth: number): void => {
    const resolved = objects.resolve(list);
    if (!Array.isArray(resolved) || depth > deepest) return;
    for (const entry of resolved) {
      const field = objects.dict(entry);
      const [type, value] = [field?.get('FT'), field?.get('V') ?? null];
      if (isName(type) && type.name === 'Sig' && isPointer(value)) fields.push({ name: stringOf(field?.get('T')) ?? '', value: value.ref });
      visit(field?.get('Kids'), depth + 1);
    }
  };
  visit(objects.dict(objects.dict(objects.root)?.get('AcroForm'))?.get('Fields'), 0);
  return fields;
}

function verdictOf(found: FoundSignature, bytes: Uint8Array, at: Moment | null): SignatureVerdict {
  const { dictionary, revisions, all } = found;
  const end = revisions.at(-1)?.end ?? 0;
  const date = stringOf(dictionary.get('M'));
  const claimed = date === null ? null : momentOfPdf(date);
  const head: Head = { name: found.name, reason: stringOf(dictionary.get('Reason')), claimed, addedAfter: bytes.length - end };
  const range = rangeOf(found, bytes, end);
  if (!range) return said(head, nothingOf('range'), [], '', at);
  const room = Buffer.from(Buffer.from(bytes.subarray(range[1] + 1, range[2] - 1)).toString('latin1'), 'hex');
  if (room.every((byte) => byte === 0)) return said(head, nothingOf('empty'), [], '', at);
  const length = lengthOfCms(room) ?? room.length;
  const filled = room.subarray(length).every((byte) => byte === 0);
  const checked = filled ? checkCms(room.subarray(0, length), signedBytes(bytes, range)) : nothingOf('unreadable');
  const isLast = revisions.length === all.length;
  const later = bytes.length !== (all.at(-1)?.end ?? 0) || (!isLast && laterChange(bytes, revisions, all));
  const subfilter = dictionary.get('SubFilter');
  const lacks = [
    ...(isName(subfilter) && subfilter.name === 'ETSI.CAdES.detached' ? [] : ['ETSI.CAdES.detached']),
    ...(checked.bindsCertificate ? [] : ['signing-certificate-v2']),
    ...(claimed ? [] : ['M']),
    // In a PDF the dictionary tells the time, and only it (EN 319 142-1, 6.3).
    ...(checked.signingTime ? ['no signing-time'] : []),
  ];
  return said(head, checked, lacks, 'PAdES B-B', at, later ? 'later' : null);
}

/** The stretches a signature names, if they are its whole revision but for itself (ISO 32000-1, 12.8.1). */
function rangeOf({ dictionary, start }: FoundSignature, bytes: Uint8Array, end: number): ByteRange | null {
  const range = dictionary.get('ByteRange');
  const contents = entriesAt(bytes, start).get('Contents');
  if (!Array.isArray(range) || range.length !== 4 || !contents) return null;
  const [from, length, restart, rest] = range;
  const isHex = /^<[\da-f]*>$/i.test(Buffer.from(bytes.subarray(contents.start, contents.end)).toString('latin1'));
  const isSound = from === 0 && length === contents.start && restart === contents.end && rest === end - contents.end;
  return isHex && isSound ? [0, contents.start, contents.end, end - contents.end] : null;
}

function nothingOf(fault: CmsFault | 'range' | 'empty') {
  return { fault, certificate: null, signingTime: null, bindsCertificate: false };
}

interface Head {
  readonly name: string;
  readonly reason: string | null;
  readonly claimed: Moment | null;
  readonly addedAfter: number;
}
type Checked = Omit<CmsVerdict, 'fault'> & { readonly fault: SignatureFault | null };

function said(
  { claimed, ...head }: Head,
  { fault, certificate }: Checked,
  lacks: readonly string[],
  level: string,
  at: Moment | null,
  afterwards: SignatureFault | null = null,
): SignatureVerdict {
  const moment = at ?? claimed;
  const standing = certificate && moment ? standingAt(certificate, moment) : 'valid';
  const first = fault ?? afterwards ?? (standing === 'valid' ? null : standing);
  return {
    ...head,
    fault: first,
    level: first === null && lacks.length === 0 ? level : null,
    lacks: first === null ? lacks : [],
    claimed: claimed?.said ?? null,
    checkedAt: certificate ? (moment?.said ?? null) : null,
    subject: certificate?.subject ?? null,
    issuer: certificate?.issuedBy ?? null,
    selfSigned: certificate?.isSelfSigned ?? null,
    validFrom: certificate ? instantOf(certificate.from) : null,
    validUntil: certificate ? instantOf(certificate.until) : null,
  };
}
