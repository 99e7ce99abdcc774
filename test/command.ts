/** Runs the built command as a user does, and keeps folders for it. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The program's own folder. */
export const root = path.resolve(import.meta.dirname, '..');
const cli = path.join(root, 'dist/cli.js');

export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in a folder, with nothing on its outputs that is a terminal. */
export function circulate(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      // A command that was killed has no code: no expectation holds then.
      const exit = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exit, stdout, stderr });
    });
  });
}

/** Makes folders that go when the tests have ended. */
export function scratch(): { folder: () => string; remove: () => void } {
  const made: string[] = [];
  return {
    folder: () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'circulate-test-'));
      made.push(folder);
      return folder;
    },
    remove: () => {
      for (const folder of made) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Copies one of the program's own documents into a user's folder as `content/<name>`. */
export function copyDocument(from: string, folder: string, name: string): string {
  const target = path.join(folder, 'content', name);
  mkdirSync(target, { recursive: true });
  cpSync(path.join(root, from, 'letter.yaml'), path.join(target, 'letter.yaml'));
  return path.join(target, 'letter.yaml');
}

/** Every file below a folder with its bytes, by its path with forward slashes. */
export function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(folder, entry);
    if (statSync(file).isFile()) found.set(entry.split(path.sep).join('/'), readFileSync(file));
  }
  return found;
}
