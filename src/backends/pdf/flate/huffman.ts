/**
 * Huffman codes as DEFLATE has them (RFC 1951, 3.2): lengths from frequencies, codes from lengths. Working memory
 * is kept from call to call, since codes are built for many small streams.
 */

/** No alphabet of DEFLATE has more symbols. */
const mostSymbols = 288;
const longestCode = 15;
/** Room for a symbol below its frequency in one sortable number. */
const symbolBits = 9;

/** A code: for every symbol its length in bits, 0 if it has none, and its bits in the order they are written. */
export interface Code {
  readonly lengths: Uint8Array;
  readonly bits: Uint16Array;
}

/** Makes an empty code for an alphabet. */
export function emptyCode(symbols: number): Code {
  return { lengths: new Uint8Array(symbols), bits: new Uint16Array(symbols) };
}

const sorted = new Float64Array(mostSymbols);
const weights = new Float64Array(mostSymbols);
const perLength = new Uint16Array(mostSymbols);
const nextBits = new Uint16Array(longestCode + 2);

/** Gives a code the lengths and bits that suit the frequencies best, none longer than `limit`. */
export function fitCode(code: Code, frequencies: Uint32Array, limit: number): void {
  const { lengths } = code;
  lengths.fill(0);
  let used = 0;
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const frequency = frequencies[symbol] as number;
    if (frequency > 0) sorted[used++] = frequency * 2 ** symbolBits + symbol;
  }
  const order = sorted.subarray(0, used).sort();
  const symbolAt = (at: number) => (order[at] as number) % 2 ** symbolBits;
  if (used === 1) lengths[symbolAt(0)] = 1;
  if (used > 1) {
    countLengths(order, limit);
    // The rarest have the longest codes.
    let at = 0;
    for (let length = limit; length > 0; length--) {
      for (let count = perLength[length] as number; count > 0; count--) lengths[symbolAt(at++)] = length;
    }
  }
  numberCode(code);
}

/** Counts how many symbols get codes of each length, into `perLength`. `order` holds two at least, the rarest first. */
function countLengths(order: Float64Array, limit: number): void {
  const used = order.length;
  // Lengths in place (Moffat and Katajainen, “In-place calculation of minimum-redundancy codes”, 1995): weights turn into
  // parents, parents into depths of the inner nodes, those into depths of the leaves.
  for (let at = 0; at < used; at++) weights[at] = Math.floor((order[at] as number) / 2 ** symbolBits);
  let leaf = 0;
  let node = 0;
  const lightest = (made: number): number => {
    if (leaf >= used || (node < made && (weights[node] as number) < (weights[leaf] as number))) {
      const weight = weights[node] as number;
      weights[node++] = made;
      return weight;
    }
    return weights[leaf++] as number;
  };
  for (let made = 0; made < used - 1; made++) {
    const one = lightest(made);
    weights[made] = one + lightest(made);
  }
  weights[used - 2] = 0;
  for (let inner = used - 3; inner >= 0; inner--) weights[inner] = (weights[weights[inner] as number] as number) + 1;

  perLength.fill(0);
  let open = 1;
  let inner = used - 2;
  for (let depth = 0; open > 0; depth++) {
    let nodes = 0;
    while (inner >= 0 && weights[inner] === depth) {
      nodes++;
      inner--;
    }
    // Codes that would be too long get the longest length, and are too many for it until the next step.
    const length = Math.min(depth, limit);
    perLength[length] = (perLength[length] as number) + open - nodes;
    open = nodes * 2;
  }
  // While the codes together ask for more than there is, one shorter code is made longer and pairs with a longest one.
  let asked = 0;
  for (let length = 1; length <= limit; length++) asked += (perLength[length] as number) * 2 ** (limit - length);
  for (; asked > 2 ** limit; asked--) {
    let length = limit - 1;
    while (perLength[length] === 0) length--;
    perLength[length] = (perLength[length] as number) - 1;
    perLength[length + 1] = (perLength[length + 1] as number) + 2;
    perLength[limit] = (perLength[limit] as number) - 1;
  }
}

/** Gives every symbol its bits, by the lengths alone. */
export function numberCode({ lengths, bits }: Code): void {
  nextBits.fill(0);
  for (const length of lengths) if (length > 0) nextBits[length + 1] = (nextBits[length + 1] as number) + 1;
  for (let length = 1; length <= longestCode; length++) {
    nextBits[length] = ((nextBits[length] as number) + (nextBits[length - 1] as number)) * 2;
  }
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const value = nextBits[length] as number;
    nextBits[length] = value + 1;
    bits[symbol] = reversed(value, length);
  }
}

/** Codes are written from their highest bit, all else from the lowest. */
function reversed(value: number, length: number): number {
  let turned = 0;
  for (let bit = 0; bit < length; bit++) turned = (turned << 1) | ((value >> bit) & 1);
  return turned;
}
