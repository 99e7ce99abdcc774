/**
 * What documents of one run must not share: a symbol belongs to one document, and no file of one may take the place of another's.
 */
import type { Found } from '../documents.ts';
import type { Version } from '../pipeline.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';

export interface Neighbours {
  /** Tells of symbols that an earlier document gives, too. A document with no version has none. */
  problemsOf(found: Found, versions: readonly Version[]): readonly Problem[];
  /** Takes the places of files, absolute and as messages print them, for a document; tells of the first that an earlier one has. */
  claim(found: Found, files: readonly { readonly path: string; readonly shown: string }[]): readonly Problem[];
}

/** Begins a run without documents; `strict` turns warnings into errors. */
export function neighboursOf(strict: boolean): Neighbours {
  /** Where each symbol is first given. */
  const symbols = new Map<string, string>();
  /** The source of each file, by its path as no file system tells it from another. */
  const sources = new Map<string, string>();
  return {
    problemsOf(found, [version]) {
      return (version?.model.organs ?? []).flatMap(({ symbol }, index) => {
        if (symbol === null || !version) return [];
        const { positions } = version;
        const at = `organs.${index}.symbol`;
        const other = symbols.get(symbol);
        if (other === undefined) {
          const range = positions.rangeOf(at, 'value');
          symbols.set(symbol, range ? `${positions.file}:${range.start.line}` : positions.file);
          return [];
        }
        const reporter = reporterOf(found.file, strict);
        reporter.locate(positions);
        reporter.report('SYMBOL_REPEATED', { path: at }, { value: symbol, other });
        return reporter.problems;
      });
    },
    claim(found, files) {
      const reporter = reporterOf(found.file, false);
      for (const { path, shown } of files) {
        const key = path.normalize('NFC').toLowerCase();
        const other = sources.get(key);
        if (other === undefined) sources.set(key, found.file);
        else if (other !== found.file && !reporter.failed)
          reporter.report('OUTPUT_REPEATED', { file: found.file }, { value: shown, other });
      }
      return reporter.problems;
    },
  };
}
