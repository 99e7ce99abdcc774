/** A Word file as a package for the rules of `word-rules.ts`: its parts read, and where their relations lead (ECMA-376-2). */
import path from 'node:path';
import { elementsOf, parseXml, type XmlElement } from '../../src/xml.ts';

export interface Relation {
  readonly id: string;
  /** The last step of its type: `header`, `image`. */
  readonly kind: string;
  /** The part it leads to, or an address outside of the package. */
  readonly target: string;
  readonly external: boolean;
}
export interface Package {
  /** The parts that are XML, by name. */
  readonly parts: ReadonlyMap<string, XmlElement>;
  /** Of all parts. */
  readonly names: readonly string[];
  /** A part's; the package's own for ''. */
  relationsOf(part: string): readonly Relation[];
  /** Throws if there is none. */
  part(name: string): XmlElement;
}

const limits = { size: 1e7, depth: 200 };

/** Reads every part that is XML; one that is not well-formed throws. */
export function openPackage(files: ReadonlyMap<string, Uint8Array>): Package {
  const parts = new Map<string, XmlElement>();
  for (const [name, bytes] of files) {
    if (!/\.(?:xml|rels)$/.test(name)) continue;
    const read = parseXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes), limits);
    if (read.type === 'fault') throw new Error(`${name}: ${read.reason}`);
    parts.set(name, read);
  }
  return {
    parts,
    names: [...files.keys()],
    part: (name) => {
      const found = parts.get(name);
      if (!found) throw new Error(`no part ${name}`);
      return found;
    },
    relationsOf: (part) => {
      const folder = path.posix.dirname(part);
      const file = path.posix.join(folder, '_rels', `${path.posix.basename(part)}.rels`);
      return elementsOf(parts.get(file) ?? noElements).map(({ attributes: { Id = '', Type = '', Target = '', TargetMode } }) => {
        const external = TargetMode === 'External';
        return { id: Id, kind: path.posix.basename(Type), target: external ? Target : path.posix.join(folder, Target), external };
      });
    },
  };
}

const noElements: XmlElement = { type: 'element', name: '', attributes: {}, children: [], line: 0, column: 0 };

/** An element and all within, in order. */
export function* within(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of elementsOf(element)) yield* within(child);
}

/** Every element of a name within. */
export function named(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  return [...within(element)].filter(({ name }) => names.includes(name));
}

/** The children of a name. */
export function childrenOf(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  return elementsOf(element).filter(({ name }) => names.includes(name));
}

/** What the first child of a name says in `w:val`; null if there is none. */
export function val(element: XmlElement | undefined, name: string): string | null {
  return element ? (childrenOf(element, name)[0]?.attributes['w:val'] ?? null) : null;
}
