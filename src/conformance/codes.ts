/** Which codes of a font are shown, as the pages are run. */

/** How a font is used. */
export interface Use {
  readonly codes: Codes;
  /** One-based, of its first use. */
  readonly page: number;
}
/** By code, whether it is shown, and whether without another text in its stead. Mutable. */
export class Codes {
  uses = new Uint8Array(256);

  add(code: number, use: number): void {
    if (code >= this.uses.length) {
      const uses = new Uint8Array(Math.max(code + 1, this.uses.length * 2));
      uses.set(this.uses);
      this.uses = uses;
    }
    this.uses[code] = (this.uses[code] ?? 0) | use;
  }

  /** The first so many of a list. */
  addAll(codes: Uint16Array, count: number, use: number): void {
    for (let index = 0; index < count; index++) this.add(codes[index] ?? 0, use);
  }
}
export const [shown, shownPlainly] = [1, 2];
