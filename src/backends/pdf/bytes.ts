/**
 * A content stream or a file while it is written: bytes that grow. Strings would be joined and copied several times over,
 * which was most of the time a page took.
 */
import { format, unit } from './number.ts';

const firstCapacity = 1 << 14;
/** Room that nobody writes to, kept for whoever comes next: taking memory from the system takes longer than filling it. */
const spare: Buffer[] = [];
const none = Buffer.alloc(0);
const mostSpare = 8;
const largestSpare = 1 << 19;
const open = 0x28;
const close = 0x29;
const backslash = 0x5c;
const carriageReturn = 0x0d;
const letterA = 0x61;
const letterR = 0x72;
const minus = 0x2d;
const zero = 0x30;
const point = 0x2e;
/** Longer text is sooner copied at once than letter by letter. */
const longText = 40;
/** Of thousandths, for arithmetic of 32 bits; its digits, a sign and a point. */
const largest = 2 ** 31 - 1;
const longestNumber = 12;
const offsetLength = 10;

/** Mutable: bytes to which more are appended. */
export class Bytes {
  #bytes: Buffer;
  #length = 0;

  constructor() {
    this.#bytes = spare.pop() ?? Buffer.allocUnsafeSlow(firstCapacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Appends text of characters up to U+00FF, a byte each. */
  text(text: string): void {
    this.#makeRoom(text.length);
    const bytes = this.#bytes;
    const start = this.#length;
    if (text.length > longText) bytes.write(text, start, 'latin1');
    else for (let at = 0; at < text.length; at++) bytes[start + at] = text.charCodeAt(at);
    this.#length = start + text.length;
  }

  /** Appends a number as `format` prints it, without making a string of it. */
  number(value: number): void {
    const thousandths = Math.round(value * unit);
    if (!(Math.abs(thousandths) <= largest)) {
      this.text(format(value));
      return;
    }
    this.#makeRoom(longestNumber);
    if (thousandths < 0) this.#bytes[this.#length++] = minus;
    const positive = Math.abs(thousandths) | 0;
    this.#digits((positive / unit) | 0);
    let fraction = positive % unit;
    if (fraction > 0) this.#bytes[this.#length++] = point;
    for (let place = unit / 10; fraction > 0; place /= 10) {
      this.#bytes[this.#length++] = zero + ((fraction / place) | 0);
      fraction %= place;
    }
  }

  /** Appends the four hexadecimal digits of two bytes. */
  hex(value: number): void {
    this.#makeRoom(4);
    for (let shift = 12; shift >= 0; shift -= 4) {
      const digit = (value >> shift) & 0xf;
      this.#bytes[this.#length++] = (digit < 10 ? zero : letterA - 10) + digit;
    }
  }

  /** Appends the ten decimal digits of a place in a file (ISO 32000-1, 7.5.4). */
  offset(value: number): void {
    this.#makeRoom(offsetLength);
    let rest = value;
    for (let at = this.#length + offsetLength - 1; at >= this.#length; at--) {
      this.#bytes[at] = zero + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.#length += offsetLength;
  }

  /** Appends a two-byte code within a literal string: half of what hexadecimal takes, and sooner compressed. */
  code(code: number): void {
    this.#makeRoom(4);
    const high = code >> 8;
    const low = code & 0xff;
    if (high === 0 && low > backslash) {
      // Most codes: no byte needs an escape.
      this.#bytes[this.#length] = 0;
      this.#bytes[this.#length + 1] = low;
      this.#length += 2;
      return;
    }
    this.#character(high);
    this.#character(low);
  }

  /** Appends bytes as they are. */
  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** What is written so far; not to be used after more is. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Hands over what is written, and gives up the room when that is used: neither these bytes nor this may be used after. */
  finish<T>(use: (bytes: Uint8Array) => T): T {
    const result = use(this.view());
    if (spare.length < mostSpare && this.#bytes.length <= largestSpare) spare.push(this.#bytes);
    this.#bytes = none;
    this.#length = 0;
    return result;
  }

  #digits(value: number): void {
    if (value >= 10) this.#digits((value / 10) | 0);
    this.#bytes[this.#length++] = zero + (value % 10);
  }

  #character(byte: number): void {
    // A bare carriage return would be read as a line feed (ISO 32000-1, 7.3.4.2).
    if (byte === open || byte === close || byte === backslash) this.#bytes[this.#length++] = backslash;
    else if (byte === carriageReturn) {
      this.#bytes[this.#length++] = backslash;
      this.#bytes[this.#length++] = letterR;
      return;
    }
    this.#bytes[this.#length++] = byte;
  }

  #makeRoom(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow((this.#length + count) * 2);
    larger.set(this.view());
    this.#bytes = larger;
  }
}
