/** Line ends of real Spanish and Russian letters, where the samples lie beside the repository; their text is none of it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureFidelity } from '../../src/fidelity.ts';
import { house } from '../pdf/languages.ts';

const root = path.resolve(import.meta.dirname, '../..');
const samples = path.resolve(root, '../shared/samples');

const cases = [
  { code: 'es', file: 'es_S_2023_664.lines.tsv', flags: [], least: 40 },
  { code: 'ru', file: 'ru_S_2024_228.lines.tsv', flags: ['--hyphenated'], least: 200 },
];

describe.each(cases)('line ends of the sample $file', ({ code, file, flags, least }) => {
  it('are those of the original, nine in ten', async (context) => {
    const tsv = path.join(samples, file);
    const language = house.languages.get(code);
    if (!existsSync(tsv) || !language) return context.skip('the samples are not here');
    const jsonl = execFileSync(process.execPath, [path.join(root, 'scripts/lines-to-samples.js'), tsv, ...flags], { encoding: 'utf8' });
    const { breaks } = await measureFidelity(jsonl, house, language);
    expect(breaks.of).toBeGreaterThan(least);
    expect(breaks.right / breaks.of).toBeGreaterThanOrEqual(0.9);
  });
});
