/** Faces by script: which file draws which character, and that nobody pays for a script that is not there. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { itemize } from '../../src/text/itemize.ts';
import type { Piece } from '../../src/text/line.ts';
import { setParagraph } from '../../src/text/paragraph.ts';
import { rolesOf } from '../../src/text/roles.ts';
import { column, faces, language, pieceOf, sheet } from './fixtures.ts';

const scripts: Readonly<Record<string, string>> = { en: 'latn', ar: 'arab', zh: 'hani' };
const roles = rolesOf(sheet.data, faces);
const reading = { roles, scriptOf: (code: string) => scripts[code] ?? 'latn' };

/** What each face draws, in logical order: "Tinos-Regular:abc". */
function drawn(text: string | readonly Piece[], language: string): string[] {
  const pieces = typeof text === 'string' ? [{ ...pieceOf(text), language }] : text;
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  const { stretches, text: whole } = itemize(pieces, { language, direction, typesetting: undefined }, reading);
  expect(stretches.map(({ start, end }) => whole.slice(start, end)).join('')).toBe(whole);
  const runs: { face: string; text: string }[] = [];
  for (const { setting, start, end } of stretches) {
    const last = runs.at(-1);
    if (last?.face === setting.face.postscriptName) last.text += whole.slice(start, end);
    else runs.push({ face: setting.face.postscriptName, text: whole.slice(start, end) });
  }
  return runs.map(({ face, text: one }) => `${face}:${one}`);
}

describe('faces by script', () => {
  it('leaves text of the main face in one stretch', () => {
    const pieces = [pieceOf('Letter of 3 May — Привет, Ελλάδα № 5')];
    expect(itemize(pieces, { language: 'en', direction: 'ltr', typesetting: undefined }, reading).stretches).toEqual([
      { piece: 0, start: 0, end: pieces[0]?.text.length, level: 0, setting: pieces[0]?.setting },
    ]);
  });

  it('sets Arabic with its punctuation in its own face, figures and Latin words in the main one', () => {
    expect(drawn('القرار 80/123، (أ) انظر UNDP.', 'ar')).toEqual([
      'Amiri-Regular:القرار ',
      'Tinos-Regular:80/123',
      'Amiri-Regular:، (أ) انظر ',
      'Tinos-Regular:UNDP',
      'Amiri-Regular:.',
    ]);
  });

  it('sets Chinese with its marks in its own face, figures and Latin words in the main one', () => {
    expect(drawn('第80/123号决议“UNDP”，见附件。', 'zh')).toEqual([
      'NotoSerifSC-Regular:第',
      'Tinos-Regular:80/123',
      'NotoSerifSC-Regular:号决议“',
      'Tinos-Regular:UNDP',
      'NotoSerifSC-Regular:”，见附件。',
    ]);
  });

  it('gives brackets and marks beside a foreign word in Latin text to the side they belong to', () => {
    expect(drawn('the word (大会) stands', 'en')).toEqual([
      'Tinos-Regular:the word (',
      'NotoSerifSC-Regular:大会',
      'Tinos-Regular:) stands',
    ]);
  });

  it('keeps the weight, and stands upright where a script has no italics', () => {
    expect(roles.setting({ ...pieceOf('').setting, face: faces.face('text', true, false) }, 'naskh').face.postscriptName).toBe(
      'Amiri-Bold',
    );
    expect(roles.setting({ ...pieceOf('').setting, face: faces.face('text', true, true) }, 'song').face.postscriptName).toBe(
      'NotoSerifSC-Bold',
    );
    expect(roles.setting({ ...pieceOf('').setting, face: faces.face('text', false, true) }, 'naskh').face.postscriptName).toBe(
      'Amiri-Regular',
    );
  });

  it('takes a character its face lacks from the first face that has it', () => {
    expect(drawn('№ 5 في العربية №', 'ar')[0]).toMatch(/^Tinos-Regular:№/);
  });

  it('opens the files of other scripts only when text asks for them', () => {
    const program = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const opened = [];
      const read = fs.readFileSync;
      fs.readFileSync = (file, ...rest) => { opened.push(String(file)); return read(file, ...rest); };
      const promised = fs.promises.readFile;
      fs.promises.readFile = (file, ...rest) => { opened.push(String(file)); return promised(file, ...rest); };
      syncBuiltinESMExports();
      const { build } = await import(${JSON.stringify(path.resolve(import.meta.dirname, '../../dist/index.js'))});
      await build(['test/cases/council'], { cwd: ${JSON.stringify(path.resolve(import.meta.dirname, '../..'))} });
      console.log(JSON.stringify(opened.filter((file) => file.endsWith('.ttf'))));
    `;
    const files: string[] = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !file.includes('tinos'))).toEqual([]);
  });
});

describe('the Chinese face as it is cut', () => {
  const face = faces.face('song', false, false);

  it('holds GB 2312, the general standard characters and the marks, in both weights', () => {
    const decoder = new TextDecoder('gbk');
    const standard = [...readFileSync(new URL('../../scripts/standard-characters.txt', import.meta.url), 'utf8')].filter(
      (one) => one !== '\n',
    );
    const gb = [];
    for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) gb.push(decoder.decode(Uint8Array.of(row, cell)));
    const wanted = [...gb.filter((one) => /^\p{Script=Han}$/u.test(one)), ...standard, ...'，。、；：？！（）《》〈〉「」“”‘’…—·　'];
    expect(wanted.length).toBeGreaterThan(8100);
    for (const one of [face, faces.face('song', true, false)]) {
      expect(wanted.filter((character) => one.glyphOf(character.codePointAt(0) ?? 0) === 0)).toEqual([]);
    }
  });

  it('names a character outside it', () => {
    const missing: string[] = [];
    const rules = { justification: sheet.data.justification, kernFrom: 7, scripts: reading };
    setParagraph([{ ...pieceOf('见㐂处'), language: 'zh' }], column, language, {
      ...rules,
      onMissing: (one) => missing.push(`${String.fromCodePoint(one.codePoint)} ${one.offset} ${one.faceName}`),
    });
    expect(missing).toEqual(['㐂 1 NotoSerifSC-Regular']);
  });
});
