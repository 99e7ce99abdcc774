/**
 * The user's own emblem in finished files: an SVG, a PNG or a JPEG, given by option or by configuration, stands in its box of
 * the masthead; what is no picture, or no safe one, is refused and leaves earlier outputs as they were.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unzip } from '../src/deflate.ts';
import { circulate, copyDocument, filesBelow, scratch } from './command.ts';
import { type RuleReading, readPage } from './pdf/operators.ts';

/** The box, in points from the page's top left corner (layout.md §3). */
const box = { x: 64.7, y: 71.3, width: 56.1, height: 47 };
const tolerance = 0.5;
const emuOfPoint = 12_700;

const { folder, remove } = scratch();
afterAll(remove);

/** Twice as wide as high, and once as wide as high: the box is 1.19 times as wide as high. */
const svg = (width: number, height: number, inside = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${inside}<rect width="${width}" height="${height}"/><circle cx="${width / 2}" cy="${height / 2}" r="10" fill="#fff"/></svg>\n`;
function png(width: number, height: number): Uint8Array {
  return encode({ width, height, channels: 3, depth: 8, data: new Uint8Array(width * height * 3).fill(64) });
}
function jpeg(width: number, height: number): Uint8Array {
  const canvasOf = createRequire(createRequire(import.meta.url).resolve('pdf-parse'));
  const { createCanvas } = canvasOf('@napi-rs/canvas') as {
    createCanvas: (
      width: number,
      height: number,
    ) => {
      getContext: (kind: '2d') => { fillStyle: string; fillRect: (x: number, y: number, width: number, height: number) => void };
      toBuffer: (type: 'image/jpeg') => Buffer;
    };
  };
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#336699';
  context.fillRect(0, 0, width, height);
  return canvas.toBuffer('image/jpeg');
}

/** A user's folder with one document. */
function home(): string {
  const made = folder();
  copyDocument('content/sample-letter', made, 'sample');
  return made;
}
async function made(at: string, args: readonly string[]): Promise<{ pdf: Buffer; docx: Buffer }> {
  const { exit, stderr } = await circulate(['build', ...args], at);
  expect(exit, stderr).toBe(0);
  const files = [...filesBelow(path.join(at, 'output'))];
  const ending = (format: string) => {
    const found = files.find(([name]) => name.endsWith(`.${format}`));
    if (!found) throw new Error(`no ${format}`);
    return found[1];
  };
  return { pdf: ending('pdf'), docx: ending('docx') };
}

/** Where the PDF paints the emblem, and as what. */
function inPdf(pdf: Buffer): { type: string; place: RuleReading } {
  const pictures = readPage(new Uint8Array(pdf), 1).pictures.filter((picture) => picture.x < 130 && picture.y < 130);
  expect(pictures).toHaveLength(1);
  const [picture] = pictures;
  if (!picture) throw new Error('no emblem');
  const outlines = picture.type === 'form' ? picture.outlines : [{ ...picture, grey: 0 }];
  const x = Math.min(...outlines.map((one) => one.x));
  const y = Math.min(...outlines.map((one) => one.y));
  const end = Math.max(...outlines.map((one) => one.x + one.width));
  const foot = Math.max(...outlines.map((one) => one.y + one.height));
  return { type: picture.type, place: { x, y, width: end - x, height: foot - y, grey: 0, mark: null } };
}

/** The emblem's drawing in the Word file's first head: its size in points, the words for it, the file's endings. */
function inDocx(docx: Buffer): { width: number; height: number; alt: string; files: string[] } {
  const parts = unzip(new Uint8Array(docx));
  const text = (name: string) => new TextDecoder().decode(parts.get(name));
  for (const name of [...parts.keys()].filter((one) => /^word\/header\d\.xml$/.test(one))) {
    const drawing = [...text(name).matchAll(/<w:drawing>.*?<\/w:drawing>/gs)]
      .map(([found]) => found)
      .find((found) => found.includes('<pic:pic'));
    if (!drawing) continue;
    const extent = /<wp:extent cx="(\d+)" cy="(\d+)"\/>/.exec(drawing);
    const relations = text(`word/_rels/${path.basename(name)}.rels`);
    const files = [...drawing.matchAll(/r:embed="([^"]+)"/g)].map(
      ([, id]) =>
        new RegExp(`Id="${id}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${id}"`).exec(relations)?.slice(1).find(Boolean) ?? '',
    );
    for (const file of files) expect(parts.has(`word/${file}`), file).toBe(true);
    return {
      width: Number(extent?.[1]) / emuOfPoint,
      height: Number(extent?.[2]) / emuOfPoint,
      alt: /<wp:docPr [^>]*descr="([^"]*)"/.exec(drawing)?.[1] ?? '',
      files: files.map((file) => path.extname(file)).sort(),
    };
  }
  throw new Error('no drawing in any head');
}

function near(actual: number, expected: number, what: string): void {
  expect(Math.abs(actual - expected), `${what}: ${actual.toFixed(2)}, expected ${expected.toFixed(2)}`).toBeLessThanOrEqual(tolerance);
}

const shapes = [
  ['a wide picture', 200, 100],
  ['a square picture', 100, 100],
  ['a tall picture', 60, 120],
] as const;
const kinds = [
  ['SVG', 'emblem.svg', (width: number, height: number) => Buffer.from(svg(width, height)), 'form', ['.png', '.svg']],
  ['PNG', 'emblem.png', png, 'image', ['.png']],
  ['JPEG', 'emblem.jpg', jpeg, 'image', ['.jpg']],
] as const;

describe.each(kinds)('an emblem as %s', (_, name, draw, type, files) => {
  it.each(shapes)('of %s stands whole in the middle of its box', async (_shape, width, height) => {
    const at = home();
    writeFileSync(path.join(at, name), draw(width, height));
    const { pdf, docx } = await made(at, ['--emblem', name]);

    const scale = Math.min(box.width / width, box.height / height);
    const { type: drawn, place } = inPdf(pdf);
    expect(drawn).toBe(type);
    near(place.width, width * scale, 'width in the PDF');
    near(place.height, height * scale, 'height in the PDF');
    near(place.x + place.width / 2, box.x + box.width / 2, 'middle across');
    near(place.y + place.height / 2, box.y + box.height / 2, 'middle down');

    const word = inDocx(docx);
    near(word.width, width * scale, 'width in Word');
    near(word.height, height * scale, 'height in Word');
    expect(word.alt).toMatch(/emblem/i);
    expect(word.files).toEqual(files);
  });
});

describe('the configuration', () => {
  it('names the emblem of every document, and the option wins over it', async () => {
    const at = home();
    writeFileSync(path.join(at, 'wide.png'), png(200, 100));
    writeFileSync(path.join(at, 'square.png'), png(100, 100));
    writeFileSync(path.join(at, 'circulate.config.yaml'), 'emblem: wide.png\n');
    near(inPdf((await made(at, [])).pdf).place.width, box.width, 'width by configuration');
    near(inPdf((await made(at, ['--emblem', 'square.png'])).pdf).place.width, box.height, 'width by option');
  });

  it('may name none: the box stays empty, and no picture pretends to be one', async () => {
    const at = home();
    const { pdf, docx } = await made(at, []);
    expect(readPage(new Uint8Array(pdf), 1).pictures.filter((picture) => picture.x < 130 && picture.y < 130)).toEqual([]);
    expect(() => inDocx(docx)).toThrow('no drawing in any head');
  });
});

describe('a picture that is refused', () => {
  const refused: readonly (readonly [string, string, Uint8Array | string, RegExp])[] = [
    ['an SVG with a script', 'a.svg', svg(10, 10, '<script>alert(1)</script>'), /script/],
    ['an SVG that runs something', 'b.svg', svg(10, 10).replace('<rect', '<rect onclick="alert(1)"'), /onclick/],
    [
      'an SVG with an entity',
      'c.svg',
      `<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n${svg(10, 10, '<title>&a;</title>')}`,
      /document type|DOCTYPE|entit/i,
    ],
    ['an SVG with a picture from elsewhere', 'd.svg', svg(10, 10, '<image href="https://sample.invalid/a.png"/>'), /image|outside/],
    ['an SVG that uses another file', 'e.svg', svg(10, 10, '<use href="other.svg#a"/>'), /href|outside|other\.svg/],
    ['an SVG whose style fetches', 'f.svg', svg(10, 10, '<style>@import url(https://sample.invalid/a.css);</style>'), /style/],
    [
      'an SVG filled from elsewhere',
      'g.svg',
      svg(10, 10).replace('<rect', '<rect fill="url(https://sample.invalid/a.svg#b)"'),
      /url|outside/,
    ],
    ['a file too large', 'h.svg', svg(10, 10, `<desc>${'a'.repeat(8_000_001)}</desc>`), /larg/],
    ['a text', 'i.txt', 'no picture\n', /neither/],
    ['a PNG cut short', 'j.png', png(10, 10).slice(0, 60), /PNG/],
    ['a JPEG cut short', 'k.jpg', jpeg(10, 10).slice(0, 30), /JPEG/],
  ];

  let at: string;
  let before: ReadonlyMap<string, Buffer>;
  beforeAll(async () => {
    at = home();
    await made(at, []);
    before = filesBelow(path.join(at, 'output'));
    expect(before.size).toBe(2);
  });

  it.each(refused)('%s ends with exit 3 and leaves what was made before', async (_, name, bytes, reason) => {
    writeFileSync(path.join(at, name), bytes);
    const { exit, stderr } = await circulate(['build', '--emblem', name], at);
    expect(stderr).toMatch(/error EMBLEM_INVALID/);
    expect(stderr).toContain(name);
    expect(stderr).toMatch(reason);
    expect(exit).toBe(3);
    expect(filesBelow(path.join(at, 'output'))).toEqual(before);
  });

  it('is told when it is not there', async () => {
    const { exit, stderr } = await circulate(['build', '--emblem', 'nowhere.svg'], at);
    expect(stderr).toMatch(/error FILE_UNREADABLE/);
    expect(exit).toBe(8);
    expect(filesBelow(path.join(at, 'output'))).toEqual(before);
  });
});
