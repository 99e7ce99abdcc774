/**
 * What only Windows has, as far as other systems can tell: patterns that the shell leaves to the program, drives, names of devices.
 * `bundle/check-windows.sh` runs the program as Windows would.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHiddenName, isIllegalName } from '../src/names.ts';
import { addressFrom } from '../src/own.ts';
import { expandWildcards } from '../src/wildcards.ts';
import { circulate, filesBelow, root, scratch } from './command.ts';

const { folder, remove } = scratch();
afterAll(remove);

let home: string;
beforeAll(() => {
  home = folder();
  for (const file of ['out/b-EN.pdf', 'out/a-FR.PDF', 'out/a-FR.docx', 'out/.hidden.pdf', 'other/c(1)+[x].pdf', 'other/deep/fr.yaml']) {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), '');
  }
});

describe('a pattern', () => {
  it.each([
    [['out/*.pdf'], ['out/a-FR.PDF', 'out/b-EN.pdf']],
    [['out\\*'], ['out/a-FR.PDF', 'out/a-FR.docx', 'out/b-EN.pdf']],
    [['*/?-en.pdf'], ['out/b-EN.pdf']],
    [['other/c(1)+[x].*'], ['other/c(1)+[x].pdf']],
    [['o*/deep/fr.yaml'], ['other/deep/fr.yaml']],
    [['out/.*'], ['out/.hidden.pdf']],
  ])('%j stands for the files that fit, in order', async (given, expected) => {
    expect(await expandWildcards(given, home)).toEqual(expected.map((file) => path.normalize(file)));
  });

  it('may begin at a root, and stands among names that are none', async () => {
    const whole = path.join(home, 'o?t', 'b*');
    expect(await expandWildcards(['first', whole, 'last.pdf'], '/')).toEqual(['first', path.join(home, 'out', 'b-EN.pdf'), 'last.pdf']);
  });

  it('and any name loses the mark that a backslash before it made a part of it', async () => {
    expect(await expandWildcards(['my letter"', 'o*"'], home)).toEqual(['my letter', 'other', 'out']);
  });

  it('that fits nothing stays as it was typed', async () => {
    expect(await expandWildcards(['out/*.txt', 'nowhere/*', 'out/*/deep.pdf', 'out/*.pdf/*'], home)).toEqual([
      'out/*.txt',
      'nowhere/*',
      'out/*/deep.pdf',
      'out/*.pdf/*',
    ]);
  });
});

describe('the schema that a source names for editors', () => {
  it.each([
    ['C:\\letters\\mine\\letter.yaml', 'C:\\circulate\\schema\\a.json', '../../circulate/schema/a.json'],
    ['C:\\letters\\letter.yaml', 'c:\\my #1 program\\a.json', '../my%20%231%20program/a.json'],
    ['D:\\letters\\letter.yaml', 'C:\\my program\\a.json', 'file:///C:/my%20program/a.json'],
    ['C:\\letters\\letter.yaml', '\\\\server\\share\\a.json', 'file://server/share/a.json'],
  ])('is named from %s to %s', (source, schema, address) => {
    expect(addressFrom(source, schema, path.win32)).toBe(address);
  });

  it('is found by that address from a folder whose name has a hash and a blank', async () => {
    const place = path.join(folder(), 'letters #1 $& new');
    mkdirSync(place);
    expect((await circulate(['new', 'mine'], place)).exit).toBe(0);
    const source = path.join(place, 'mine/letter.yaml');
    const address = /\$schema=(\S+)/.exec(readFileSync(source, 'utf8'))?.[1] ?? '';
    expect(path.resolve(path.dirname(source), decodeURIComponent(address))).toBe(path.join(root, 'schema/document.schema.json'));
  });
});

describe('a name that Windows could not hold', () => {
  it.each(['con', 'NUL.txt', 'com0', 'LPT³', 'conout$', 'a:b', 'end.', 'end ', 'what?'])('is no name of a document: %j', async (name) => {
    expect(isIllegalName(name)).toBe(true);
    const place = folder();
    const { exit, stderr } = await circulate(['new', path.join('letters', name)], place);
    expect([exit, stderr.includes('DOCUMENT_NAME'), existsSync(path.join(place, 'letters'))]).toEqual([3, true, false]);
  });

  it.each(['console', 'a.con', 'com10', '.hidden', 'Ünïcode 信', "it's (1) & more"])('is not %j', (name) => {
    expect(isIllegalName(name)).toBe(false);
  });
});

describe('files as editors of Windows leave them', { timeout: 60_000 }, () => {
  it('have a mark before the first line and other line ends: the same is made of them', async () => {
    const place = folder();
    cpSync(path.join(root, 'content/sample-letter'), path.join(place, 'content/sample'), { recursive: true });
    cpSync(path.join(root, 'templates'), path.join(place, 'house'), { recursive: true });
    const make = async (out: string, ...more: string[]) => {
      const args = ['build', '--lang', 'en,fr', '--format', 'pdf,docx,html,text,akn', '--no-verify', '--out', out, ...more];
      expect(await circulate(args, place)).toMatchObject({ exit: 0, stderr: '' });
      return filesBelow(path.join(place, out));
    };
    const before = await make('before');
    for (const file of filesBelow(place).keys()) {
      if (!/^(?:content|house)\/.*\.(?:yaml|hbs|svg)$/.test(file)) continue;
      const text = readFileSync(path.join(place, file), 'utf8');
      writeFileSync(path.join(place, file), `\ufeff${text.replaceAll('\n', '\r\n')}`);
    }
    writeFileSync(path.join(place, 'circulate.config.yaml'), '\ufefflinks: black\r\npattern: "{symbol}-{language}"\r\n');
    expect(await make('after', '--templates', 'house')).toEqual(before);
    expect(before.size).toBe(10);
  });
});

it('what Windows hides is hidden, like names that begin with a dot', () => {
  const names = ['.git', '~$letter.docx', 'THUMBS.DB', 'desktop.ini', 'letter.yaml', 'a~$b.docx', 'thumbs.db.txt'];
  expect(names.filter(isHiddenName)).toEqual(['.git', '~$letter.docx', 'THUMBS.DB', 'desktop.ini']);
});
