/** Good Word files of golden cases, and how one is broken on purpose. Whoever runs this does so from the root of the repository. */
import path from 'node:path';
import { unzip } from '../../src/deflate.ts';
import { loadHouse } from '../../src/house.ts';
import { buildDocument } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';

export type Files = ReadonlyMap<string, Uint8Array>;
export const cases = ['footnotes', 'tables', 'links-and-quotations'] as const;

/**
 * `rule` is what our rules must find, and nothing else but `also`; null: only the schemas know it. `schema` says whether the schemas, or
 * POI's rules of packages, must find it.
 */
export interface Breakage {
  readonly what: string;
  readonly case: (typeof cases)[number];
  readonly part: string;
  readonly rule: string | null;
  readonly also?: string;
  readonly schema: boolean;
  readonly from: string | RegExp;
  readonly to: string;
}

/** The files of the cases in every language they have. */
export async function goodFiles(): Promise<ReadonlyMap<string, Files>> {
  const reporter = reporterOf('templates', false);
  const house = await loadHouse(null, reporter.report);
  if (!house) throw new Error(JSON.stringify(reporter.problems));
  const settings = {
    house,
    emblem: null,
    formats: ['docx'],
    records: [],
    pattern: '{language}',
    verify: false,
    strict: false,
    cwd: process.cwd(),
  } as const;
  const made = new Map<string, Files>();
  for (const slug of cases) {
    const folder = path.resolve('test/cases', slug);
    const { outputs } = await buildDocument({ file: `test/cases/${slug}/letter.yaml`, folder, slug }, settings);
    for (const { language, bytes } of outputs) made.set(`${slug} ${language}`, unzip(bytes));
  }
  return made;
}

/** Breaks a case's English file; throws if there is nothing to break. */
export function brokenFile(good: ReadonlyMap<string, Files>, breakage: Breakage): Files {
  const files = good.get(`${breakage.case} en`);
  const text = new TextDecoder().decode(files?.get(breakage.part));
  const broken = text.replace(breakage.from, breakage.to);
  if (!files || broken === text) throw new Error(`nothing broken: ${breakage.what}`);
  return new Map(files).set(breakage.part, new TextEncoder().encode(broken));
}
