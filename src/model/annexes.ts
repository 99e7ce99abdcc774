/**
 * The annexes of a source and what is enclosed with them: their bodies read as the letter's own is, their paragraphs numbered
 * where the source asks for it.
 */
import type { z } from 'zod';
import type { Block } from '../tree/nodes.ts';
import type { fields } from './fields.ts';
import type { LabelData } from './house-data.ts';
import { listLabel } from './labels.ts';
import type { Markdown } from './markdown.ts';
import type { Annex, Signatory } from './model.ts';
import { handBroken } from './organs.ts';

type Raw = NonNullable<z.infer<(typeof fields)['annexes']>>[number];
type RawEnclosed = Omit<Raw, 'enclosures'>;

export interface AnnexReading {
  /** Reads the body at a path; null when an error was reported. */
  readBody(text: string, path: string): Markdown | null;
  /** Checks the language somebody drafted in. */
  checkOriginal(language: string, path: string): void;
  readonly labels: LabelData | null;
}

/** Reads the annexes; their bodies in reading order stand in `bodies` by path. */
export function readAnnexes(
  raw: readonly Raw[],
  reading: AnnexReading,
): { annexes: readonly Annex[]; bodies: ReadonlyMap<string, Markdown> } {
  const bodies = new Map<string, Markdown>();
  const read = (one: RawEnclosed, path: string, enclosures: readonly Annex[]): Annex => {
    const body = reading.readBody(one.body, `${path}.body`);
    if (body) bodies.set(`${path}.body`, body);
    if (one.original != null) reading.checkOriginal(one.original, `${path}.original`);
    const blocks = body?.blocks ?? [];
    return {
      title: one.title == null ? null : handBroken(one.title),
      original: one.original ?? null,
      body: one.numbering === 'paragraphs' && reading.labels ? numbered(blocks, reading.labels) : blocks,
      signatories: (one.signatories ?? []).map(signatoryOf),
      enclosures,
    };
  };
  const annexes = raw.map((annex, index) => {
    const path = `annexes.${index}`;
    const enclosures = () => (annex.enclosures ?? []).map((one, at) => read(one, `${path}.enclosures.${at}`, []));
    // The annex's own body comes first.
    const own = read(annex, path, []);
    return { ...own, enclosures: enclosures() };
  });
  return { annexes, bodies };
}

/** A signatory as the model has it. */
export function signatoryOf(raw: {
  readonly given: string;
  readonly family: string;
  readonly titles?: readonly string[] | undefined;
}): Signatory {
  return { given: raw.given, family: raw.family, titles: raw.titles ?? [] };
}

/** Paragraphs of the outermost level as items of lists, counted through. */
function numbered(blocks: readonly Block[], labels: LabelData): readonly Block[] {
  let count = 0;
  const each = (some: readonly Block[]): readonly Block[] =>
    some.map((block): Block => {
      if (block.type === 'keep') return { ...block, children: each(block.children) };
      if (block.type !== 'paragraph') return block;
      count += 1;
      const item = { type: 'list-item', at: block.at, label: listLabel('numbered', 1, count, labels), children: [block] } as const;
      return { type: 'list', at: block.at, kind: 'numbered', depth: 1, children: [item] };
    });
  return each(blocks);
}
