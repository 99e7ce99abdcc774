/**
 * Faults of syntax in files that people write: each is told once, where it stands, whatever else is wrong in the file.
 */
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../src/source.ts';

const letter = `type: letter
status: draft
organs:
  - organ: general-assembly
    session: 74
    agenda:
      - item: "32"
        title: Sundials
  - organ: security-council
    year: 75
letter:
  date: 2020-01-17
  from:
    - { office: permanent-representative, of: XA }
  to: [secretary-general]
notes:
- on: title
  text: "Reissued for technical reasons"
body: |
  The keepers of sundials met.

  1. Dials are listed: with their places.

     Their names follow
annexes:
  - title: Dials
    body: |
      - Old: dial
`;
const lines = letter.split('\n');

/** What is told of a text, as "line CODE". */
function toldOf(text: string): string[] {
  const told: string[] = [];
  parseYaml(text, 'letter.yaml', (code, place) => told.push(`${'range' in place ? place.range.start.line : ''} ${code}`));
  return told;
}

/** Mistakes that leave the rest of a file as it was, each with the lines where it is one. */
const mistakes: Record<string, readonly [(line: string) => string, readonly number[]]> = {
  'no colon': [(line) => line.replace(': ', ' '), [2, 5, 10, 12, 15, 27]],
  'a second colon': [(line) => `${line.trimEnd()}: more`, [2, 4, 5, 8, 9, 10, 12, 26]],
  'a quotation mark that is not closed': [(line) => line.replace(': ', ': "'), [2, 4, 5, 8, 9, 10, 12, 26]],
  'a bracket that is not closed': [(line) => line.slice(0, -1), [14, 15]],
  'a tab': [(line) => line.replace(/^ +/, '\t'), [4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 18, 20, 26, 27, 28]],
  'one space too few': [(line) => line.slice(1), [5, 8, 10, 15, 18, 27]],
  'a printed dash': [(line) => line.replace('-', '–'), [4, 9, 14, 26]],
};
const single = Object.entries(mistakes).flatMap(([name, [make, places]]) => places.map((number) => ({ name, number, make })));

function withMistakes(made: readonly { number: number; make: (line: string) => string }[]): string {
  const wrong = [...lines];
  for (const { number, make } of made) wrong[number - 1] = make(wrong[number - 1] ?? '');
  return wrong.join('\n');
}

/** The entries of the letter's own level, by the line each begins with. */
const begins = [1, 2, 3, 11, 16, 19, 25];
const entryOf = (number: number) => begins.findLast((first) => first <= number) ?? 0;

describe('a file that cannot be read', () => {
  it('is one with a mistake', () => {
    expect(toldOf(letter)).toEqual([]);
  });

  it.each(single)('tells $name in line $number, and nothing that follows from it', ({ number, make }) => {
    const told = toldOf(withMistakes([{ number, make }]));
    expect(told).toHaveLength(1);
    // The library stumbles over a line that stands less far in than it should, or over the one before or after it.
    expect(Math.abs(Number.parseInt(told[0] ?? '', 10) - number)).toBeLessThanOrEqual(1);
  });

  it('tells of two mistakes in different entries what is told of each alone', () => {
    const alone = single.map((mistake) => ({ ...mistake, told: toldOf(withMistakes([mistake])) }));
    for (const one of alone)
      for (const other of alone)
        if (entryOf(one.number) < entryOf(other.number))
          expect(toldOf(withMistakes([one, other])).sort()).toEqual([...one.told, ...other.told].sort());
  });

  it('tells of two entries of a list what is told of each alone', () => {
    const [first, second] = [single.find(({ number }) => number === 5), single.find(({ number }) => number === 10)];
    if (!first || !second) throw new Error('no such mistakes');
    expect(toldOf(withMistakes([first, second]))).toEqual(['5 YAML_SYNTAX', '10 YAML_SYNTAX']);
  });

  it('tells of every line that begins with a tab', () => {
    const tabbed = ['letter:', '\tdate: 2020-01-17', '\tplace: here', '\t\tto: somebody', 'status: draft'].join('\n');
    expect(toldOf(tabbed)).toEqual(['2 YAML_SYNTAX', '3 YAML_SYNTAX', '4 YAML_SYNTAX']);
  });

  it('tells of a name that is repeated beside an entry that cannot be read', () => {
    expect(toldOf('status: draft\ntitle: a: b\nlanguage: en\nstatus: sample\n').sort()).toEqual(['2 YAML_SYNTAX', '4 FIELD_DUPLICATE']);
  });

  it('takes text of a body for no entries', () => {
    expect(toldOf('body: |\n  first: [\n  - second: "\n   third\nforgotten\n')).toEqual(['5 YAML_SYNTAX']);
  });

  it('goes no deeper into an entry than into the whole', () => {
    // The quotation mark that is not closed hides the brackets from whoever reads the whole.
    expect(toldOf(`title: "open\ntitles: ${'['.repeat(5000)}\nclosed: "\n`)).toContain('2 YAML_TOO_DEEP');
  });
});
