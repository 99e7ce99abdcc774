/**
 * Reads the tables of a TrueType file that a subset is copied from (OpenType specification, "Font Tables"). Font units.
 */

export interface Sfnt {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly unitsPerEm: number;
  /** 400 regular, 700 bold (OS/2, usWeightClass). */
  readonly weight: number;
  readonly glyphCount: number;
  /** Null if the file lacks it. */
  table(tag: string): Uint8Array | null;
  /** The bytes that draw a glyph; none for a blank one. */
  outline(glyph: number): Uint8Array;
  advance(glyph: number): number;
  /** Left side bearing. */
  bearing(glyph: number): number;
}

/** Files stay as long as their faces do: a handful a process. */
const opened = new WeakMap<Uint8Array, Sfnt>();

/** Opens a font file, each once. */
export function openSfnt(bytes: Uint8Array): Sfnt {
  let sfnt = opened.get(bytes);
  if (!sfnt) {
    sfnt = read(bytes);
    opened.set(bytes, sfnt);
  }
  return sfnt;
}

const directoryStart = 12;
const directoryEntry = 16;

function read(file: Uint8Array): Sfnt {
  // A plain array whatever was given: slices of Node's Buffer are not copies.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, { readonly offset: number; readonly length: number }>();
  const count = view.getUint16(4);
  for (let entry = directoryStart; entry < directoryStart + count * directoryEntry; entry += directoryEntry) {
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
    tables.set(tag, { offset: view.getUint32(entry + 8), length: view.getUint32(entry + 12) });
  }
  const at = (tag: string): number => {
    const table = tables.get(tag);
    if (!table) throw new Error(`font file without a table "${tag}": not a static TrueType file`);
    return table.offset;
  };
  const [head, loca, glyf, hhea, hmtx, maxp] = [at('head'), at('loca'), at('glyf'), at('hhea'), at('hmtx'), at('maxp')];
  const os2 = tables.get('OS/2');
  const longOffsets = view.getInt16(head + 50) === 1;
  const metrics = view.getUint16(hhea + 34);
  const start = (glyph: number) => (longOffsets ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2);
  return {
    bytes,
    view,
    unitsPerEm: view.getUint16(head + 18),
    weight: os2 ? view.getUint16(os2.offset + 4) : 400,
    glyphCount: view.getUint16(maxp + 4),
    table: (tag) => {
      const table = tables.get(tag);
      return table ? bytes.subarray(table.offset, table.offset + table.length) : null;
    },
    outline: (glyph) => bytes.subarray(glyf + start(glyph), glyf + start(glyph + 1)),
    // Glyphs beyond the last pair share its advance and have bearings alone.
    advance: (glyph) => view.getUint16(hmtx + Math.min(glyph, metrics - 1) * 4),
    bearing: (glyph) => view.getInt16(glyph < metrics ? hmtx + glyph * 4 + 2 : hmtx + metrics * 4 + (glyph - metrics) * 2),
  };
}
