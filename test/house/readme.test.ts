import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codes, exits } from '../../src/problem.ts';

const root = path.resolve(import.meta.dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

describe('the README', () => {
  it('lists every code beside the exit it leads to', () => {
    const rows = new Map([...readme.matchAll(/^\| (\d) \|[^|]*\| ([^|]*) \|$/gm)].map((row) => [Number(row[1]), row[2] ?? '']));
    const misplaced = Object.entries(codes).filter(([code, [severity, exit]]) => {
      const row = rows.get(exits[exit]) ?? '';
      return !row.includes(`\`${code}\`${severity === 'warning' ? ' (w)' : ''}`);
    });
    expect(misplaced).toEqual([]);
  });

  it('names every library and no other', () => {
    const table = readme.slice(readme.indexOf('## Dependencies'));
    const libraries = [...Object.keys(manifest.dependencies), 'esbuild', 'vitest', 'fast-check', 'mammoth', 'zxing-wasm'];
    const extensions = /^(?:mdast-util|micromark-extension)-gfm-/;
    expect(libraries.filter((name) => !extensions.test(name) && !table.includes(`\`${name}\``))).toEqual([]);
  });

  it('points at files that exist', () => {
    const files = [...readme.matchAll(/`((?:src|templates|content|test|bench|schema)\/[\w./-]*\w)`/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !file.includes('a-NN') && !existsSync(path.join(root, file)) && file !== 'content/my-letter')).toEqual(
      [],
    );
  });

  it('stays short', () => {
    expect(readme.split('\n').length).toBeLessThan(200);
  });
});
