/**
 * Signs: a PDF file by a revision of its own, any other file by a signature beside it. With the keys at hand, or in two steps
 * with a card, from which a finished signature comes back. Nothing leaves here that was not verified by the reader's side.
 */
import { checkPdf } from '../conformance/check.ts';
import { Unreadable } from '../verify/pdf-file.ts';
import { makeCms } from './cms.ts';
import type { Keys } from './keys.ts';
import type { Moment } from './moment.ts';
import { type ByteRange, fill, type Prepared, prepare, signedBytes } from './prepare.ts';
import { preparedRange, type SignatureVerdict, verifyDetached, verifyPdfSignatures } from './verify.ts';

/**
 * Bytes kept for a signature: more than it takes, so that an archive can add a time stamp to it later. Certificates beyond the
 * usual two or three are added.
 */
const usualRoom = 16_384;
const roomBesideCertificates = 8_192;

export interface Signed {
  readonly bytes: Uint8Array;
  readonly verdict: SignatureVerdict;
}
/** Why a file cannot be signed: by what its reader says, or by an earlier signature. */
export type SigningFault = { readonly unreadable: string } | { readonly earlier: SignatureVerdict };

/** Signs a PDF file. */
export function signPdf(bytes: Uint8Array, reason: string, claimed: Moment, keys: Keys): Signed | SigningFault {
  const certificates = [keys.certificate, ...keys.chain].reduce((sum, { der }) => sum + der.length, 0);
  const prepared = preparePdf(bytes, reason, claimed, Math.max(usualRoom, certificates + roomBesideCertificates));
  if (!('range' in prepared)) return prepared;
  const filled = fill(prepared, makeCms(signedBytes(prepared.bytes, prepared.range), keys, null));
  if (!filled) throw new Error('a signature larger than its room');
  return verified(filled, bytes);
}

/** Makes the room for a signature that is made elsewhere. */
export function preparePdf(bytes: Uint8Array, reason: string, claimed: Moment, room = usualRoom): Prepared | SigningFault {
  const earlier = verifyPdfSignatures(bytes, null)?.find(({ fault }) => fault !== null);
  if (earlier) return { earlier };
  try {
    return prepare(bytes, { reason, claimed, room });
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    throw error;
  }
}

/** Puts a signature that came back into a prepared file; a word if there is no room for it, or none was prepared. */
export function completePdf(bytes: Uint8Array, cms: Uint8Array): Signed | 'unprepared' | 'room' {
  const range: ByteRange | null = preparedRange(bytes);
  if (!range) return 'unprepared';
  const filled = fill({ bytes, range }, cms);
  return filled ? lastOf(filled) : 'room';
}

/** Signs a file by a signature that stands beside it. */
export function signDetached(name: string, content: Uint8Array, claimed: Moment, keys: Keys): Signed {
  const bytes = makeCms(content, keys, claimed.first);
  const verdict = verifyDetached(name, bytes, content, null);
  if (verdict.level === null) throw new Error(`a signature that does not verify: ${verdict.fault ?? verdict.lacks.join(', ')}`);
  return { bytes, verdict };
}

/** The bytes of a signature's file: DER as it is, or in the armour of mail. */
export function cmsBytes(file: Uint8Array): Uint8Array {
  const armour = /-----BEGIN (?:CMS|PKCS7)-----([A-Za-z\d+/=\s]+)-----END/.exec(Buffer.from(file).toString('latin1'));
  return armour ? new Uint8Array(Buffer.from(armour[1] ?? '', 'base64')) : file;
}

/** A file that was right before must be right with its signature: its claims of PDF/A and PDF/UA stay. */
function verified(bytes: Uint8Array, before: Uint8Array): Signed {
  const signed = lastOf(bytes);
  const [broken] = checkPdf(before).length === 0 ? checkPdf(bytes) : [];
  if (broken) throw new Error(`a signature that breaks the file: ${broken.rule}`);
  if (signed.verdict.level === null) throw new Error(`a signature that does not verify: ${signed.verdict.fault ?? signed.verdict.lacks}`);
  return signed;
}

function lastOf(bytes: Uint8Array): Signed {
  const verdict = verifyPdfSignatures(bytes, null)?.at(-1);
  if (!verdict) throw new Error('a signed file that cannot be read');
  return { bytes, verdict };
}
