/** The house, read once, and a letter's view in any of its languages. */
import { type House, loadHouse } from '../../src/house.ts';
import type { Language } from '../../src/language/language.ts';
import { type View, viewOf } from '../../src/language/view.ts';
import type { Model, OrganEntry } from '../../src/model/model.ts';
import type { Problem } from '../../src/problem.ts';
import { reporterOf } from '../../src/reporter.ts';

let known: House | null = null;
export async function house(): Promise<House> {
  if (known) return known;
  const reporter = reporterOf('templates', false);
  known = await loadHouse(null, reporter.report);
  if (!known) throw new Error(JSON.stringify(reporter.problems));
  return known;
}

const organ = (name: string, more: Partial<OrganEntry> = {}): OrganEntry => ({
  organ: name,
  session: null,
  year: null,
  symbol: null,
  agenda: [],
  ...more,
});
export const assembly = (more: Partial<OrganEntry>): OrganEntry =>
  organ('general-assembly', { session: { type: 'regular', number: 74 }, ...more });
export const council = (year: number): OrganEntry => organ('security-council', { year });

/** A letter of a given moment, with what a test changes. */
export function letterModel(language: string, change: Partial<Model> = {}): Model {
  return {
    ...plain,
    language,
    ...change,
  };
}

/** The view and what was reported on the way. */
export async function viewWith(
  model: Model,
  change: (language: Language) => Language = (same) => same,
): Promise<{ view: View | null; problems: readonly Problem[] }> {
  const { languages, model: data } = await house();
  const language = languages.get(model.language);
  if (!language) throw new Error(`no language ${model.language}`);
  const reporter = reporterOf('letter.yaml', false);
  const view = viewOf(
    model,
    { language: change(language), organs: data.organs.organs, joiner: data.organs.joiner, hasEmblem: false, isCompared: false },
    reporter.report,
  );
  return { view, problems: reporter.problems };
}

const plain: Model = {
  type: 'letter',
  status: 'sample',
  language: 'en',
  organs: [assembly({})],
  distribution: 'general',
  issued: null,
  job: null,
  qr: null,
  letter: {
    date: '2020-01-17',
    from: [{ office: 'permanent-representative', of: 'AZ', gender: 'm' }],
    to: [{ office: 'secretary-general', gender: null }],
    identical: false,
  },
  title: null,
  original: 'en',
  body: [],
  linebreaks: 'word',
  linesKept: false,
  signatories: [],
  annexes: [],
  notes: [],
  official: null,
  reproduces: null,
  unofficial: false,
};
