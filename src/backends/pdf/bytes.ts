/**
 * A content stream while it is written: bytes that grow. Strings would be joined and copied several times over, which was
 * most of the time a page took.
 */

const firstCapacity = 1 << 14;
const open = 0x28;
const close = 0x29;
const backslash = 0x5c;
const carriageReturn = 0x0d;
const letterR = 0x72;
const minus = 0x2d;
const zero = 0x30;
/** Digits of the largest safe integer, and its sign. */
const longestInteger = 17;

/** Mutable: bytes to which more are appended. */
export class Bytes {
  #bytes = new Uint8Array(firstCapacity);
  #length = 0;

  /** Appends text of ASCII characters. */
  text(text: string): void {
    this.#makeRoom(text.length);
    const bytes = this.#bytes;
    const start = this.#length;
    for (let at = 0; at < text.length; at++) bytes[start + at] = text.charCodeAt(at);
    this.#length = start + text.length;
  }

  /** Appends a whole number, as PDF prints it. */
  integer(value: number): void {
    this.#makeRoom(longestInteger);
    let rest = value;
    if (rest < 0) {
      this.#bytes[this.#length++] = minus;
      rest = -rest;
    }
    let power = 1;
    while (power * 10 <= rest) power *= 10;
    for (; power >= 1; power /= 10) {
      const digit = Math.floor(rest / power);
      this.#bytes[this.#length++] = zero + digit;
      rest -= digit * power;
    }
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

  /** What is written so far; not to be used after more is. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
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
    const larger = new Uint8Array((this.#length + count) * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
