/** The Word file of two columns, memories, names by job number: as a reader with the bare file finds them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Desk, desk, letter } from './harness.ts';

const fr = `language: fr
units:
  body.2.1.1: { text: "Mme Sample a parlé de **trois horloges**.", state: translated }
  body.2.2.1: { text: "Voir 32 < 33 ; AT&T." }
`;
const files = { 'letter.yaml': letter, 'fr.yaml': fr };

/** Changes the text of a Word file's main part; what is sought must be there once. */
function edit(at: Desk, file: string, from: string | RegExp, to: string): void {
  const parts = unzipSync(readFileSync(path.join(at.folder, file)));
  const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  expect(text.split(from)).toHaveLength(2);
  at.write(file, zipSync({ ...parts, 'word/document.xml': strToU8(text.replace(from, to)) }));
}

async function columns(language: string, texts: Readonly<Record<string, string>> = files): Promise<Desk & { readonly file: string }> {
  const at = desk(texts);
  const sent = await at.send(language, { docx: true });
  expect(sent.exit, sent.said).toBe(0);
  return { ...at, file: sent.files[0] ?? '' };
}

describe('the Word file of two columns', () => {
  it('brings back new text, marks and a state', async () => {
    const at = await columns('fr');
    edit(at, at.file, 'trois horloges', 'trois vieilles horloges');
    edit(at, at.file, /(?<=body\.2\.1\.1<(?:(?!body).)*?>)translated(?=<)/, 'revised');
    const outcome = await at.receive([at.file], { by: 'Paul' });
    expect(outcome.exit, outcome.said).toBe(0);
    expect(outcome.said).toContain('1 taken, 1 unchanged');
    expect(at.read('content/case/fr.yaml')).toMatch(/Mme Sample a parlé de \*\*trois vieilles horloges\*\*\.", state: "?revised/);
  });

  describe('where a cell came back with more than one paragraph', () => {
    const second = '</w:p><w:p><w:r><w:t>Les cadrans suivent.</w:t></w:r>';
    const after = /(?<=33 ; AT&amp;T\.<\/w:t><\/w:r>)/;

    it('is taken with line breaks, and that is told with the unit and the words', async () => {
      const at = await columns('fr');
      edit(at, at.file, after, second);
      const { exit, said } = await at.receive([at.file]);
      expect(exit, said).toBe(0);
      expect(at.read('content/case/fr.yaml')).toContain('Voir 32 < 33 ; AT&T.\\\\\\nLes cadrans suivent.');
      expect(said).toContain(`${at.file}: warning EXCHANGE_CODE`);
      expect(said).toContain('"body.2.2.1" came back in 2 paragraphs');
      expect(said).toContain('a line begins with "Les cadrans suivent."');
    });

    it('is taken beside other warnings', async () => {
      const at = await columns('fr', { ...files, 'fr.yaml': fr.concat('status: unofficial #2\n') });
      edit(at, at.file, 'trois horloges', 'trois vieilles horloges');
      const { exit, said } = await at.receive([at.file]);
      expect(exit, said).toBe(0);
      expect(said).toContain('warning COMMENT_DOUBTFUL');
      expect(at.read('content/case/fr.yaml')).toContain('trois vieilles horloges');
    });

    it('is refused where warnings are errors', async () => {
      const at = await columns('fr');
      edit(at, at.file, after, second);
      const before = at.read('content/case/fr.yaml');
      expect((await at.receive([at.file], { strict: true })).exit).toBe(4);
      expect(at.read('content/case/fr.yaml')).toBe(before);
    });

    it('loses nothing of a table in the cell', async () => {
      const at = await columns('fr');
      const cell = '<w:tc><w:p><w:r><w:t>Les cadrans suivent.</w:t></w:r></w:p></w:tc>';
      edit(at, at.file, /(?<=33 ; AT&amp;T\.<\/w:t><\/w:r>)<\/w:p>/, `</w:p><w:tbl><w:tr>${cell}</w:tr></w:tbl><w:p/>`);
      const { said } = await at.receive([at.file]);
      expect(at.read('content/case/fr.yaml')).toContain('Les cadrans suivent.');
      expect(said).toContain('came back in 2 paragraphs');
    });

    it('says nothing of empty paragraphs, or of line ends that the source has', async () => {
      const at = await columns('fr', {
        'letter.yaml': letter.replace('2. See 32 < 33; AT&T.', '2. See 32 < 33; AT&T.\\\n     The dials follow.'),
        'fr.yaml': fr,
      });
      edit(at, at.file, after, `${second}</w:p><w:p>`);
      const { said } = await at.receive([at.file], { stale: true });
      expect(at.read('content/case/fr.yaml')).toContain('Les cadrans suivent.');
      expect(said).not.toContain('paragraphs');
    });
  });

  it('is read as if its tracked changes were accepted', async () => {
    const at = await columns('fr');
    const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
    edit(
      at,
      at.file,
      /<w:r>(?:(?!<w:r>).)*Voir 32 &lt; 33 ; AT&amp;T\.<\/w:t><\/w:r>/,
      `${run('Voir 32 &lt; 33 ')}<w:del w:id="1">${run('rien')}</w:del><w:ins w:id="2">${run('; AT&amp;T Inc.')}</w:ins>`,
    );
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(at.read('content/case/fr.yaml')).toContain('Voir 32 < 33 ; AT&T Inc.');
  });

  it('is read wherever a program parts its text: within a date, a call of a note, a word in bold', async () => {
    const source = letter.replace('three clocks**.', 'three clocks** on 3 May 2020.[^a]').concat('\n  [^a]: So she said.\n');
    const at = await columns('fr', {
      'letter.yaml': source,
      'fr.yaml': 'language: fr\nunits:\n  body.2.1.1: { text: "Mme Sample a parlé de **trois horloges** le 3 mai 2020[^a]." }\n',
    });
    const bold = (text: string) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const runs = (...texts: string[]) => texts.map((text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`).join('');
    edit(
      at,
      at.file,
      /<w:r>(?:(?!<w:r>).)*Mme Sample(?:(?!<\/w:p>).)*(?=<\/w:p>)/,
      runs('Mme S', 'ample a longuement parlé de ') + bold('trois hor') + bold('loges') + runs(' le 3 ', 'mai', ' 2020', '[^', 'a', '].'),
    );
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(at.read('content/case/fr.yaml')).toContain('Mme Sample a longuement parlé de **trois horloges** le 3 mai 2020[^a].');
  });

  it('refuses a figure that was lost', async () => {
    const at = await columns('fr');
    edit(at, at.file, 'Voir 32 &lt; 33', 'Voir 32');
    const { exit, said } = await at.receive([at.file]);
    expect(said).toContain('the translation of "body.2.2.1" lacks "33"');
    expect(exit).toBe(4);
  });

  it('runs from right to left in the column of a language that does', async () => {
    const at = await columns('ar', { 'letter.yaml': letter, 'ar.yaml': 'language: ar\nunits:\n  body.2.2.1: { text: "انظر 32 و33." }\n' });
    const text = strFromU8(unzipSync(readFileSync(path.join(at.folder, at.file)))['word/document.xml'] ?? new Uint8Array());
    const cell = /<w:tc>(?:(?!<w:tc>).)*انظر 32 و33.*?<\/w:tc>/.exec(text)?.[0] ?? '';
    expect(cell).toContain('<w:bidi/>');
    expect(cell).toContain('<w:rtl/>');
    expect(cell).toContain('w:bidi="ar-SA"');
  });
});

describe('a memory', () => {
  it('holds the units that both languages have as the source is now, with their marks', async () => {
    const es = fr.replace('fr', 'es').replace('Mme Sample a parlé de **trois horloges**.', 'La Sra. Sample habló de **tres relojes**.');
    const at = desk({ ...files, 'es.yaml': es.replace('text: "Voir', 'from: 00000000, text: "Ver') });
    const { files: made, exit, said } = await at.send('es', { from: 'fr', tmx: true });
    expect(exit, said).toBe(0);
    const text = at.read(made[0] ?? '');
    expect(text).toContain('srclang="fr"');
    expect(text.match(/<tu /g)).toHaveLength(1);
    expect(text).toContain(
      '<tuv xml:lang="es"><seg>La Sra. Sample habló de <bpt i="1" x="1" type="bold">**</bpt>tres relojes<ept i="1">**</ept>.</seg></tuv>',
    );
  });
});

describe('a version', () => {
  it('is named by the figures of its job number and the letter of its language', async () => {
    const source = letter.replace('job: null', 'job: { number: 20-00123, dates: [2020-01-21] }');
    const at = desk({ ...files, 'letter.yaml': source });
    await at.send('fr', { docx: true });
    expect(readdirSync(path.join(at.folder, 'output/case/by-job')).sort()).toEqual(['2000123E.docx', '2000123F.docx']);
  });
});
