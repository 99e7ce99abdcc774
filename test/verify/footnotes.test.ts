/** Files that say their footnotes otherwise than the tree are found out, in every format. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Format } from '../../src/backends/table.ts';
import { buildDocument, prepareVersions, type Settings, type Version } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import type { DocumentNode, Node } from '../../src/tree/nodes.ts';
import { takeNotes } from '../../src/verify/notes.ts';
import { piecesOfText, piecesOfUnit, withoutHyphens } from '../../src/verify/pieces.ts';
import { verifyOutput } from '../../src/verify/verify.ts';
import { house as readHouse } from '../language/house.ts';

const root = path.resolve(import.meta.dirname, '../..');
const formats: readonly Format[] = ['pdf', 'docx', 'html', 'akn', 'text'];
let versions: readonly Version[];
let bytesOf: (format: Format, language: string) => Uint8Array;
beforeAll(async () => {
  const house = await readHouse();
  const settings: Settings = { house, emblem: null, formats, pattern: '{symbol}-{language}', verify: false, strict: false, cwd: root };
  const found = { file: 'test/cases/footnotes/letter.yaml', folder: path.join(root, 'test/cases/footnotes'), slug: 'footnotes' };
  versions = await prepareVersions(found, settings, reporterOf(found.file, false));
  const { outputs } = await buildDocument(found, settings);
  bytesOf = (format, language) => {
    const output = outputs.find((one) => one.format === format && one.language === language);
    if (!output) throw new Error(`no ${format} in ${language}`);
    return output.bytes;
  };
});

/** The tree with other nodes; a node that is changed is not looked into. */
function changed<N extends Node>(node: N, change: (node: Node) => Node | null): N {
  const other = change(node);
  if (other) return other as N;
  if (!('children' in node)) return node;
  const children: readonly Node[] = node.children;
  return { ...node, children: children.map((child) => changed(child, change)) };
}

/** What is found by comparing the English file of a format with an altered tree. */
async function differencesIn(format: Format, change: (node: Node) => Node | null, language = 'en') {
  const tree = versions.find((version) => version.language === language)?.tree as DocumentNode;
  const { differences } = await verifyOutput(format, bytesOf(format, language), changed(tree, change), 'file', () => {});
  return differences.map(({ expected, found }) => [expected, found]);
}

describe.each(formats)('footnotes of %s', (format) => {
  it.each(['en', 'fr', 'ar'])('are those of the tree in %s', async (language) => {
    expect(await differencesIn(format, () => null, language)).toEqual([]);
  });

  it('with another word are found out, on one page or on two', async () => {
    const word = (from: string, to: string) => (node: Node) =>
      node.type === 'text' && node.text.includes(from) ? { ...node, text: node.text.replace(from, to) } : null;
    expect(await differencesIn(format, word('20 March', '21 March'))).toHaveLength(1);
    expect(await differencesIn(format, word('goes out where', 'goes in where'))).toEqual([['in', 'out']]);
  });

  it('with another number are found out', async () => {
    const numbered = await differencesIn(format, (node) => (node.type === 'note' && node.label === '2' ? { ...node, label: '7' } : null));
    expect(numbered.flat().join(' ')).toContain('7');
  });

  it('called elsewhere are found out', async () => {
    const called = await differencesIn(format, (node) => (node.type === 'note-call' && node.text === '3' ? { ...node, text: '' } : null));
    expect(called).not.toEqual([]);
  });

  it('in another order, or fewer of them, are found out', async () => {
    const turned = (node: Node) =>
      node.type === 'notes' && node.at === 'body.notes' ? { ...node, children: node.children.toReversed() } : null;
    expect(await differencesIn(format, turned)).not.toEqual([]);
    const fewer = (node: Node) => (node.type === 'notes' ? { ...node, children: node.children.slice(1) } : null);
    expect(await differencesIn(format, fewer)).not.toEqual([]);
  });
});

describe('notes in the text of a page', () => {
  const reading = { losesFormatCharacters: false, endsLines: true, holdsTitles: false };
  const cut = (text: string) => piecesOfText(text, 1, reading);
  const words = (pieces: ReturnType<typeof cut>) => pieces.map(({ text }) => text).join(' ');

  it('are taken wherever they stand together, and the rest is left', () => {
    const { rest, notes, next } = takeNotes(
      cut('Text one.\n1 First note, a short one.\n2 Second\nSigned'),
      cut('1 First note, a short one. 2 Second note.'),
      0,
    );
    expect([words(rest), words(notes), next]).toEqual(['Text one. Signed', '1 First note, a short one. 2 Second', 8]);
  });

  it('go on overleaf where they ended, even within a word', () => {
    const expected = cut('1 The first and the oldest observatory of all. 2 Another.');
    const first = takeNotes(cut('Text.\n1 The first and the oldest obser-'), expected, 0);
    const second = takeNotes(cut('More text.\nvatory of all.\n2 Another.'), expected, first.next);
    expect(words(first.notes)).toBe('1 The first and the oldest obser-');
    expect(words(second.rest)).toBe('More text.');
    expect(words(second.notes)).toBe('vatory of all. 2 Another.');
  });

  it('are not taken for a figure of the text that looks like a mark', () => {
    expect(words(takeNotes(cut('There are 1'), cut('1 First note.'), 0).rest)).toBe('There are 1');
  });

  it('are not taken for an item with the same label that is not translated either', () => {
    const unit = (text: string) => piecesOfUnit({ type: 'note-text', part: 'body', at: null, text }, reading);
    const expected = unit('a [Not translated] Cut from the register of vanes.');
    const { rest, notes } = takeNotes(cut('a [Not translated] Tails of one sheet.'), expected, 0);
    expect([words(rest), words(notes)]).toEqual(['a [Not translated] Tails of one sheet.', '']);
    expect(words(takeNotes(cut('Text.\na [Not translated] Cut from the register of'), expected, 0).notes)).toBe(
      'a [Not translated] Cut from the register of',
    );
  });

  it('go on overleaf in a script without spaces', () => {
    const first = takeNotes(cut('正文。\n1 未被登记的风向标共有'), cut('1 未被登记的风向标共有十二个。'), 0);
    expect(words(first.rest)).toBe('正 文 。');
  });

  it('take no dash of a label away before a word that a note has too', () => {
    const page = cut('1 -\nThe lamp obser-\nvatory');
    expect(words(withoutHyphens(page, cut('The observatory')))).toBe('1 - The lamp observatory');
  });

  it('end where the label of the next is not, though its first words stand there too', () => {
    const unit = (text: string) => piecesOfUnit({ type: 'note-text', part: 'body', at: null, text }, reading);
    const expected = [...unit('1 [Not translated] First.'), ...unit('a [Not translated] Second.')];
    const { rest, notes, next } = takeNotes(cut('1 [Not translated] First.\n(Signed) [Not translated] Maria'), expected, 0);
    expect([words(rest), words(notes), next]).toEqual(['(Signed) [Not translated] Maria', '1 [Not translated] First.', 4]);
  });
});
