/**
 * `circulate verify BAG`: verifies bags that `archive` made, each a folder or a ZIP file.
 */
import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import type { BagVerdict } from '../archive/verify/verify-bag.ts';
import { usualLimits, verifyBagWithin } from '../archive/verify/within.ts';
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
  options: { readonly json?: boolean; readonly strict?: boolean; readonly rebuild?: boolean; readonly timeLimit?: number },
  io: Io,
): Promise<{ readonly verdicts: readonly BagVerdict[]; readonly problems: readonly Problem[] }> {
  const verdicts: BagVerdict[] = [];
  const problems: Problem[] = [];
  for (const given of bags) {
    const name = shown(path.resolve(io.cwd, given), io.cwd);
    const { strict = false, rebuild = true, timeLimit: seconds = usualLimits.seconds } = options;
    const reporter = reporterOf(name, strict);
    const limits = { ...usualLimits, seconds };
    const verdict = await verifyBagWithin(path.resolve(io.cwd, given), name, reporter, { rebuild, strict }, limits);
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
