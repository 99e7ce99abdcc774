/**
 * Reads ASN.1 values in DER (ITU-T X.690, 8 and 10): strictly, one way to say a thing. Untrusted input: lengths are checked
 * against what there is, and what is not DER throws `NotDer`. Shares nothing with the writer.
 */

export class NotDer extends Error {}

export interface Element {
  /** Class, form and number in one byte. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** The whole encoding, tag and length included. */
  readonly bytes: Uint8Array;
}

/** Reads one value that takes all of the bytes. */
export function readDer(bytes: Uint8Array): Element {
  const element = elementAt(bytes, 0);
  if (element.bytes.length !== bytes.length) throw new NotDer('bytes after the value');
  return element;
}

/** Reads the value the bytes begin with. */
export function elementAt(bytes: Uint8Array, at: number): Element {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw new NotDer('a value without end');
  if (tag === 0 || (tag & 0x1f) === 0x1f) throw new NotDer('a tag that is not used here');
  let length = first;
  let begin = at + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new NotDer('a length that DER does not know');
    length = 0;
    for (const byte of bytes.subarray(begin, begin + count)) length = length * 256 + byte;
    if (length < 0x80 || (bytes[begin] ?? 0) === 0) throw new NotDer('a length longer than it need be');
    begin += count;
  }
  if (begin + length > bytes.length) throw new NotDer('a value without end');
  return { tag, content: bytes.subarray(begin, begin + length), bytes: bytes.subarray(at, begin + length) };
}

/** The values within a constructed one, which must have the tag if one is given. */
export function within(element: Element | undefined, tag?: number): readonly Element[] {
  if (element === undefined || (tag !== undefined && element.tag !== tag) || (element.tag & 0x20) === 0)
    throw new NotDer('another value than is expected');
  const elements: Element[] = [];
  for (let at = 0; at < element.content.length; ) {
    const next = elementAt(element.content, at);
    elements.push(next);
    at += next.bytes.length;
  }
  return elements;
}

/** The content of a value of this tag. */
export function contentOf(element: Element | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new NotDer('another value than is expected');
  return element.content;
}

/** An object identifier by its numbers. */
export function oidOf(element: Element | undefined): string {
  const arcs: number[] = [];
  let arc = 0;
  let open = false;
  for (const byte of contentOf(element, 0x06)) {
    arc = arc * 128 + (byte & 0x7f);
    open = byte >= 0x80;
    if (arc > Number.MAX_SAFE_INTEGER / 128) throw new NotDer('an object identifier too large');
    if (open) continue;
    if (arcs.length === 0) arcs.push(Math.min(Math.floor(arc / 40), 2), arc - 40 * Math.min(Math.floor(arc / 40), 2));
    else arcs.push(arc);
    arc = 0;
  }
  if (open || arcs.length === 0) throw new NotDer('an object identifier without end');
  return arcs.join('.');
}

/** A UTCTime or GeneralizedTime to the second, in Universal Time (RFC 5280, 4.1.2.5). */
export function timeOf(element: Element | undefined): Date {
  const [short, long] = [0x17, 0x18];
  if (element?.tag !== short && element?.tag !== long) throw new NotDer('another value than is expected');
  const text = Buffer.from(element.content).toString('latin1');
  const match = /^(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match || (match[1] === undefined) !== (element.tag === short)) throw new NotDer('a time that DER does not know');
  const [, century = Number(match[2]) < 50 ? '20' : '19', year, month, day, hour, minute, second] = match;
  const instant = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(instant.getTime())) throw new NotDer('a time that is none');
  return instant;
}
