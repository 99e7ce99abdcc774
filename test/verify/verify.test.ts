/** Verification against files of two plain writers: what is whole passes, whatever was tampered with is named. */
import { describe, expect, test } from 'vitest';
import type { DocumentNode } from '../../src/tree/nodes.ts';
import { type Verdict, verifyDocx, verifyPdf } from '../../src/verify/verify.ts';
import { altered, collector, inParts, plainDocx, plainPdf, specimen } from './specimen.ts';

interface Outcome {
  readonly verdict: Verdict;
  readonly problems: ReturnType<typeof collector>['problems'];
}
const inPdf = async (bytes: Uint8Array, tree: DocumentNode = specimen()): Promise<Outcome> => {
  const { report, problems } = collector();
  return { verdict: await verifyPdf(bytes, tree, 'letter.pdf', report), problems };
};
const inDocx = async (bytes: Uint8Array, tree: DocumentNode = specimen()): Promise<Outcome> => {
  const { report, problems } = collector();
  return { verdict: await verifyDocx(bytes, tree, 'letter.docx', report), problems };
};

const formats = [
  { format: 'pdf', write: (tree: DocumentNode) => plainPdf(tree), verify: inPdf },
  { format: 'docx', write: plainDocx, verify: inDocx },
];

describe.each(formats)('a $format file', ({ format, write, verify }) => {
  test('passes when it says what the tree says', async () => {
    const { verdict, problems } = await verify(await write(specimen()));
    expect(problems).toEqual([]);
    expect(verdict).toMatchObject({ ok: true, differences: [] });
    expect(verdict.words).toBeGreaterThan(80);
  });

  const tamperings = [
    { name: 'a changed word', from: 'mended', to: 'melted', what: 'word', expected: 'mended', found: 'melted', path: 'body.0' },
    { name: 'a dropped word', from: 'same year', to: 'year', what: 'word', expected: 'same', found: '', path: 'body.2' },
    { name: 'an added word', from: 'same year', to: 'same long year', what: 'word', expected: '', found: 'long', path: 'body.2' },
    { name: 'two words swapped', from: 'own hands', to: 'hands own', what: 'word', path: 'body.0' },
    {
      name: 'digits that changed places',
      from: '131 bells',
      to: '113 bells',
      what: 'number',
      expected: '131',
      found: '113',
      path: 'body.2',
    },
    {
      name: 'a number of the agenda',
      from: '37 and 131',
      to: '37 and 113',
      what: 'number',
      expected: '131',
      found: '113',
      path: 'organs.0',
    },
    {
      name: 'another year in a range',
      from: '2018–2019',
      to: '2018–2020',
      what: 'number',
      expected: '2018–2019',
      found: '2018–2020',
      path: 'body.2',
    },
    {
      name: 'another date',
      from: '8 March 2019',
      to: '9 March 2019',
      what: 'date',
      expected: '8 March 2019',
      found: '9 March 2019',
      path: 'body.0',
    },
    {
      name: 'another month in the title',
      from: 'dated 17 January',
      to: 'dated 17 June',
      what: 'date',
      expected: '17 January 2020',
      found: '17 June 2020',
      path: 'letter',
    },
    {
      name: 'another symbol in the text',
      from: 'D/RES/12/7',
      to: 'D/RES/12/9',
      what: 'symbol',
      expected: 'D/RES/12/7',
      found: 'D/RES/12/9',
      path: 'body.2',
    },
    {
      name: 'another symbol in the masthead',
      from: '/2021/67"',
      to: '/2021/76"',
      what: 'symbol',
      expected: 'B/12/345–C/2021/67',
      found: 'B/12/345–C/2021/76',
      path: 'organs',
    },
    { name: 'a lost accent', from: 'Épée', to: 'Epée', what: 'word', path: 'body.3.0' },
    { name: 'a Latin letter for a Cyrillic one', from: 'Дмитрий', to: 'Дмитpий', what: 'word', path: 'body.3.0' },
    { name: 'a hyphen for a dash', from: '– not', to: '- not', what: 'word', expected: '–', found: '-', path: 'body.0' },
    {
      name: 'a plain hyphen for a no-break one',
      from: 'anti\u2011rust',
      to: 'anti-rust',
      what: 'word',
      expected: 'anti\u2011rust',
      found: 'anti-rust',
      path: 'body.2',
    },
    { name: 'straight quotation marks', from: '“every”', to: "'every'", what: 'word', path: 'body.2' },
    {
      name: 'two words run together',
      from: 'of the same',
      to: 'ofthe same',
      what: 'word',
      expected: 'of the',
      found: 'ofthe',
      path: 'body.2',
    },
    {
      name: 'a compound taken apart',
      from: 'second-hand hand',
      to: 'second- hand hand',
      what: 'word',
      expected: 'second-hand',
      found: 'second- hand',
      path: 'body.3.1',
    },
    { name: 'another label', from: '(b)', to: '(c)', what: 'word', path: 'body.3.1' },
    { name: 'a special note that was changed', from: 'technical', to: 'other', what: null, path: 'notes.0' },
    { name: 'another job line', from: '040521', to: '050521', what: 'foot', expected: '21-00417 (E)    040521', path: 'job' },
    { name: 'another status', from: 'Sample: not a document', to: 'Sample: a document', what: 'status-mark', path: 'status' },
    {
      name: 'another running symbol',
      from: '"text":"B/12/345"',
      to: '"text":"B/12/354"',
      what: 'running-head',
      expected: 'B/12/345 C/2021/67',
      path: 'organs.0.symbol',
    },
  ];
  test.each(tamperings)('fails for $name', async ({ from, to, what, expected, found, path }) => {
    const plain = JSON.stringify(specimen());
    expect(plain).toContain(from.startsWith('"') || from.endsWith('"') ? from : JSON.stringify(from).slice(1, -1));
    const { verdict, problems } = await verify(await write(alteredRaw(specimen(), from, to)));
    expect(verdict.ok).toBe(false);
    const named = problems.filter((problem) => what === null || problem.values.what === what);
    expect(named.map((problem) => problem.code)).toContain('TEXT_DIFFERS');
    expect(named[0]?.values).toMatchObject({
      format: format.toUpperCase(),
      ...(expected === undefined ? {} : { expected }),
      ...(found === undefined ? {} : { found }),
    });
    expect(named[0]?.place).toEqual({ path });
  });

  test('names two words that changed places as one difference', async () => {
    const { problems } = await verify(await write(altered(specimen(), 'own hands', 'hands own')));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.values.expected).toContain('own hands');
    expect(problems[0]?.values.found).toContain('hands own');
  });

  test('fails for another title, author or language', async () => {
    const tree = specimen();
    const bytes = await write({ ...tree, language: 'fr', properties: { ...tree.properties, title: 'Another', author: 'Another' } });
    const { problems } = await verify(bytes);
    expect(problems.map((problem) => problem.values.what)).toEqual(['title', 'author', 'language']);
  });

  test('fails when the alternative text of a code is not there', async () => {
    const { problems } = await verify(await write(altered(specimen(), 'Bar code: 2100417', 'Bar code')));
    expect(problems.map((problem) => [problem.values.what, problem.values.expected])).toEqual([['picture', 'Bar code: 2100417']]);
  });

  test('reports a file of another document in few problems', async () => {
    const { verdict, problems } = await verify(await write(specimen([])));
    expect(verdict.ok).toBe(false);
    expect(problems.length).toBeLessThanOrEqual(20);
  });

  test('reports garbage, an empty file and a cut file as unreadable or different', async () => {
    const whole = await write(specimen());
    for (const bytes of [new Uint8Array(), new TextEncoder().encode('not a document'), whole.subarray(0, whole.length >> 1)]) {
      const { verdict, problems } = await verify(bytes);
      expect(verdict.ok).toBe(false);
      expect(problems.map((problem) => problem.code)).toContain('OUTPUT_UNREADABLE');
    }
  });

  test('leaves the bytes it was given as they were', async () => {
    const bytes = await write(specimen());
    const copy = bytes.slice();
    await verify(bytes);
    expect(Buffer.compare(bytes, copy)).toBe(0);
  });
});

describe('a pdf file', () => {
  test('tells the page of a difference', async () => {
    const bytes = await plainPdf(altered(specimen(), 'A second-hand hand', 'A second-hand band'));
    const { verdict, problems } = await inPdf(bytes);
    expect(verdict.pages).toBe(2);
    expect(problems[0]?.values).toMatchObject({ file: 'letter.pdf#page=2', expected: 'hand', found: 'band' });
  });
  test('fails without its running head', async () => {
    const { problems } = await inPdf(await plainPdf(specimen(), { head: true }));
    expect(problems.map((problem) => problem.values)).toEqual([
      {
        variant: 'running-head',
        what: 'running-head',
        expected: 'B/12/345 C/2021/67',
        found: '',
        file: 'letter.pdf#page=2',
        format: 'PDF',
      },
    ]);
  });
  test('fails without its page number', async () => {
    const { problems } = await inPdf(await plainPdf(specimen(), { folioOfPage: 2 }));
    expect(problems.map((problem) => problem.values)).toEqual([
      { variant: 'folio', what: 'folio', expected: '2/2', found: '', file: 'letter.pdf#page=2', format: 'PDF' },
    ]);
  });
  test.each([1, 2])('fails when page %i does not bear the mark of its status', async (page) => {
    const { problems } = await inPdf(await plainPdf(specimen(), { markOfPage: page }));
    expect(problems.map((problem) => [problem.values.what, problem.values.file])).toEqual([['status-mark', `letter.pdf#page=${page}`]]);
  });
  test('reads a soft hyphen as nothing, since extraction drops it', async () => {
    const { problems } = await inPdf(await plainPdf(specimen()), altered(specimen(), 'mended', 'men\u00added'));
    expect(problems).toEqual([]);
  });
});

describe('a docx file', () => {
  test('may hold a title together by no-break hyphens, and nothing else', async () => {
    const written = (from: string) => plainDocx(altered(specimen(), from, from.replaceAll('-', '\u2011')));
    expect((await inDocx(await written('addressed to the Secretary-General'))).problems).toEqual([]);
    expect((await inDocx(await written('A second-hand hand'))).problems.map((problem) => problem.values.expected)).toEqual(['second-hand']);
    const pdf = await plainPdf(altered(specimen(), 'to the Secretary-General', 'to the Secretary\u2011General'));
    expect((await inPdf(pdf)).problems.map((problem) => problem.values.expected)).toEqual(['Secretary-General*']);
  });
  test('fails when one w:t of the finished file was rewritten', async () => {
    const bytes = await inParts(await plainDocx(specimen()), (name, xml) =>
      name === 'word/document.xml' ? xml.replace('131 bells', '113 bells') : xml,
    );
    const { problems } = await inDocx(bytes);
    expect(problems.map((problem) => problem.values)).toEqual([
      { variant: 'number', what: 'number', expected: '131', found: '113', file: 'letter.docx', format: 'DOCX' },
    ]);
  });
  test('fails without the head of its even pages', async () => {
    const bytes = await inParts(await plainDocx(specimen()), (name, xml) =>
      name === 'word/document.xml' ? xml.replace(/<w:headerReference w:type="even"[^>]*>/, '') : xml,
    );
    const { problems } = await inDocx(bytes);
    expect(problems.map((problem) => problem.values.what)).toEqual(['running-head']);
  });
  test('fails when a page number is typed and not a field', async () => {
    const bytes = await inParts(await plainDocx(specimen()), (name, xml) =>
      name.startsWith('word/footer') ? xml.replace(/>PAGE</, '>DATE<') : xml,
    );
    const { problems } = await inDocx(bytes);
    expect(problems.some((problem) => problem.values.what === 'folio')).toBe(true);
  });
  test('does not count hidden or deleted text', async () => {
    const bytes = await inParts(await plainDocx(specimen()), (name, xml) =>
      name === 'word/document.xml'
        ? xml.replace(
            '</w:p>',
            '<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>',
          )
        : xml,
    );
    expect((await inDocx(bytes)).problems).toEqual([]);
  });
  test('fails for text that only one version of a text box shows twice', async () => {
    const box = (word: string) => `<w:txbxContent><w:p><w:r><w:t>${word}</w:t></w:r></w:p></w:txbxContent>`;
    const bytes = await inParts(await plainDocx(specimen()), (name, xml) =>
      name === 'word/document.xml'
        ? xml.replace(
            '</w:p>',
            `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box('once')}</mc:Choice><mc:Fallback>${box('once')}</mc:Fallback></mc:AlternateContent></w:r></w:p>`,
          )
        : xml,
    );
    expect((await inDocx(bytes)).problems.map((problem) => problem.values.found)).toEqual(['once']);
  });
  test('refuses a part with a document type', async () => {
    const bytes = await inParts(await plainDocx(specimen()), (name, xml) =>
      name === 'word/document.xml' ? xml.replace('?>', '?><!DOCTYPE w [<!ENTITY a "b">]>') : xml,
    );
    expect((await inDocx(bytes)).problems.map((problem) => problem.code)).toEqual(['OUTPUT_UNREADABLE']);
  });
});

/** Like `altered`, for texts that name their place by the quotation mark of JSON. */
function alteredRaw(tree: DocumentNode, from: string, to: string): DocumentNode {
  if (!from.startsWith('"') && !from.endsWith('"')) return altered(tree, from, to);
  return { ...(JSON.parse(JSON.stringify(tree).replace(from, () => to)) as DocumentNode), properties: tree.properties };
}
