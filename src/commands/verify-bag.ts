/**
 * `circulate verify BAG`: verifies bags that `archive` made, each a folder or a ZIP file.
 */
import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { type BagVerdict, verifyBag } from '../archive/verify/verify-bag.ts';
import { shown } from '../documents.ts';
import type { Io } from '../io.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { describeSignature } from './verify-signatures.ts';

/** Whether what is to be verified is a bag: a folder, or a ZIP file. */
export function isBag(given: string, cwd: string): boolean {
  const target = path.resolve(cwd, given);
  return existsSync(target) && (lstatSync(target).isDirectory() || path.extname(target).toLowerCase() === '.zip');
}

/** Verifies bags one after the other and says what was found of each. */
export async function verifyBags(
  bags: readonly string[],
  options: { readonly json?: boolean; readonly strict?: boolean; readonly rebuild?: boolean },
  io: Io,
): Promise<{ readonly verdicts: readonly BagVerdict[]; readonly problems: readonly Problem[] }> {
  const verdicts: BagVerdict[] = [];
  const problems: Problem[] = [];
  for (const given of bags) {
    const name = shown(path.resolve(io.cwd, given), io.cwd);
    const reporter = reporterOf(name, options.strict ?? false);
    const verdict = await verifyBag(path.resolve(io.cwd, given), name, reporter, { rebuild: options.rebuild ?? true });
    problems.push(...reporter.problems);
    if (!verdict) continue;
    verdicts.push(verdict);
    if (options.json !== true) io.stdout(summary(verdict));
  }
  return { verdicts, problems };
}

function summary({ bag, checks, signatures }: BagVerdict): string {
  const results = { sound: 'sound', faulty: 'NOT SOUND', 'not made': 'not checked' };
  const lines = checks.map(({ name, result, said }) => `  ${name}: ${results[result]}${said === '' ? '' : `; ${said}`}\n`);
  const signed = signatures.map((signature) => `  ${describeSignature(signature.file, signature)}`);
  return `${bag}\n${[...lines, ...signed].join('')}`;
}
