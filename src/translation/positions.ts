/**
 * Where the text of a translated version stands: in its catalogue, and for what it takes over, in the source.
 */
import type { Positioned, Positions } from '../reporter.ts';
import { type Keys, type Segment, throughSegments } from '../source.ts';
import type { Inline } from '../tree/nodes.ts';
import type { Catalogue } from './catalogue.ts';

/** A unit as it is printed. */
export interface PrintedUnit {
  /** In the catalogue; null if the source's text is printed. */
  readonly key: string | null;
  /** Printed before the text, with a space; null for none. */
  readonly mark: string | null;
  readonly inlines: readonly Inline[];
  readonly segments: readonly Segment[];
}

const prefix = 'units/';
/** The path of a catalogue's text as inlines and problems name it; no path of a source has a slash. */
export const unitPath = {
  of: (key: string): string => prefix + key,
  /** The key in such a path; null for any other path. */
  keyOf: (path: string): string | null => (path.startsWith(prefix) ? path.slice(prefix.length) : null),
};

/** The places of a version: `printed` has its units by their paths in the model. */
export function positionsOf(catalogue: Catalogue, printed: ReadonlyMap<string, PrintedUnit>, source: Positions): Positions {
  const { yaml } = catalogue;
  const byKey = new Map([...printed.values()].flatMap((unit) => (unit.key === null ? [] : [[unit.key, unit] as const])));
  const range = (keys: Keys, on: 'key' | 'value', offset?: number, length?: number) => yaml.rangeAt(keys, on, offset, length);
  const rangeOf: Positions['rangeOf'] = (path, on, offset, length) => {
    const [name = '', start] = path.split('#');
    const key = unitPath.keyOf(name);
    const unit = key === null ? (printed.get(name) ?? (name === 'title' ? printed.get('letter') : undefined)) : byKey.get(key);
    if (unit?.key != null) {
      const keys = ['units', unit.key, 'text'];
      const first = start === undefined ? (unit.segments[0]?.offset ?? 0) : Number(start);
      // The text's own path counts its characters, a block's path those that are printed.
      if (start === undefined && (offset === undefined || key !== null)) return range(keys, on, offset, length);
      const ahead = Math.max((offset ?? 0) - (start === undefined && unit.mark !== null ? unit.mark.length + 1 : 0), 0);
      const from = throughSegments(unit.segments, first, ahead);
      const to = throughSegments(unit.segments, first, ahead + Math.max(length ?? 1, 1) - 1) + 1;
      return range(keys, on, from, Math.max(to - from, 1));
    }
    if (name === '') return range([], on);
    const [field = ''] = name.split('.');
    return field === 'job' || field === 'qr' ? range(name.split('.'), on, offset, length) : null;
  };
  return {
    file: catalogue.file,
    rangeOf,
    line: (number) => yaml.line(number),
    elsewhere(path, on, offset, length): Positioned | null {
      if (rangeOf(path, on, offset, length) !== null) return null;
      const known = source.rangeOf(path, on, offset, length);
      return { file: source.file, range: known, line: known ? source.line(known.start.line) : null };
    },
  };
}
