/** The glossary: forms of words, whole words, and deviations that somebody means. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runTerms } from '../../../src/commands/translate-terms.ts';
import { readGlossary, type Term } from '../../../src/exchange/glossary.ts';
import { desk, letter } from './harness.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'circulate-terms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function glossary(text: string): Promise<{ terms: readonly Term[] | null; codes: string[] }> {
  const own = path.join(folder, String(Math.abs(text.length)));
  mkdirSync(own, { recursive: true });
  writeFileSync(path.join(own, 'glossary.yaml'), text);
  const codes: string[] = [];
  return { terms: await readGlossary(own, (code) => codes.push(code)), codes };
}

const sundial = `terms:
  - term: { en: sundial, fr: cadran solaire, ru: солнечные часы, ar: مزولة, zh: 日晷 }
    forms: { en: [sundials], fr: ["cadrans? solaires?"], ru: ["солнечн\\\\p{L}{1,3} час\\\\p{L}{1,3}"], ar: ["(?:ال)?(?:مزولة|مزاول)"] }
    source: UNVERIFIED
`;

describe('a term', () => {
  it.each([
    ['en', 'Sundials and clocks', true],
    ['en', 'a sundialist', false],
    ['fr', 'Les cadrans\u00a0solaires', true],
    ['fr', 'un cadran', false],
    ['ru', 'у солнечных часов', true],
    ['ar', 'المـزاوِل العامة', true],
    ['zh', '公共日晷的', true],
    ['es', 'reloj de sol', null],
  ])('in %s stands in "%s": %s', async (language, text, stands) => {
    const { terms, codes } = await glossary(sundial);
    expect(codes).toEqual([]);
    expect(terms?.[0]?.stands(text, language)).toBe(stands);
  });

  it('with a pattern that is none is refused', async () => {
    const { terms, codes } = await glossary('terms:\n  - { term: { en: a }, forms: { en: ["("] }, source: UNVERIFIED }\n');
    expect(terms).toBeNull();
    expect(codes).toEqual(['STYLE_INVALID']);
  });
});

describe('the command', () => {
  const source = letter.replace('sundials met', 'sundials met in the Security Council');
  const run = async (fr: string) => {
    const at = desk({ 'letter.yaml': source, 'fr.yaml': fr });
    let said = '';
    const say = (text: string) => {
      said += text;
    };
    const exit = await runTerms([], {}, { cwd: at.folder, terminal: false, stdout: say, stderr: say });
    return { exit, said };
  };
  const unit = 'units:\n  body.1: { text: "Les *gardiens* de 1 250 cadrans au Conseil de la sécurité, le 17 janvier 2020, A/74/650." }\n';

  it('lists the symbols, and tells of a term with both places', async () => {
    const { exit, said } = await run(`language: fr\n${unit}`);
    expect(said).toContain('cited: A/74/650 in body.1');
    expect(said).toMatch(
      /content\/case\/fr\.yaml:3:19-3:\d+: warning TERM_DIFFERS\n {2}"Security Council" in content\/case\/letter\.yaml:19:3 is not/,
    );
    expect(exit).toBe(0);
  });

  it('lists what is accepted with its reason, and no more', async () => {
    const accepted = 'accepted: [{ finding: TERM_DIFFERS, unit: body.1, value: Security Council, reason: A quotation. }]\n';
    const { said } = await run(`language: fr\n${accepted}${unit}`);
    expect(said).not.toContain('TERM_DIFFERS\n');
    expect(said).toContain('accepted: TERM_DIFFERS in body.1, Security Council: A quotation.');
  });

  it('finds a symbol with a letter of another alphabet', async () => {
    const { exit, said } = await run(`language: fr\n${unit.replace('A/74/650', 'А/74/650')}`);
    expect(said.match(/error CITATION_DIFFERS/g)).toHaveLength(2);
    expect(exit).toBe(4);
  });
});
