/**
 * An embedded TrueType program as far as widths and glyphs go: its tables are there, and each glyph's outline lies within them
 * (OpenType: head, hhea, hmtx, maxp, loca, glyf). Untrusted: what is out of bounds makes no program.
 */
export interface Program {
  readonly count: number;
  readonly unitsPerEm: number;
  /** In units of the em. */
  advance(glyph: number): number;
  /** Whether the glyph is one of the file's, and its outline whole. */
  has(glyph: number): boolean;
}

/** The tables that are asked for, by the four bytes of their names. */
const needed = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'].map((name) =>
  [...name].reduce((tag, character) => tag * 0x100 + character.charCodeAt(0), 0),
);
const [headLength, recordLength] = [12, 16];

/** Opens a program; null if it is none. */
export function openProgram(bytes: Uint8Array): Program | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const kind = view.getUint32(0);
    if (kind !== 0x00010000 && kind !== 0x74727565) return null;
    const tables = new Map<number, { readonly at: number; readonly length: number }>();
    const many = view.getUint16(4);
    for (let index = 0; index < many; index++) {
      const record = headLength + index * recordLength;
      const [at, length] = [view.getUint32(record + 8), view.getUint32(record + 12)];
      if (at + length > bytes.length) return null;
      tables.set(view.getUint32(record), { at, length });
    }
    const [glyf, head, hhea, hmtx, loca, maxp] = needed.map((tag) => tables.get(tag));
    if (!glyf || !head || !hhea || !hmtx || !loca || !maxp) return null;
    const unitsPerEm = view.getUint16(head.at + 18);
    const isLong = view.getInt16(head.at + 50) === 1;
    const count = view.getUint16(maxp.at + 4);
    const metrics = view.getUint16(hhea.at + 34);
    if (unitsPerEm === 0 || metrics === 0 || metrics * 4 + Math.max(0, count - metrics) * 2 > hmtx.length) return null;
    if ((count + 1) * (isLong ? 4 : 2) > loca.length) return null;
    const place = (glyph: number) => (isLong ? view.getUint32(loca.at + glyph * 4) : view.getUint16(loca.at + glyph * 2) * 2);
    return {
      count,
      unitsPerEm,
      advance: (glyph) => view.getUint16(hmtx.at + Math.min(glyph, metrics - 1) * 4),
      has: (glyph) => glyph < count && place(glyph) <= place(glyph + 1) && place(glyph + 1) <= glyf.length,
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
