/** Emblems are read down to filled outlines in black and white; what cannot be printed is refused with its place. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPath, readTransform } from '../../src/layout/outline.ts';
import { pathOf, type VectorPicture } from '../../src/layout/picture.ts';
import { pictureFrom, readSvg } from '../../src/layout/svg.ts';

const svg = (inside: string, attributes = 'viewBox="0 0 100 100"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>\n${inside}\n</svg>`;

function pathsOf(text: string): string[] {
  const picture = readSvg(text);
  if ('reason' in picture) throw new Error(picture.reason);
  return picture.outlines.map(pathOf);
}
function faultOf(text: string) {
  const picture = readSvg(text);
  if (!('reason' in picture)) throw new Error('read without a fault');
  return picture;
}
/** The points a path goes through: ends of its lines and curves. */
function endsOf(data: string): [number, number][] {
  return [...data.matchAll(/[MLCQ]([^MLCQZ]*)/g)].map(([, list = '']) => {
    const numbers = list.trim().split(/\s+/).map(Number);
    return [numbers.at(-2) ?? Number.NaN, numbers.at(-1) ?? Number.NaN];
  });
}

describe('path data', () => {
  it('becomes absolute lines and curves', () => {
    expect(pathsOf(svg('<path d="M10 10h20v20H10V10zm5,5l5-5"/>'))).toEqual(['M10 10L30 10L30 30L10 30L10 10ZM15 15L20 10']);
    expect(pathsOf(svg('<path d="m10 10 20 0 0 20z"/>'))).toEqual(['M10 10L30 10L30 30Z']);
    expect(pathsOf(svg('<path d="M0 0c1 2 3 4 5 6s3 4 5 6"/>'))).toEqual(['M0 0C1 2 3 4 5 6C7 8 8 10 10 12']);
    expect(pathsOf(svg('<path d="M0 0q5 10 10 0t10 0"/>'))).toEqual(['M0 0Q5 10 10 0Q15 -10 20 0']);
  });

  it('is read as tightly as it may be written', () => {
    expect(pathsOf(svg('<path d="M.5.5-1.5-1e1,2 3"/>'))).toEqual(['M0.5 0.5L-1.5 -10L2 3']);
    expect(endsOf(pathsOf(svg('<path d="M10 0a10 10 0 01-10 10"/>'))[0] ?? '').at(-1)).toEqual([0, 10]);
  });

  it('turns arcs into curves on the ellipse', () => {
    const [data = ''] = pathsOf(svg('<circle cx="50" cy="50" r="40"/>'));
    expect(data).not.toMatch(/[Aa]/);
    const ends = endsOf(data);
    expect(ends).toHaveLength(5);
    for (const [x, y] of ends) expect(Math.hypot(x - 50, y - 50)).toBeCloseTo(40, 3);
  });

  it('that breaks the grammar is refused at its place', () => {
    for (const data of ['L1 1', 'M1', 'M1 1 X', 'M1 1 L2', 'M1 1 a1 1 0 2 0 1 1', 'M1 1 nonsense']) {
      expect(faultOf(svg(`<path d="${data}"/>`))).toMatchObject({ line: 2 });
    }
  });

  it('of any numbers ends where its commands say', () => {
    const number = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 20 }), (steps) => {
        const data = `M0 0${steps.map(([x, y]) => `l${x} ${y}`).join('')}`;
        const end = steps.reduce(([x, y], [dx, dy]) => [x + dx, y + dy], [0, 0] as [number, number]);
        expect(endsOf(readPath(data, [1, 0, 0, 1, 0, 0], 3) ?? '').at(-1)).toEqual(end);
      }),
    );
  });
});

describe('shapes and transforms', () => {
  it('reads rectangles, ellipses and polygons', () => {
    expect(pathsOf(svg('<rect x="1" y="2" width="3" height="4"/><polygon points="0,0 4,0 4,4"/>'))).toEqual([
      'M1 2L4 2L4 6L1 6Z',
      'M0 0L4 0L4 4Z',
    ]);
    expect(endsOf(pathsOf(svg('<rect width="20" height="10" rx="2"/>'))[0] ?? '')).toContainEqual([18, 0]);
    expect(endsOf(pathsOf(svg('<ellipse cx="5" cy="5" rx="4" ry="2"/>'))[0] ?? '')).toContainEqual([9, 5]);
  });

  it('applies transforms from the outside in', () => {
    expect(pathsOf(svg('<g transform="translate(10 20)"><path transform="scale(2)" d="M1 1L2 2"/></g>'))).toEqual(['M12 22L14 24']);
    expect(pathsOf(svg('<path transform="rotate(90 10 10)" d="M10 0L20 10"/>'))).toEqual(['M20 10L10 20']);
    expect(readTransform('skewX(45) matrix(1 0 0 1 3 4)')?.map((value) => Math.round(value))).toEqual([1, 0, 1, 1, 7, 4]);
    expect(readTransform('rotate(1 2)')).toBeNull();
    expect(readTransform('translate(1) nonsense')).toBeNull();
  });

  it('begins at the view box', () => {
    expect(pathsOf(svg('<path d="M10 10L20 20"/>', 'viewBox="10 10 50 25"'))).toEqual(['M0 0L10 10']);
    expect(readSvg(svg('<path d="M10 10L20 20"/>', 'width="30px" height="20"'))).toMatchObject({ width: 30, height: 20 });
  });

  it('draws what a use points at, moved', () => {
    expect(pathsOf(svg('<defs><path id="leaf" d="M0 0L1 1"/></defs><use href="#leaf" x="5" y="6"/>'))).toEqual(['M5 6L6 7']);
  });
});

describe('colours', () => {
  const greys = (inside: string) => {
    const picture = readSvg(svg(inside)) as VectorPicture;
    return picture.outlines.map((outline) => outline.grey);
  };
  const d = 'd="M0 0L1 1"';

  it('print black unless near white', () => {
    expect(
      greys(
        `<path ${d}/><path ${d} fill="#009edb"/><path ${d} fill="white"/><path ${d} fill="#fefefe"/><path ${d} fill="rgb(250,250,250)"/>`,
      ),
    ).toEqual([0, 0, 1, 1, 1]);
  });

  it('come from the style before the attribute, and from what stands around', () => {
    expect(greys(`<g fill="white"><path ${d}/><path ${d} fill="white" style="fill:#123456;fill-rule:evenodd"/></g>`)).toEqual([1, 0]);
  });

  it('of nothing draw nothing', () => {
    expect(greys(`<path ${d} fill="none"/><path ${d} opacity="0"/><g style="display:none"><path ${d}/></g><path ${d}/>`)).toEqual([0]);
  });
});

describe('refused are', () => {
  it.each([
    ['scripts', '<script>alert(1)</script>', 'script'],
    ['scripts in disguise', '<x:script xmlns:x="http://www.w3.org/2000/svg"/>', 'x:script'],
    ['scripts within definitions', '<defs><script/></defs>', 'script'],
    ['foreign objects', '<foreignObject/>', 'foreignObject'],
    ['pictures within the picture', '<image href="#a"/>', 'image'],
    ['style sheets', '<style>path{fill:url(http://example.org)}</style>', 'style'],
    ['events', '<path onclick="x()" d="M0 0L1 1"/>', 'onclick'],
    ['references to the outside', '<use href="other.svg#a"/>', 'outside'],
    [
      'references to the outside by the older name',
      '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://example.org/a.svg#a"/>',
      'outside',
    ],
    ['paint from elsewhere', '<path style="fill:url(#gradient)" d="M0 0L1 1"/>', 'style'],
    ['references to nothing', '<use href="#none"/>', 'finds nothing'],
    ['strokes', '<g stroke="black"><path d="M0 0L1 1"/></g>', 'strokes'],
    ['text', '<text>A</text>', 'text'],
    ['colours that cannot be read', '<path fill="hsl(1,2,3)" d="M0 0L1 1"/>', 'colour'],
    ['nothing at all', '<title>Nothing</title>', 'shows nothing'],
  ])('%s', (_, inside, word) => {
    const fault = faultOf(svg(inside));
    expect(fault.reason).toContain(word);
    expect(fault.line).toBeGreaterThan(0);
  });

  it.each([
    ['a document type', `<!DOCTYPE svg>${svg('<path d="M0 0"/>')}`],
    ['an entity of its own', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('<title>&a;</title>')}`],
    ['an entity nobody declared', svg('<title>&nbsp;</title>')],
    ['XML that breaks off', '<svg xmlns="http://www.w3.org/2000/svg"><g>'],
    ['another language', '<html><body/></html>'],
    ['a picture without a size', svg('<path d="M0 0L1 1"/>', '')],
    ['a picture of no size', svg('<path d="M0 0L1 1"/>', 'viewBox="0 0 0 10"')],
    ['elements nested without end', `<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(100)}${'</g>'.repeat(100)}</svg>`],
  ])('%s', (_, text) => {
    expect(faultOf(text).reason).not.toBe('');
  });

  it('uses that lead to each other', () => {
    expect(faultOf(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')).reason).toContain('too often');
  });

  it('uses that multiply', () => {
    const levels = Array.from({ length: 7 }, (_, index) => `<g id="l${index + 1}">${`<use href="#l${index}"/>`.repeat(10)}</g>`).join('');
    expect(faultOf(svg(`<defs><path id="l0" d="M0 0L1 1"/>${levels}</defs><use href="#l7"/>`)).reason).toContain('too many');
  });
});

describe('any text', () => {
  it('gives a picture or a fault, never an exception', () => {
    const piece = fc.constantFrom(
      '<g>',
      '</g>',
      '<path d="M0 0 10 10"/>',
      '<path d="',
      'a1 1 0 0 1',
      '"/>',
      '<use href="#a"/>',
      '<rect width="1e9"',
      ' height="-3"/>',
      '&amp;',
      '&#0;',
      '\u0000',
      'M1e999 1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const picture = readSvg(svg(pieces.join('')));
        expect('reason' in picture || picture.outlines.length > 0).toBe(true);
      }),
    );
  });
});

describe('raster pictures', () => {
  const chunk = (name: string, content: number[]) => [
    0,
    0,
    0,
    content.length,
    ...[...name].map((letter) => letter.charCodeAt(0)),
    ...content,
    0,
    0,
    0,
    0,
  ];
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const header = (width: number, height: number) =>
    chunk('IHDR', [0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255, 8, 2, 0, 0, 0]);
  const png = (...chunks: number[][]) => new Uint8Array([...signature, ...chunks.flat()]);
  const jpeg = (width: number, height: number, frame = 0xc0) =>
    new Uint8Array([
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      1,
      2,
      0xff,
      frame,
      0,
      11,
      8,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      1,
      1,
      0x11,
      0,
      0xff,
      0xd9,
    ]);

  it('are known by their first bytes, whatever their name', () => {
    expect(pictureFrom(png(header(300, 200), chunk('IDAT', [1]), chunk('IEND', [])), 'emblem.svg')).toMatchObject({
      format: 'png',
      width: 300,
      height: 200,
    });
    expect(pictureFrom(jpeg(640, 480), 'emblem.png')).toMatchObject({ format: 'jpeg', width: 640, height: 480 });
    expect(pictureFrom(jpeg(64, 48, 0xc2), 'emblem.jpg')).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
  });

  it('are refused in the colours of print, which an archival file in sRGB may not hold', () => {
    const four = jpeg(64, 48);
    four[17] = 4;
    expect(pictureFrom(four, 'emblem.jpg')).toEqual({ reason: expect.stringContaining('save it in RGB or grey') });
  });

  it.each([
    ['cut off within a chunk', png(header(3, 2)).subarray(0, 20)],
    ['without pixels', png(header(3, 2), chunk('IEND', []))],
    ['without a header', png(chunk('IDAT', [1]), chunk('IEND', []))],
    ['without an end', png(header(3, 2), chunk('IDAT', [1]))],
    ['of no width', png(header(0, 2), chunk('IDAT', [1]), chunk('IEND', []))],
    ['larger than any paper', png(header(60000, 60000), chunk('IDAT', [1]), chunk('IEND', []))],
    ['cut off before the frame', jpeg(3, 2).subarray(0, 10)],
    ['cut off behind the frame', jpeg(3, 2).subarray(0, -2)],
    ['without loss, which printers of PDF do not know', jpeg(3, 2, 0xc3)],
    ['of bytes that are no picture', new Uint8Array([0xff, 0xfe, 0x00, 0x01])],
    ['of words', new TextEncoder().encode('not a picture')],
    ['of nothing', new Uint8Array(0)],
  ])('%s are refused', (_, bytes) => {
    expect(pictureFrom(bytes, 'emblem.png')).toHaveProperty('reason');
  });
});

it('the recycling sign of the templates can be read', () => {
  const file = readFileSync(path.resolve(import.meta.dirname, '../../templates/pictures/recycle.svg'));
  const picture = pictureFrom(new Uint8Array(file), 'recycle.svg') as VectorPicture;
  expect([picture.width, picture.height, picture.outlines.length]).toEqual([18, 18.2, 12]);
});
