/**
 * Runs the built command on a folder for every mistake an author can make, and compares everything it says, its exit code and
 * what it left of earlier outputs. `UPDATE=1` writes what is said; never in CI.
 */
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadMessages } from '../../src/messages.ts';
import { codes } from '../../src/problem.ts';

interface Case {
  readonly args: readonly string[];
  readonly exit: number;
  /** Run before, to make outputs. */
  readonly first?: readonly string[];
  /** Folders of the program copied beside the document. */
  readonly copy?: readonly string[];
  /** After `first`: in a file, one text for another. */
  readonly change?: Readonly<Record<string, readonly [string, string]>>;
  /** Files written into the user's folder, whose names no repository should hold. */
  readonly write?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Lengthens the source to this many bytes. */
  readonly grow?: number;
}

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.resolve(here, '../..');
const cli = path.join(program, 'dist/cli.js');
const updating = process.env.UPDATE === '1';
if (updating && process.env.CI) throw new Error('expected files are not written in CI');

const cases = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Lays out a case as a user's folder, with an output of an earlier run. */
function prepare(name: string, spec: Case): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'circulate-error-'));
  made.push(folder);
  mkdirSync(path.join(folder, 'content/case'), { recursive: true });
  mkdirSync(path.join(folder, 'output/case'), { recursive: true });
  writeFileSync(path.join(folder, 'output/case/A_74_99999-S_2020_99999-EN.pdf'), 'made earlier\n');
  cpSync(path.join(here, name, 'letter.yaml'), path.join(folder, 'content/case/letter.yaml'));
  if (existsSync(path.join(here, name, 'folder'))) cpSync(path.join(here, name, 'folder'), folder, { recursive: true });
  for (const copied of spec.copy ?? []) cpSync(path.join(program, copied), path.join(folder, copied), { recursive: true });
  for (const [file, text] of Object.entries(spec.write ?? {})) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  if (spec.grow !== undefined) truncateSync(path.join(folder, 'content/case/letter.yaml'), spec.grow);
  return folder;
}

function run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<{ exit: number; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { cwd, env: { ...process.env, NO_COLOR: '1', ...env } }, (error, _, stderr) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : 0, stderr });
    });
  });
}

/** Every file below a folder with its bytes. */
function contents(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(folder, entry);
    found[entry] = statSync(file).isDirectory() ? 'folder' : readFileSync(file).toString('base64');
  }
  return found;
}

describe.concurrent('a mistake is told with its place, and nothing made earlier is touched', { timeout: 120_000 }, () => {
  it.each(cases)('%s', async (name) => {
    const spec = JSON.parse(readFileSync(path.join(here, name, 'case.json'), 'utf8')) as Case;
    const folder = prepare(name, spec);
    if (spec.first) expect((await run(spec.first, folder)).exit).toBe(0);
    for (const [file, [from, to]] of Object.entries(spec.change ?? {})) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      expect(text).toContain(from);
      writeFileSync(path.join(folder, file), text.replace(from, to));
    }
    const before = contents(path.join(folder, 'output'));
    const { exit, stderr } = await run(spec.args, folder, spec.env);
    const expected = path.join(here, name, 'expected.txt');
    if (updating) writeFileSync(expected, stderr);
    expect(stderr).toBe(readFileSync(expected, 'utf8'));
    expect(exit).toBe(spec.exit);
    expect(contents(path.join(folder, 'output'))).toEqual(before);
    expect(existsSync(path.join(folder, 'blocked')) ? readFileSync(path.join(folder, 'blocked'), 'utf8') : '').toBe(
      existsSync(path.join(here, name, 'folder/blocked')) ? readFileSync(path.join(here, name, 'folder/blocked'), 'utf8') : '',
    );
  });
});

describe('every code', () => {
  const expected = cases.map((name) => path.join(here, name, 'expected.txt')).filter((file) => existsSync(file));
  const printed = expected.map((file) => readFileSync(file, 'utf8')).join('\n');

  it.each(Object.keys(codes))('%s has a case, and its words', async (code) => {
    expect(printed).toMatch(new RegExp(`^(?:.*: )?(error|warning) ${code}$`, 'm'));
    const words = (await loadMessages(null)).codes[code];
    expect(words?.explain).toMatch(/^[A-Z][\s\S]*\.\n?$/);
    expect(words?.message).toMatch(/^[^A-Z]/);
    expect(words?.message).not.toMatch(/\.$/);
    expect(words?.example.wrong).not.toBe(words?.example.right);
  });

  it('has words for no other', async () => {
    expect(Object.keys((await loadMessages(null)).codes).sort()).toEqual(Object.keys(codes).sort());
  });
});
