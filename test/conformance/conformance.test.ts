import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPdf, inspectPdf } from '../../src/conformance/check.ts';
import { clauseOf, type Rule, rules } from '../../src/conformance/finding.ts';
import { loadMessages } from '../../src/messages.ts';
import { breakages } from './break.ts';
import { bases } from './breakage.ts';
import { brokenFile, goodFile, sampleFile } from './broken.ts';
import { Editable, name } from './editable.ts';

const sample = await sampleFile();

describe('the check of a finished file', () => {
  it.each(Object.keys(bases) as (keyof typeof bases)[])('finds nothing in a good file: %s', (base) => {
    expect(checkPdf(goodFile(sample, base))).toEqual([]);
  });

  it.each(breakages.map((breakage) => [breakage.what, breakage] as const))('finds %s', (_, breakage) => {
    const found = checkPdf(brokenFile(sample, breakage));
    const { rule, also = [] } = breakage;
    expect([...new Set(found.map((finding) => finding.rule))].sort()).toEqual([rule, ...also].sort());
  });

  it.each(breakages.map((breakage) => [breakage.what, breakage] as const))('finds it in a file written otherwise: %s', (_, breakage) => {
    const rulesOf = (bytes: Uint8Array) => checkPdf(bytes).map(({ rule, page, element }) => `${rule} ${page} ${element}`);
    const otherwise = brokenFile(sample, {
      ...breakage,
      edit: (file) => {
        breakage.edit(file);
        writeOtherwise(file);
      },
    });
    expect(new Set(rulesOf(otherwise))).toEqual(new Set(rulesOf(brokenFile(sample, breakage))));
  });

  it.each([
    ['a character XML has not', '>circulate</pdf:Producer>', '>circula\x01e</pdf:Producer>', 'metadata-syntax'],
    ['the end of a section', '>circulate</pdf:Producer>', '>circu]]></pdf:Producer>', 'metadata-syntax'],
    ['an entity nobody declared', '>circulate</pdf:Producer>', '>circ&own;</pdf:Producer>', 'metadata-syntax'],
    ['another text', '>circulate</pdf:Producer>', '>elsewhere</pdf:Producer>', 'information-differs'],
    ['no text', '>A</pdfaid:conformance>', '></pdfaid:conformance>', 'identifier-archive'],
    ['an attribute', 'xml:lang="x-default"', 'xml:lang="x-derault"', 'metadata-value'],
    ['text where there was none', '<rdf:Alt><', '<rdf:Alt>&own;<', 'metadata-syntax'],
  ])('reads a packet that differs from the one before in %s', (_, before, after, rule) => {
    const file = new Editable(sample);
    for (const part of file.objects.values()) if (part.stream?.includes('</x:xmpmeta>')) part.stream = part.stream.replace(before, after);
    expect(checkPdf(sample)).toEqual([]);
    expect(checkPdf(file.write()).map((finding) => finding.rule)).toContain(rule);
    expect(checkPdf(sample)).toEqual([]);
  });

  it('names the clause of the part the file claims', () => {
    const attached = breakages.find(({ rule }) => rule === 'attachment-relation');
    if (!attached) throw new Error('no such breakage');
    expect(checkPdf(brokenFile(sample, attached)).map(({ clause }) => clause)).toEqual(['ISO 19005-3, 6.8']);
  });

  it('has words for every rule, and every rule a clause', async () => {
    const { words } = await loadMessages(null);
    const named = Object.keys(words).filter((name) => name.startsWith('rule-'));
    expect(named.sort()).toEqual(
      Object.keys(rules)
        .map((rule) => `rule-${rule}`)
        .sort(),
    );
    for (const rule of Object.keys(rules) as Rule[]) expect(clauseOf(rule, 2)).toMatch(/^ISO \d+-\d, \d/);
  });

  it('says what a file conforms to only if it finds nothing', () => {
    expect(inspectPdf(goodFile(sample, 'attached')).identifiers).toEqual(['PDF/A-3a', 'PDF/UA-1']);
    const broken = breakages.find(({ rule }) => rule === 'figure-text');
    expect(broken && inspectPdf(brokenFile(sample, broken)).identifiers).toEqual([]);
  });
});

/** The same content and metadata with comments in them, so that nothing is read by the stretch. */
function writeOtherwise(file: Editable): void {
  for (const part of file.objects.values()) {
    if (part.stream?.includes(' BDC\n')) part.stream = part.stream.replace(/(?<=\s)(?:BDC|EMC|BT|ET|Td|TJ|Tf|re)(?=\s)/g, '%\n$&');
    if (part.stream?.includes('</x:xmpmeta>')) part.stream = part.stream.replace('</x:xmpmeta>', '<!-- here it ends -->$&');
  }
}

describe('any bytes', () => {
  const compressed = deflated(sample);
  const answers = (bytes: Uint8Array) => {
    expect(Array.isArray(checkPdf(bytes))).toBe(true);
  };

  it('are answered', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(checkPdf(bytes)).not.toEqual([]);
      }),
    );
  });

  it('are answered when some of a good file are changed', () => {
    const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('<>[]()/ 0R%\n'))));
    fc.assert(
      fc.property(fc.boolean(), fc.array(change, { minLength: 1, maxLength: 12 }), (small, changes) => {
        const bytes = Uint8Array.from(small ? compressed : sample);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        answers(bytes);
      }),
      { numRuns: 150 },
    );
  });

  it('are answered when words of a good file are exchanged', () => {
    const words = [
      ...new Set(
        Buffer.from(sample)
          .toString('latin1')
          .match(/\/[A-Z]\w+|\b\d+ 0 R\b|\bendobj\b|\bnull\b/g),
      ),
    ];
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...words), (at, word) => {
        const text = Buffer.from(sample).toString('latin1');
        const places = [...text.matchAll(/\/[A-Z]\w+|\b\d+ 0 R\b/g)];
        const place = places[at % places.length];
        if (!place) throw new Error('no word');
        // Of the same length, so that the table stays right.
        const put = word.slice(0, place[0].length).padEnd(place[0].length, ' ');
        answers(Buffer.from(text.slice(0, place.index) + put + text.slice(place.index + put.length), 'latin1'));
      }),
      { numRuns: 150 },
    );
  });

  it('that unpack to more than anybody can read are refused', () => {
    const file = new Editable(sample);
    const bomb = deflateSync(Buffer.alloc(60 * 1024 * 1024)).toString('latin1');
    for (let count = 0; count < 6; count++) file.add(new Map([['Filter', name('FlateDecode')]]), bomb);
    expect(checkPdf(file.write()).map(({ rule }) => rule)).toEqual(['unreadable']);
  });

  it('of a good file that is cut are never passed', () => {
    fc.assert(
      fc.property(fc.nat(sample.length - 2), (length) => {
        expect(checkPdf(sample.subarray(0, length))).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** The same file with its streams deflated. */
function deflated(bytes: Uint8Array): Uint8Array {
  const file = new Editable(bytes);
  for (const part of file.objects.values()) {
    if (part.stream === null || !(part.value instanceof Map) || part.value.get('Subtype') !== undefined) continue;
    part.value.set('Filter', name('FlateDecode'));
    part.stream = deflateSync(Buffer.from(part.stream, 'latin1')).toString('latin1');
  }
  return file.write();
}
