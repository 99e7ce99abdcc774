/**
 * A content stream while it is written: bytes that grow. Strings would be joined and copied several times over, which was
 * most of the time a page took.
 */

const firstCapacity = 1 << 14;
const [open, close, backslash, carriageReturn, letterR] = [0x28, 0x29, 0x5c, 0x0d, 0x72];

/** Mutable: bytes to which more are appended. */
export class Bytes {
  #bytes = new Uint8Array(firstCapacity);
  #length = 0;

  /** Appends text of ASCII characters. */
  text(text: string): void {
    this.#makeRoom(text.length);
    for (let at = 0; at < text.length; at++) this.#bytes[this.#length + at] = text.charCodeAt(at);
    this.#length += text.length;
  }

  /** Appends a two-byte code within a literal string: half of what hexadecimal takes, and sooner compressed. */
  code(code: number): void {
    this.#makeRoom(4);
    this.#character(code >> 8);
    this.#character(code & 0xff);
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
