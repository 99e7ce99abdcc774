/**
 * Calls of footnotes in a translation: each stands for the note of the same name in the source's body, and calls it once. One that
 * the translation leaves out is set at the end of its paragraph, so that no note is lost; comparing the versions tells of it.
 */
import type { Annex, Model } from '../model/model.ts';
import { callsIn, keyOf } from '../model/notes.ts';
import type { Report } from '../problem.ts';
import type { Block, NoteCall, Path } from '../tree/nodes.ts';
import type { ParseOptions } from './notation.ts';
import type { Unit, UnitKind } from './units.ts';

/** Mutable while units are read. */
export interface Calls {
  /** What a unit may call; `path` names its text in problems. */
  of(unit: Unit, path: Path): NonNullable<ParseOptions['notes']>;
  /** Those of a source's calls that no unit has made. */
  left(calls: readonly NoteCall[]): readonly NoteCall[];
}

/** What may call a note: text, in a table too. */
const calling: ReadonlySet<UnitKind> = new Set<UnitKind>(['paragraph', 'table-title', 'cell']);

export function callsOf(model: Model, report: Report): Calls {
  const bodies = bodiesOf(model);
  const called = new Set<Path>();
  return {
    of: (unit, path) => ({
      call(name, at, place) {
        const where = { path, ...place };
        if (!calling.has(unit.kind)) {
          report('NOTE_MISPLACED', where, { value: name, variant: unit.kind === 'footnote' ? 'note' : 'heading' });
          return null;
        }
        const named = (bodies.get(bodyOf(unit.path)) ?? []).filter((one) => keyOf(one.name) === keyOf(name));
        // A table's own notes go before those of the body around it.
        const own = named.filter(({ note }) => unit.path.startsWith(`${holderOf(note)}.`));
        const [source] = own.toSorted((one, other) => other.note.length - one.note.length);
        if (!source) {
          report('NOTE_UNMATCHED', where, { value: name, variant: 'translation' });
          return null;
        }
        if (called.has(source.note)) {
          report('NOTE_UNMATCHED', where, { value: name, variant: 'again' });
          return null;
        }
        called.add(source.note);
        return { ...source, at };
      },
    }),
    left: (calls) => calls.filter((call) => !called.has(call.note)),
  };
}

/** The calls of every body by its path. */
function bodiesOf(model: Model): ReadonlyMap<Path, readonly NoteCall[]> {
  const bodies = new Map<Path, readonly NoteCall[]>();
  const add = (path: Path, blocks: readonly Block[]) => bodies.set(path, callsIn(blocks));
  const addAnnexes = (annexes: readonly Annex[], list: Path) => {
    for (const [index, { body, enclosures }] of annexes.entries()) {
      add(`${list}.${index}.body`, body);
      addAnnexes(enclosures, `${list}.${index}.enclosures`);
    }
  };
  add('body', model.body);
  addAnnexes(model.annexes, 'annexes');
  return bodies;
}

/** The body or table that holds a note. */
const holderOf = (note: Path): Path => note.replace(/\.notes\.\d+$/, '');

/** The body that a unit stands in. */
const bodyOf = (path: Path): Path => /^(?:.*\.)?body(?=\.)/.exec(path)?.[0] ?? '';
