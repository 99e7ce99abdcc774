/**
 * What leaves the house: comments of a source, and what translators noted in a catalogue, are in no file that is mailed; they
 * travel only where somebody asks for the sources to be attached.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuildOptions, build, type Output } from '../../src/index.ts';
import { scratch } from '../command.ts';
import { PdfFile, readPages } from './operators.ts';

const source = `# Zebra says: ask the desk again.
type: letter
status: sample
language: en
organs:
  - { organ: general-assembly, session: 80, symbol: A/80/99999, agenda: [] } # Zebra: not sure
letter:
  date: 2025-03-03
  from:
    - { office: permanent-representative, of: XA, gender: f }
  to: [secretary-general]
signatories:
  - { given: Maria, family: Sample, titles: [Ambassador] }
body: |
  The meeting was held in the garden.
# Zebra again
`;
const catalogue = `# Giraffe: to be revised
language: fr
status: unofficial
units:
  body.1:
    text: "La réunion s’est tenue dans le jardin." # Giraffe: really?
    from: "00000000"
    source: "The zookeeper met in the garden."
    state: revised
    by: "Jean Ostrich"
    on: 2025-03-04
    note: "Penguin: the desk prefers another word."
`;
const secrets = /zebra|giraffe|ostrich|penguin|zookeeper|2025-03-04|20250304/i;

const digest = ({ bytes }: Output) => createHash('sha256').update(bytes).digest('hex');

const { folder, remove } = scratch();
afterAll(remove);
const home = folder();
const letter = path.join(home, 'content/letter');
mkdirSync(letter, { recursive: true });
writeFileSync(path.join(letter, 'letter.yaml'), source);
writeFileSync(path.join(letter, 'fr.yaml'), catalogue);

async function made(options: Partial<BuildOptions>): Promise<readonly Output[]> {
  const { documents, problems } = await build(['content/letter'], { cwd: home, ...options });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return documents.flatMap(({ outputs }) => outputs);
}

/** Everything a PDF file holds that can be read: its bytes, streams inflated, strings decoded, and what its pages show. */
function readable(bytes: Uint8Array): string {
  const file = new PdfFile(bytes);
  const raw = Buffer.from(bytes).toString('latin1');
  const streams = file.objectNumbers.flatMap((number) => {
    try {
      return [file.stream({ ref: number }).bytes.toString('utf8')];
    } catch {
      return [];
    }
  });
  const strings = [...raw.matchAll(/<feff([\da-f]*)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le'));
  const pages = readPages(bytes).map(({ texts }) => texts.map(({ text }) => text).join(''));
  return [raw, ...streams, ...strings, ...pages].join('\n');
}

describe('a file that is mailed', () => {
  let outputs: readonly Output[];
  beforeAll(async () => {
    outputs = await made({});
  });

  it('is one of each usual format in each language', () => {
    expect(outputs.map(({ format, language }) => `${format} ${language}`)).toEqual(['pdf en', 'docx en', 'pdf fr', 'docx fr']);
  });

  it('holds no comment, no translator and no note of one: PDF', () => {
    for (const { bytes } of outputs.filter(({ format }) => format === 'pdf')) {
      const text = readable(bytes);
      // The search finds what is there.
      for (const present of [/Maria.*Sample/, /held in the garden|dans le jardin/]) expect(text.match(present)).not.toBeNull();
      expect(text.match(secrets)).toBeNull();
    }
  });

  it('holds no comment, no translator and no note of one: Word', () => {
    for (const { bytes } of outputs.filter(({ format }) => format === 'docx')) {
      const parts = Object.values(unzipSync(bytes)).map((part) => strFromU8(part));
      expect(parts.join('\n').match(/held in the garden|dans le jardin/)).not.toBeNull();
      expect(parts.join('\n').match(secrets)).toBeNull();
    }
  });

  it('holds no comment, no translator and no note of one: every other format and record', async () => {
    const others = (await made({ format: ['all'] })).filter(({ format }) => !['pdf', 'docx'].includes(format));
    expect(others.length).toBeGreaterThan(2);
    for (const { bytes, fileName } of others) expect(Buffer.from(bytes).toString('utf8').match(secrets), fileName).toBeNull();
  });

  it('has nothing attached, and says it is of part 2', () => {
    for (const { bytes } of outputs.filter(({ format }) => format === 'pdf')) {
      expect(new PdfFile(bytes).catalog.has('AF')).toBe(false);
      expect(Buffer.from(bytes).toString('latin1')).toContain('<pdfaid:part>2</pdfaid:part>');
    }
  });
});

describe('a file with its sources', () => {
  const attached = (bytes: Uint8Array) => {
    const file = new PdfFile(bytes);
    const files = file.list(file.catalog.get('AF')).map((one) => {
      const specification = file.dict(one);
      const content = file.stream(file.dict(specification.get('EF')).get('F'));
      return [
        file.text(specification.get('UF')),
        [file.name(specification.get('AFRelationship')), file.name(content.dict.get('Subtype')), content.bytes.toString('utf8')],
      ] as const;
    });
    return Object.fromEntries(files);
  };

  it('is of part 3 and holds them as they lie in the folder, comments and all', async () => {
    const [english, french] = await made({ format: ['pdf'], attach: true });
    for (const output of [english, french])
      expect(Buffer.from(output?.bytes ?? []).toString('latin1')).toContain('<pdfaid:part>3</pdfaid:part>');
    const inEnglish = attached(english?.bytes ?? new Uint8Array());
    expect(inEnglish['letter.yaml']).toEqual(['Source', 'application/yaml', source]);
    expect(Object.keys(inEnglish)).not.toContain('fr.yaml');
    const inFrench = attached(french?.bytes ?? new Uint8Array());
    expect(inFrench['letter.yaml']?.[2]).toBe(readFileSync(path.join(letter, 'letter.yaml'), 'utf8'));
    expect(inFrench['fr.yaml']).toEqual(['Source', 'application/yaml', catalogue]);
  });

  it('holds the version as Akoma Ntoso too, the very file a build makes, without a comment', async () => {
    for (const lang of ['en', 'fr']) {
      const [withSources, akn] = await made({ format: ['pdf', 'akn'], lang: [lang], attach: true });
      const [relationship, mime, text] = attached(withSources?.bytes ?? new Uint8Array())[akn?.fileName ?? ''] ?? [];
      expect([relationship, mime]).toEqual(['Alternative', 'application/akn+xml']);
      expect(text).toBe(Buffer.from(akn?.bytes ?? []).toString('utf8'));
      expect(text?.match(/held in the garden|dans le jardin/)).not.toBeNull();
      expect(text?.match(secrets)).toBeNull();
    }
  });

  it('is the same from any folder', async () => {
    const elsewhere = path.join(folder(), 'a folder/of “other” depth');
    cpSync(home, elsewhere, { recursive: true });
    const options = { format: ['pdf'], attach: true, bleed: true, cropMarks: true };
    expect((await made({ ...options, cwd: elsewhere })).map(digest)).toEqual((await made(options)).map(digest));
  });

  it('shows the same pages as the one that is mailed, paper for the printer apart', async () => {
    const [mailed] = await made({ format: ['pdf'], lang: ['en'] });
    const [printed] = await made({ format: ['pdf'], lang: ['en'], attach: true, bleed: 5, cropMarks: true });
    const pages = (output: Output | undefined) => readPages(output?.bytes ?? new Uint8Array());
    const withoutMarks = pages(printed).map((page) => ({ ...page, rules: page.rules.filter(({ mark }) => mark?.type !== 'Page') }));
    expect(withoutMarks).toEqual(pages(mailed));
    const bleed = new PdfFile(printed?.bytes ?? new Uint8Array()).pages[0]?.get('BleedBox');
    // 5 mm are 14.173 points.
    expect(bleed).toEqual([-14.173, -14.173, 626.173, 806.173]);
  });

  it('has the house’s measures where none is given', async () => {
    const [printed] = await made({ format: ['pdf'], lang: ['en'], bleed: true, cropMarks: true });
    const [page] = new PdfFile(printed?.bytes ?? new Uint8Array()).pages;
    expect([page?.get('BleedBox'), page?.get('MediaBox')]).toEqual([
      [-8.504, -8.504, 620.504, 800.504],
      [-25.504, -25.504, 637.504, 817.504],
    ]);
  });
});
