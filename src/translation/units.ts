/**
 * Model → the units of its text that are translated: title, agenda titles, every block of the body, signatories, notes. A
 * unit's key is what a catalogue calls it and counts from 1; its path is what the program calls it and counts from 0.
 */
import { createHash } from 'node:crypto';
import type { AgendaItem, Annex, Model, OrganEntry, Signatory } from '../model/model.ts';
import type { Block, Inline, Path, TextBlock } from '../tree/nodes.ts';
import { plainText } from '../tree/words.ts';
import { plainOf, serializeInlines } from './notation.ts';

export type UnitKind =
  | 'title'
  | 'agenda-title'
  | 'heading'
  | 'paragraph'
  | 'table-title'
  | 'cell'
  | 'given'
  | 'family'
  | 'signatory-title'
  | 'footnote'
  | 'note';

export interface Unit {
  /** `body.3.2.1` is block 3, its item 2, that item's block 1; `body.notes.2.1` paragraph 1 of footnote 2; `agenda.72 (b)`, `signatories.1.titles.1`, `notes.1`, `title`. */
  readonly key: string;
  /** `body.2.1.0`. */
  readonly path: Path;
  readonly kind: UnitKind;
  /** Printed before the text by the house, as the source's language writes it: "1.", "(a)", "I."; null for none. */
  readonly label: string | null;
  /** Every line end is the author's. */
  readonly linesKept: boolean;
  /** In the notation of its kind: Markdown for headings and paragraphs, plain otherwise. */
  readonly text: string;
  /** Of `text`: tells whether a translation was made from it. */
  readonly digest: string;
  /** The house has words for it where no translation is given. */
  readonly optional: boolean;
}

export interface UnitOptions {
  /** The title that the house makes from `letter`, in the source's language, `\n` at its breaks; null if nobody knows it. */
  readonly madeTitle: string | null;
  /** Whether the house knows an agenda item's title in the language of the translation. */
  knowsAgendaTitle(organ: OrganEntry, item: AgendaItem): boolean;
}
const nothingKnown: UnitOptions = { madeTitle: null, knowsAgendaTitle: () => false };

/** The units of a source, in reading order. */
export function unitsOf(model: Model, options: UnitOptions = nothingKnown): readonly Unit[] {
  const units: Unit[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of model.organs.entries()) {
    for (const [at, listed] of entry.agenda.entries()) {
      const { item, title } = listed;
      const key = seen.has(`agenda.${item}`) ? `agenda.${entry.organ}.${item}` : `agenda.${item}`;
      seen.add(key);
      const path = `organs.${index}.agenda.${at}`;
      units.push(plainUnit(key, path, 'agenda-title', title, options.knowsAgendaTitle(entry, listed)));
    }
  }
  const title = model.title ?? options.madeTitle;
  if (title !== null) units.push(plainUnit('title', model.title === null ? 'letter' : 'title', 'title', title, model.title === null));
  units.push(...blockUnits(model.body, null));
  units.push(...signatoryUnits(model.signatories, ''), ...annexUnits(model.annexes, 'annexes'));
  for (const [index, note] of model.notes.entries())
    units.push(plainUnit(`notes.${index + 1}`, `notes.${index}`, 'note', note.text, false));
  return units;
}

/** `before` is the path of what they sign, with a dot; empty for the document. */
function signatoryUnits(signatories: readonly Signatory[], before: string): readonly Unit[] {
  return signatories.flatMap(({ given, family, titles }, index) => {
    const path = `${before}signatories.${index}`;
    const key = keyOfPath(path);
    return [
      plainUnit(`${key}.given`, `${path}.given`, 'given', given, false),
      plainUnit(`${key}.family`, `${path}.family`, 'family', family, false),
      ...titles.map((line, at) => plainUnit(`${key}.titles.${at + 1}`, `${path}.titles.${at}`, 'signatory-title', line, false)),
    ];
  });
}

function annexUnits(annexes: readonly Annex[], list: Path): readonly Unit[] {
  return annexes.flatMap(({ title, body, signatories, enclosures }, index) => {
    const path = `${list}.${index}`;
    return [
      ...(title === null ? [] : [plainUnit(`${keyOfPath(path)}.title`, `${path}.title`, 'title', title, false)]),
      ...blockUnits(body, null),
      ...signatoryUnits(signatories, `${path}.`),
      ...annexUnits(enclosures, `${path}.enclosures`),
    ];
  });
}

/** The first 8 hexadecimal digits of the SHA-256 of a unit's text in canonical composition. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text.normalize('NFC'), 'utf8').digest('hex').slice(0, 8);
}

/** `body.2.1.0` → `body.3.2.1`. */
export function keyOfPath(path: Path): string {
  return path.replace(/(?<=\.)\d+(?=\.|$)/g, (number) => String(Number(number) + 1));
}

const markdownKinds: ReadonlySet<UnitKind> = new Set<UnitKind>(['heading', 'paragraph', 'footnote', 'table-title', 'cell']);

/** Whether a unit's text is Markdown. */
export function isMarkdown(kind: UnitKind): boolean {
  return markdownKinds.has(kind);
}

/** A plain text of the source, its lines and blanks folded, as a unit. */
function plainUnit(key: string, path: Path, kind: UnitKind, text: string, optional: boolean): Unit {
  const broken = kind === 'title' || kind === 'agenda-title';
  const lines = broken ? text.split('\n') : [text];
  const folded = lines.map((line) => line.replace(/[ \t\r\n]+/g, ' ').trim()).filter((line) => line !== '');
  const inlines = folded.flatMap((line, index): Inline[] => [
    ...(index > 0 ? [{ type: 'break', at: null } as const] : []),
    { type: 'text', at: null, text: line },
  ]);
  return unit(key, path, kind, null, false, plainOf(inlines), optional);
}

function blockUnits(blocks: readonly Block[], label: string | null): readonly Unit[] {
  return blocks.flatMap((block, index): readonly Unit[] => {
    // An item's label stands before its first block.
    const before = index === 0 ? label : null;
    switch (block.type) {
      case 'page-break':
        return [];
      case 'keep':
      case 'quote':
        return blockUnits(block.children, before);
      case 'list':
        return block.children.flatMap((item) => blockUnits(item.children, item.label));
      case 'notes':
        return block.children.flatMap((note) => blockUnits(note.children, note.label));
      case 'table':
        return block.children.flatMap((part) =>
          part.type === 'table-row'
            ? part.children.flatMap((cell) => cellUnits(cell.children[0]))
            : part.type === 'table-note'
              ? blockUnits([part], null)
              : [inlineUnit(part, 'table-title', false)],
        );
      default: {
        const path = block.at ?? '';
        const kind = block.type.startsWith('heading')
          ? 'heading'
          : block.type === 'note-text' || block.type === 'table-note'
            ? 'footnote'
            : 'paragraph';
        return [unit(keyOfPath(path), path, kind, block.label ?? before, block.linesKept, serializeInlines(block.children), false)];
      }
    }
  });
}

/** An empty cell says nothing in any language, and figures alone the same in all that write them alike. */
function cellUnits(text: TextBlock): readonly Unit[] {
  const words = plainText(text.children);
  return words === '' ? [] : [inlineUnit(text, 'cell', isSameEverywhere(words))];
}

/** Whether a text holds no letter, and no figure that a language may write with another mark. */
const isSameEverywhere = (text: string): boolean => !/\p{L}|\p{N}[\p{P}\p{Z}]\p{N}/u.test(text);

function inlineUnit(block: TextBlock, kind: UnitKind, optional: boolean): Unit {
  const path = block.at ?? '';
  return unit(keyOfPath(path), path, kind, null, false, serializeInlines(block.children), optional);
}

function unit(key: string, path: Path, kind: UnitKind, label: string | null, linesKept: boolean, text: string, optional: boolean): Unit {
  return { key, path, kind, label, linesKept, text, digest: digestOf(text), optional };
}
