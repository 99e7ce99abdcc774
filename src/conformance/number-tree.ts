/** Reads number trees (ISO 32000-1, 7.9.7). */
import type { Dict, PdfValue } from '../verify/pdf-file.ts';
import type { Objects } from './objects.ts';

/** Values by number; null if there is no tree, or it goes round. */
export function readNumberTree(value: PdfValue | undefined, objects: Objects): ReadonlyMap<number, PdfValue> | null {
  const root = objects.dict(value);
  if (!root) return null;
  const found = new Map<number, PdfValue>();
  const seen = new Set<Dict>();
  const waiting: Dict[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) return null;
    seen.add(node);
    for (const kid of objects.list(node.get('Kids'))) {
      const dict = objects.dict(kid);
      if (!dict) return null;
      waiting.push(dict);
    }
    const numbers = objects.list(node.get('Nums'));
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const number = objects.resolve(numbers[at]);
      if (typeof number !== 'number' || found.has(number)) return null;
      found.set(number, numbers[at + 1] ?? null);
    }
  }
  return found;
}
