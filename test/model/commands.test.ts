import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runExplain } from '../../src/commands/explain.ts';
import { runNew } from '../../src/commands/new.ts';
import type { Io } from '../../src/io.ts';
import { codes, exits } from '../../src/problem.ts';
import { check } from './house.ts';

let cwd: string;
let out: string;
let err: string;
let io: Io;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'circulate-commands-'));
  out = '';
  err = '';
  io = {
    cwd,
    terminal: false,
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
  };
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

describe('new', () => {
  it('writes a sound draft, and finds its schema', async () => {
    expect(await runNew('content/mine', io)).toBe(exits.done);
    const file = path.join(cwd, 'content/mine/letter.yaml');
    const text = readFileSync(file, 'utf8');
    const { model, problems } = await check(text);
    expect(problems).toEqual([]);
    expect(model?.status).toBe('draft');
    const schema = /\$schema=(\S+)/.exec(text)?.[1] ?? '';
    expect(readFileSync(path.resolve(path.dirname(file), schema), 'utf8')).toContain('json-schema.org');
  });

  it('never overwrites', async () => {
    await runNew('content/mine', io);
    expect(await runNew('content/mine', io)).toBe(exits.disk);
    expect(err).toContain('exists already');
  });
});

describe('explain', () => {
  it('tells one code at length, with an example', async () => {
    expect(await runExplain('symbol_malformed', io)).toBe(exits.done);
    expect(out).toContain('SYMBOL_MALFORMED (error, exit 3)');
    expect(out).toContain('symbol: A/79/758');
  });

  it('lists every code, and suggests the nearest for an unknown one', async () => {
    expect(await runExplain(null, io)).toBe(exits.done);
    expect(out.trim().split('\n')).toHaveLength(Object.keys(codes).length);
    expect(await runExplain('SYMBOL_MALFORMD', io)).toBe(exits.usage);
    expect(err).toContain('did you mean SYMBOL_MALFORMED?');
  });
});
