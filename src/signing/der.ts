/**
 * Writes ASN.1 values as their one encoding in DER (ITU-T X.690, 10 and 11): what a signature is made of.
 */

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag of a value in a context; constructed unless said. */
export const context = (number: number, constructed = true): number => 0x80 | (constructed ? 0x20 : 0) | number;

/** One value with its tag and length. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(tags.sequence, ...parts);
export const octets = (bytes: Uint8Array): Buffer => element(tags.octets, bytes);
export const nothing = (): Buffer => element(tags.nothing);
/** A number below 128. */
export const integer = (value: number): Buffer => element(tags.integer, Buffer.from([value]));

/** A set with its values in the order DER asks for, under another tag if one is given. */
export function setOf(parts: readonly Uint8Array[], tag: number = tags.set): Buffer {
  return element(tag, ...parts.toSorted((one, other) => Buffer.compare(one, other)));
}

/** An object identifier from its numbers, such as `1.2.840`. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const arcs = [first * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return element(tags.oid, Buffer.from(arcs));
}

/** An instant to the second, as CMS asks: two digits of the year until 2049 (RFC 5652, 11.3). */
export function time(instant: Date): Buffer {
  const digits = instant.toISOString().replace(/\.\d+Z$|[-:T]/g, '');
  const short = instant.getUTCFullYear() >= 1950 && instant.getUTCFullYear() < 2050;
  return element(short ? tags.utcTime : tags.generalizedTime, Buffer.from(`${short ? digits.slice(2) : digits}Z`, 'latin1'));
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
