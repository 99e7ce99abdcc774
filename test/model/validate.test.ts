import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { codes } from '../../src/problem.ts';
import { plainText } from '../../src/tree/words.ts';
import { check, letter } from './house.ts';

const known = new Set(Object.keys(codes));

describe('a sound letter', () => {
  it('becomes a model with every absent value null', async () => {
    const { model, problems } = await check(letter('One paragraph.'));
    expect(problems).toEqual([]);
    expect(model).toMatchObject({
      status: 'draft',
      language: 'en',
      original: 'en',
      issued: null,
      job: null,
      qr: null,
      title: null,
      organs: [{ organ: 'security-council', session: null, year: 75, symbol: null, agenda: [] }],
      letter: { date: '2020-01-17', identical: false },
    });
  });

  it('names addressees by office, with a gender where it is given', async () => {
    const to = (given: string) => letter('Text.').replace('to: [secretary-general]', `to: ${given}`);
    const { model } = await check(to('[secretary-general, { office: security-council-president, gender: f }]'));
    expect(model?.letter.to).toEqual([
      { office: 'secretary-general', gender: null },
      { office: 'security-council-president', gender: 'f' },
    ]);
    const { problems } = await check(to('[secretary-generl, { office: nobody, gender: f }]'));
    expect(problems.map(({ code, range }) => [code, range?.start.column])).toEqual([
      ['FIELD_VALUE', 8],
      ['FIELD_VALUE', 36],
    ]);
  });

  it('breaks a title at a backslash, and at no other line end of its own', async () => {
    const { model } = await check(letter('Text.', 'title: |\n  Letter of a keeper \\\n  of sundials\n'));
    expect(model?.title).toBe('Letter of a keeper\nof sundials');
  });

  it('may end its lines as Windows does, and begin with a byte order mark', async () => {
    const { model, problems } = await check(`\ufeff${letter('One\ntwo.\n\nThree.').replaceAll('\n', '\r\n')}`);
    expect(problems).toEqual([]);
    expect(model?.body.map((block) => ('children' in block && block.type === 'paragraph' ? plainText(block.children) : ''))).toEqual([
      'One two.',
      'Three.',
    ]);
  });

  it('takes an agenda title from the session’s file', async () => {
    const text = letter('Text.').replace('organs:\n', 'organs:\n  - organ: general-assembly\n    session: 74\n    agenda: ["75"]\n');
    const { model } = await check(text);
    expect(model?.organs[0]?.agenda).toEqual([{ item: '75', title: 'Responsibility of States for internationally wrongful acts' }]);
  });
});

describe('places', () => {
  const at = async (text: string) => (await check(text)).problems.map(({ code, range }) => [code, range?.start.line, range?.start.column]);

  it('are counted in the file, whatever the indentation of the body', async () => {
    const text = letter('a <b>').replace('body: |\n  a', 'body: |\n      a');
    expect(await at(text)).toEqual([['BODY_HTML', 11, 9]]);
  });

  it('are true within an escaped text', async () => {
    expect(await at(letter('x', 'signatories:\n  - { given: "M\\u00e9\\\\ \\u0001", family: B }\n'))).toEqual([
      ['CHARACTER_CONTROL', 11, 25],
    ]);
  });

  it('are true in text that is folded over lines', async () => {
    expect(await at(letter('x', 'title: "one\n  two \\u202e"\n'))).toEqual([['CHARACTER_BIDI', 11, 7]]);
    expect(await at(letter('x', 'title: one\n  two \u202e three\n'))).toEqual([['CHARACTER_BIDI', 11, 7]]);
    expect(await at(letter('x', 'title: >-\n  one\n\n  two \u202e three\n'))).toEqual([['CHARACTER_BIDI', 13, 7]]);
  });

  it('are true after Windows line ends', async () => {
    expect(await at(letter('x\n\na <b>').replaceAll('\n', '\r\n'))).toEqual([['BODY_HTML', 13, 5]]);
  });
});

describe('links out of the folder', () => {
  it.each(['../x.pdf', '/etc/passwd', 'a/../../x.pdf', 'C:\\x.pdf', '..\\x.pdf'])('are refused: %s', async (file) => {
    const { problems } = await check(letter('x', `reproduces: { file: '${file}' }\n`));
    expect(problems.map((problem) => problem.code)).toEqual(['PATH_OUTSIDE']);
  });
});

describe('a sample', () => {
  it.each(['https://docs.un.org/en/A/74/1', 'http://UNDOCS.ORG/x', 'https://undocs.org./x'])(
    'leads to no real document: %s',
    async (address) => {
      const { problems } = await check(letter('x', `status: sample\nqr: ${address}\n`));
      expect(problems.map((problem) => problem.code)).toEqual(['QR_MISLEADING']);
    },
  );
});

describe('what would cost too much', () => {
  const told = async (text: string) => (await check(text)).problems.map(({ code, values }) => `${code} ${values.variant ?? ''}`.trim());

  it('is refused before it is read', async () => {
    expect(await told(`a: ${'['.repeat(50_000)}`)).toEqual(['YAML_TOO_DEEP']);
    expect(await told('- '.repeat(50_000))).toEqual(['YAML_TOO_DEEP']);
    expect(await told(Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join(''))).toEqual(['YAML_TOO_DEEP wide']);
    expect(await told(`a: &x 1\nb: [${'*x, '.repeat(60)}1]\n`)).toEqual(['YAML_TOO_MANY_ALIASES']);
  });

  it('is refused in the body too', async () => {
    expect(await told(letter('_a*'.repeat(10_000)))).toEqual(['BODY_CONSTRUCT marks']);
    expect(await told(letter(`${'- '.repeat(5000)}a`))).toEqual(['BODY_CONSTRUCT deep']);
    const steps = Array.from({ length: 40 }, (_, index) => `${'  '.repeat(index)}- a`).join('\n');
    expect(await told(letter(steps))).toEqual(['BODY_CONSTRUCT deep']);
  });
});

describe('any source', () => {
  it('gives problems, never an exception', async () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'binary' }),
        fc.integer(),
        fc.constant(null),
        fc.boolean(),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('date', 'from', 'organ', '__proto__', 'constructor')), tie('any'), {
          maxKeys: 3,
        }),
      ),
    })).any;
    const names = [
      'type',
      'status',
      'language',
      'organs',
      'issued',
      'job',
      'qr',
      'letter',
      'title',
      'body',
      'lines',
      'signatories',
      'notes',
      'official',
      'reproduces',
    ];
    const source = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value, { maxKeys: 8 });
    await fc.assert(
      fc.asyncProperty(source, async (data) => {
        const { model, problems } = await check(stringify({ type: 'letter', language: 'en', ...data }));
        expect(model === null || !problems.some((problem) => problem.severity === 'error')).toBe(true);
        expect(model !== null || problems.length > 0).toBe(true);
        for (const problem of problems) expect(known.has(problem.code)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('that is no YAML at all gives problems too', async () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '"', "'", '|', '>', '&', '*', '!', '#', '%', '@', '\t', '?'), {
          maxLength: 60,
        })
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(noise, async (text) => {
        expect((await check(text)).problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('that is not UTF-8 is refused', async () => {
    const { problems } = await check(new Uint8Array([0x61, 0x3a, 0x20, 0xff]));
    expect(problems.map(({ code, range }) => [code, range?.start.column])).toEqual([['FILE_ENCODING', 4]]);
  });
});

describe('the body', () => {
  /** Words that mean nothing in Markdown at a line's start, and signs that mean nothing within a line. */
  const word = fc.stringMatching(/^[A-Za-z0-9éü’“”«»–—.,;:!?%&()[\]/'"$§°=+@#^|~{}-]{1,12}$/);
  const text = fc
    .array(word, { minLength: 1, maxLength: 12 })
    .map((words) => `Text ${words.join(' ')}`)
    // What is markup by right: links, escapes, references, directives, spans.
    .filter((line) => !/\]\(|\{lang=|&[#\w]+;|\[\^|~~/.test(line));

  it('says what its source says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (paragraphs) => {
        const { model, problems } = await check(letter(paragraphs.join('\n\n')));
        expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
        expect(model?.body.map((block) => ('label' in block ? plainText(block.children) : ''))).toEqual(paragraphs);
      }),
      { numRuns: 200 },
    );
  });

  it('loses no word, whatever marks are in it', async () => {
    const mark = fc.constantFrom(
      '*',
      '**',
      '_',
      '-',
      '+',
      '1.',
      '2.',
      '7.',
      '(a)',
      '(b)',
      '(i)',
      '#',
      '##',
      '\n',
      '\n\n',
      '    ',
      '`',
      '~',
      '\\\n',
      '[',
      ']',
      ':',
    );
    const piece = fc.oneof(mark, fc.stringMatching(/^[a-z]{3,6}$/));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const body = `begin ${pieces.join(' ')}`;
        const { model, problems } = await check(letter(body));
        if (problems.some((problem) => problem.severity === 'error')) return;
        const words = (source: string) => source.match(/[a-z]{3,}/g) ?? [];
        expect(words(JSON.stringify(model?.body.map((block) => textIn(block))))).toEqual(words(body));
      }),
      { numRuns: 300 },
    );
  });
});

/** All text below a node in order, without labels. */
function textIn(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  if ('text' in node && typeof node.text === 'string') return node.text;
  return 'children' in node && Array.isArray(node.children) ? node.children.map(textIn).join(' ') : '';
}
