/**
 * SVG path data and transforms → path data of absolute M L C Q Z, in the picture's units. Elliptical arcs become curves
 * (SVG 1.1, appendix F.6). Null stands for data that breaks the grammar.
 */

/** The six numbers of SVG's `matrix`: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The transform that applies `inner` first, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

const number = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';
const numbersOf = (text: string): number[] => (text.match(new RegExp(number, 'g')) ?? []).map(Number);
const transformShape = new RegExp(`^(?:[\\s,]*[a-zA-Z]+\\s*\\(\\s*${number}(?:[\\s,]*${number})*\\s*\\))*[\\s,]*$`);

/** Reads a `transform` attribute. */
export function readTransform(text: string): Matrix | null {
  if (!transformShape.test(text)) return null;
  let matrix = identity;
  for (const [, name, list = ''] of text.matchAll(/([a-zA-Z]+)\s*\(([^)]*)\)/g)) {
    const step = transformStep(name ?? '', numbersOf(list));
    if (!step) return null;
    matrix = multiply(matrix, step);
  }
  return matrix;
}

function transformStep(name: string, values: readonly number[]): Matrix | null {
  const [first = 0, second = 0, third = 0] = values;
  const angle = (first * Math.PI) / 180;
  const count = values.length;
  if (name === 'matrix') return count === 6 ? (values as unknown as Matrix) : null;
  if (name === 'translate') return count <= 2 ? [1, 0, 0, 1, first, second] : null;
  if (name === 'scale') return count <= 2 ? [first, 0, 0, count === 2 ? second : first, 0, 0] : null;
  if (name === 'skewX') return count === 1 ? [1, 0, Math.tan(angle), 1, 0, 0] : null;
  if (name === 'skewY') return count === 1 ? [1, Math.tan(angle), 0, 1, 0, 0] : null;
  if (name !== 'rotate' || count === 2 || count > 3) return null;
  const turn: Matrix = [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0];
  return multiply(multiply([1, 0, 0, 1, second, third], turn), [1, 0, 0, 1, -second, -third]);
}

/** How many numbers each command takes. */
const arity: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

interface Pen {
  x: number;
  y: number;
  /** Where the outline began. */
  startX: number;
  startY: number;
  /** Last control point and the command it belongs to, for S and T. */
  controlX: number;
  controlY: number;
  last: string;
}

/** Rewrites path data through a transform; `decimals` is the precision kept. */
export function readPath(text: string, matrix: Matrix, decimals: number): string | null {
  const pen: Pen = { x: 0, y: 0, startX: 0, startY: 0, controlX: 0, controlY: 0, last: '' };
  const out: string[] = [];
  const emit = (command: string, ...points: readonly number[]) => {
    const [a, b, c, d, e, f] = matrix;
    const placed: string[] = [];
    for (let index = 0; index < points.length; index += 2) {
      const x = points[index] as number;
      const y = points[index + 1] as number;
      placed.push(`${rounded(a * x + c * y + e, decimals)} ${rounded(b * x + d * y + f, decimals)}`);
    }
    out.push(command + placed.join(' '));
  };

  const scanner = scan(text);
  let command = scanner.command();
  if (command !== null && command !== 'M' && command !== 'm') return null;
  while (command !== null) {
    const upper = command.toUpperCase();
    const count = arity[upper];
    if (count === undefined) return null;
    let name = command;
    do {
      const values: number[] = [];
      for (let index = 0; index < count; index++) {
        const value = upper === 'A' && (index === 3 || index === 4) ? scanner.flag() : scanner.number();
        if (value === null) return null;
        values.push(value);
      }
      step(name, values, pen, emit);
      // Further pairs after a move are lines.
      if (name === 'M') name = 'L';
      if (name === 'm') name = 'l';
    } while (count > 0 && scanner.atNumber());
    command = scanner.command();
  }
  return scanner.atEnd() ? out.join('') : null;
}

type Emit = (command: string, ...points: readonly number[]) => void;

function step(command: string, values: readonly number[], pen: Pen, emit: Emit): void {
  const upper = command.toUpperCase();
  const relative = command !== upper;
  const baseX = relative ? pen.x : 0;
  const baseY = relative ? pen.y : 0;
  const at = (index: number) => (values[index] ?? 0) + (index % 2 === 0 ? baseX : baseY);
  const moveTo = (x: number, y: number) => {
    pen.x = x;
    pen.y = y;
  };
  const control = (x: number, y: number) => {
    pen.controlX = x;
    pen.controlY = y;
  };
  // S and T begin where the curve before them would go on.
  const smooth = (kinds: string) =>
    kinds.includes(pen.last) && pen.last !== '' ? [2 * pen.x - pen.controlX, 2 * pen.y - pen.controlY] : [pen.x, pen.y];
  switch (upper) {
    case 'M':
      moveTo(at(0), at(1));
      pen.startX = pen.x;
      pen.startY = pen.y;
      emit('M', pen.x, pen.y);
      break;
    case 'Z':
      moveTo(pen.startX, pen.startY);
      emit('Z');
      break;
    case 'L':
      moveTo(at(0), at(1));
      emit('L', pen.x, pen.y);
      break;
    case 'H':
      moveTo((values[0] ?? 0) + baseX, pen.y);
      emit('L', pen.x, pen.y);
      break;
    case 'V':
      moveTo(pen.x, (values[0] ?? 0) + baseY);
      emit('L', pen.x, pen.y);
      break;
    case 'C':
      control(at(2), at(3));
      emit('C', at(0), at(1), at(2), at(3), at(4), at(5));
      moveTo(at(4), at(5));
      break;
    case 'S': {
      const [x = 0, y = 0] = smooth('CS');
      control(at(0), at(1));
      emit('C', x, y, at(0), at(1), at(2), at(3));
      moveTo(at(2), at(3));
      break;
    }
    case 'Q':
      control(at(0), at(1));
      emit('Q', at(0), at(1), at(2), at(3));
      moveTo(at(2), at(3));
      break;
    case 'T': {
      const [x = 0, y = 0] = smooth('QT');
      control(x, y);
      emit('Q', x, y, at(0), at(1));
      moveTo(at(0), at(1));
      break;
    }
    default: {
      const [rx = 0, ry = 0, turn = 0, large = 0, sweep = 0, x = 0, y = 0] = values;
      arc(pen, { rx, ry, turn, large: large === 1, sweep: sweep === 1, x: x + baseX, y: y + baseY }, emit);
      moveTo(x + baseX, y + baseY);
    }
  }
  pen.last = upper;
}

interface Arc {
  readonly rx: number;
  readonly ry: number;
  /** Degrees. */
  readonly turn: number;
  readonly large: boolean;
  readonly sweep: boolean;
  readonly x: number;
  readonly y: number;
}

/** Draws an elliptical arc as curves of at most a quarter turn each (SVG 1.1, F.6.5 and F.6.6). */
function arc(from: { readonly x: number; readonly y: number }, to: Arc, emit: Emit): void {
  let rx = Math.abs(to.rx);
  let ry = Math.abs(to.ry);
  if (rx === 0 || ry === 0) {
    emit('L', to.x, to.y);
    return;
  }
  const cos = Math.cos((to.turn * Math.PI) / 180);
  const sin = Math.sin((to.turn * Math.PI) / 180);
  const halfX = (from.x - to.x) / 2;
  const halfY = (from.y - to.y) / 2;
  const px = cos * halfX + sin * halfY;
  const py = cos * halfY - sin * halfX;
  if (px === 0 && py === 0) return;
  const reach = Math.sqrt((px / rx) ** 2 + (py / ry) ** 2);
  if (reach > 1) {
    rx *= reach;
    ry *= reach;
  }
  const square = (rx * ry) ** 2 / ((rx * py) ** 2 + (ry * px) ** 2) - 1;
  const factor = (to.large === to.sweep ? -1 : 1) * Math.sqrt(Math.max(0, square));
  const cx = (factor * rx * py) / ry;
  const cy = (-factor * ry * px) / rx;
  const centreX = cos * cx - sin * cy + (from.x + to.x) / 2;
  const centreY = sin * cx + cos * cy + (from.y + to.y) / 2;
  const start = Math.atan2((py - cy) / ry, (px - cx) / rx);
  let sweep = Math.atan2((-py - cy) / ry, (-px - cx) / rx) - start;
  if (to.sweep && sweep < 0) sweep += 2 * Math.PI;
  if (!to.sweep && sweep > 0) sweep -= 2 * Math.PI;

  const steps = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
  const delta = sweep / steps;
  const handle = (4 / 3) * Math.tan(delta / 4);
  const point = (x: number, y: number) => [centreX + cos * rx * x - sin * ry * y, centreY + sin * rx * x + cos * ry * y];
  for (let index = 0; index < steps; index++) {
    const one = start + index * delta;
    const two = one + delta;
    const last = index === steps - 1;
    emit(
      'C',
      ...point(Math.cos(one) - handle * Math.sin(one), Math.sin(one) + handle * Math.cos(one)),
      ...point(Math.cos(two) + handle * Math.sin(two), Math.sin(two) - handle * Math.cos(two)),
      ...(last ? [to.x, to.y] : point(Math.cos(two), Math.sin(two))),
    );
  }
}

function scan(text: string) {
  const numberAt = new RegExp(number, 'y');
  let offset = 0;
  const skip = (pattern: RegExp) => {
    pattern.lastIndex = offset;
    if (pattern.test(text)) offset = pattern.lastIndex;
  };
  const space = () => skip(/[\s,]*/y);
  return {
    command(): string | null {
      space();
      const letter = text[offset];
      if (letter === undefined || !/[a-zA-Z]/.test(letter)) return null;
      offset++;
      return letter;
    },
    number(): number | null {
      space();
      numberAt.lastIndex = offset;
      const found = numberAt.exec(text);
      if (!found) return null;
      offset = numberAt.lastIndex;
      return Number(found[0]);
    },
    /** A flag of an arc is one digit, and the next number may follow it at once. */
    flag(): number | null {
      space();
      const digit = text[offset];
      if (digit !== '0' && digit !== '1') return null;
      offset++;
      return Number(digit);
    },
    atNumber(): boolean {
      space();
      return /[-+.\d]/.test(text[offset] ?? '');
    },
    atEnd(): boolean {
      space();
      return offset === text.length;
    },
  };
}

function rounded(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  const short = decimals > 0 ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}
