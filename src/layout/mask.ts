/**
 * Chooses the mask of a QR code (ISO/IEC 18004, 7.8): the library makes a code in a moment and weighs its eight masks longer than
 * all else takes to start. What is chosen is what it would choose: it weighs a code whose format is not yet written.
 */

/** Masks by the library's numbers less one: whether they turn the module of a row and column (table 10). */
const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Modules a side of version 6: larger codes have patterns that are not known here. */
const largest = 41;

/** The number of the mask of least weight, from a code that was made with the mask of number 1; null for a code too large. */
export function bestMask(modules: readonly number[], size: number): number | null {
  if (size > largest) return null;
  const weights = masks.map((mask) => weightOf(masked(modules, size, mask), size));
  return weights.indexOf(Math.min(...weights)) + 1;
}

/** The code with another mask, its format dark. */
function masked(modules: readonly number[], size: number, mask: (row: number, column: number) => boolean): Uint8Array {
  const [first] = masks;
  const made = new Uint8Array(modules.length);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      const kind = kindOf(row, column, size);
      const turned = kind === 'data' && first !== undefined && first(row, column) !== mask(row, column);
      made[at] = kind === 'format' ? 1 : kind === 'dark' ? 0 : turned ? 1 - (modules[at] ?? 0) : (modules[at] ?? 0);
    }
  }
  return made;
}

/** What a module of a code of version 1 to 6 is for (ISO/IEC 18004, 6.3): only data are masked. */
function kindOf(row: number, column: number, size: number): 'pattern' | 'format' | 'dark' | 'data' {
  const far = size - 8;
  if (row === far && column === 8) return 'dark';
  if ((row === 8 && (column < 9 || column >= far)) || (column === 8 && (row < 9 || row >= far)))
    return row === 6 || column === 6 ? 'pattern' : 'format';
  if ((row < 9 && (column < 9 || column >= far)) || (column < 9 && row >= far) || row === 6 || column === 6) return 'pattern';
  // Version 1 has no alignment pattern, the others one.
  const centre = size - 7;
  return size > 21 && Math.abs(row - centre) < 3 && Math.abs(column - centre) < 3 ? 'pattern' : 'data';
}

/** What a code weighs (ISO/IEC 18004, 7.8.3): long runs, blocks, what looks like a finder, and too many modules of one kind. */
function weightOf(modules: Uint8Array, size: number): number {
  let weight = 0;
  let dark = 0;
  for (let line = 0; line < size; line++) {
    weight += weightOfRuns(modules, line * size, 1, size) + weightOfRuns(modules, line, size, size);
    for (let column = 0; column < size; column++) {
      const at = line * size + column;
      const module = modules[at] ?? 0;
      dark += module;
      const isBlock =
        line > 0 && column > 0 && module === modules[at - 1] && module === modules[at - size] && module === modules[at - size - 1];
      if (isBlock) weight += 3;
    }
  }
  return weight + Math.floor(Math.abs((dark * 100) / (size * size) - 50) / 5) * 10;
}

/** The weight of one row or column, which begins at a module and goes on by `step`. */
function weightOfRuns(modules: Uint8Array, start: number, step: number, size: number): number {
  // Light and dark take turns, light first.
  const runs = [0];
  let before = 0;
  for (let index = 0; index < size; index++) {
    const module = modules[start + index * step] ?? 0;
    if (module !== before) runs.push(0);
    runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    before = module;
  }
  let weight = 0;
  for (const run of runs) if (run >= 5) weight += run - 2;
  for (let at = 3; at <= runs.length - 3; at += 2) {
    const unit = (runs[at] ?? 0) / 3;
    if ([at - 2, at - 1, at + 1, at + 2].some((beside) => runs[beside] !== unit)) continue;
    const open = at === 3 || at + 4 >= runs.length || (runs[at - 3] ?? 0) >= 4 || (runs[at + 3] ?? 0) >= 4;
    if (open) weight += 40;
  }
  return weight;
}
