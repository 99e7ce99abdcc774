/** `build --watch` as a user leaves it running: it sees every change, however an editor saves. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { copyDocument, root, scratch } from './command.ts';

const { folder, remove } = scratch();
afterAll(remove);

it('builds again after every change, in files that were replaced by others and in folders made since', async () => {
  const cwd = folder();
  const source = copyDocument('content/sample-letter', cwd, 'sample');
  const args = ['build', '--watch', '--no-verify', '--format', 'pdf'];
  const child = spawn(process.execPath, [path.join(root, 'dist/cli.js'), ...args], { cwd });
  try {
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString('utf8');
    });
    const count = (words: string) => said.split(words).length - 1;
    const shows = (words: string, times: number) =>
      vi.waitFor(() => expect(count(words)).toBeGreaterThanOrEqual(times), { timeout: 20_000, interval: 50 });
    await shows('watching', 1);
    const first = count('sample/letter.yaml');
    for (const change of [1, 2, 3]) {
      writeFileSync(`${source}.new`, `${readFileSync(source, 'utf8')}# ${change}\n`);
      renameSync(`${source}.new`, source);
      await shows('sample/letter.yaml', first + change);
    }
    mkdirSync(path.join(cwd, 'content/late'));
    await shows('sample/letter.yaml', first + 4);
    copyDocument('content/sample-letter', cwd, 'late');
    await shows('late/letter.yaml', 1);
  } finally {
    child.kill();
  }
}, 120_000);
