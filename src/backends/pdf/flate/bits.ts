/**
 * Bits as DEFLATE packs them into bytes, from the lowest up (RFC 1951, 3.1.1).
 */

/** Mutable: bytes to which bits are appended. */
export class Bits {
  readonly #bytes: Uint8Array;
  #length = 0;
  #held = 0;
  #count = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Appends the lowest `count` bits of a value, 24 at most; the others must be 0. */
  put(value: number, count: number): void {
    this.#held |= value << this.#count;
    this.#count += count;
    while (this.#count >= 8) {
      this.#bytes[this.#length++] = this.#held;
      this.#held >>>= 8;
      this.#count -= 8;
    }
  }

  /** Appends 0 up to the next whole byte. */
  align(): void {
    if (this.#count > 0) this.put(0, 8 - this.#count);
  }

  /** Appends bits that stand in bytes, from the lowest up; those beyond `count` must be 0. */
  run(bytes: Uint8Array, count: number): void {
    const whole = count >> 3;
    for (let at = 0; at < whole; at++) this.put(bytes[at] as number, 8);
    if (count % 8 > 0) this.put(bytes[whole] as number, count % 8);
  }

  /** Appends bytes; only when aligned. */
  bytes(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** How many bits are written. */
  get length(): number {
    return this.#length * 8 + this.#count;
  }

  /** What is written, whole bytes only. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
