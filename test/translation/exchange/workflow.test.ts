/** A version on its way through a translator's hands: what is taken, what is refused, and what is never lost. */
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/translation/units.ts';
import { type Desk, desk, letter } from './harness.ts';

const catalogue = 'content/case/fr.yaml';
/** A catalogue with a hand's comment, everything about one unit, and a unit without translation. */
const fr = `# Kept by hand.
language: fr
status: unofficial
units:
  body.1: { text: "Le 17 janvier 2020, les *gardiens* de 1\u00a0250 cadrans se sont réunis, comme le disent A/74/650 et le registre.", state: final, by: Ana, on: 2020-01-20, note: "Voir la lettre." }
  # The first item.
  body.2.1.1: { text: "M\u00a0me Sample a parlé de **trois horloges**.", state: translated, by: Ana, on: 2020-01-20 }
  signatories.1.given: { text: Maria }
`;

async function sent(files: Readonly<Record<string, string>>, version: '1.2' | '2.1' = '1.2'): Promise<Desk & { readonly file: string }> {
  const made = desk(files);
  const { files: names, exit, said } = await made.send('fr', { xliff: version });
  expect(exit, said).toBe(0);
  return { ...made, file: names[0] ?? '' };
}

/** Gives a unit of XLIFF 1.2 a target, or another one. */
function translate(at: Desk & { readonly file: string }, key: string, target: string, state: string | null = 'translated'): void {
  const attribute = state === null ? '' : ` state="${state}"`;
  const escaped = key.replace(/[.()]/g, '\\$&');
  at.change(
    at.file,
    new RegExp(`(<trans-unit id="${escaped}"[^>]*><source[^>]*>.*?</source>)(?:<target[^>]*>.*?</target>)?`),
    `$1<target${attribute}>${target}</target>`,
  );
}

describe('what comes back', () => {
  it('makes a catalogue where there is none, with names and day', async () => {
    const at = await sent({ 'letter.yaml': letter });
    translate(at, 'body.2.2.1', 'Voir <ph id="1">32</ph> &lt; <ph id="2">33</ph> ; AT&amp;T.', 'signed-off');
    const { exit, said } = await at.receive([at.file], { by: 'Ana', on: '2020-01-22' });
    expect(exit, said).toBe(0);
    expect(said).toContain('1 taken, 0 unchanged, 7 without translation');
    const text = at.read(catalogue);
    expect(text).toMatch(/^language: fr$/m);
    expect(text).toMatch(
      / {2}body\.2\.2\.1:\n {4}text: Voir 32 < 33 ; AT&T\.\n {4}from: [0-9a-f]{8}\n {4}source: See 32 < 33; AT&T\.\n {4}state: revised\n {4}by: Ana\n {4}on: 2020-01-22/,
    );
  });

  it('changes only the unit that was changed: comments, order, names, days and notes of others stay', async () => {
    const at = await sent({ 'letter.yaml': letter, 'fr.yaml': fr });
    translate(at, 'body.2.1.1', 'Mme <ph id="1">Sample</ph> parla de <g id="2" ctype="bold">trois horloges</g>.');
    const { exit, said } = await at.receive([at.file], { by: 'Paul', on: '2020-01-22' });
    expect(exit, said).toBe(0);
    expect(said).toContain('1 taken, 2 unchanged');
    const lines = at.read(catalogue).split('\n');
    const before = fr.split('\n');
    const changed = before.findIndex((line) => line.includes('body.2.1.1'));
    expect(lines.slice(0, changed)).toEqual(before.slice(0, changed));
    expect(lines.slice(-2)).toEqual(before.slice(-2));
    expect(at.read(catalogue)).toContain('Mme Sample parla de **trois horloges**.');
    expect(at.read(catalogue)).not.toContain('M\u00a0me');
    expect(at.read(catalogue)).toMatch(/by: "?Paul/);
  });

  it('raises a state and never lowers one', async () => {
    const at = await sent({ 'letter.yaml': letter, 'fr.yaml': fr });
    at.change(at.file, /(id="body.1".*?<target state=")final/, '$1translated');
    at.change(at.file, /(id="body.2.1.1".*?<target state=")translated/, '$1signed-off');
    const { exit, said } = await at.receive([at.file], { by: 'Paul', on: '2020-01-22' });
    expect(exit, said).toBe(0);
    const text = at.read(catalogue);
    expect(text).toMatch(/body\.1: .*state: final, by: Ana, on: 2020-01-20/);
    expect(text).toMatch(/body\.2\.1\.1: .*state: revised, by: "?Paul"?, on: "?2020-01-22/);
  });

  it('keeps a translator’s note beside those there are', async () => {
    const at = await sent({ 'letter.yaml': letter, 'fr.yaml': fr });
    at.change(at.file, /(id="body.1".*?)(<note from="circulate">)/, '$1<note from="Paul">Chiffre à vérifier.</note>$2');
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(at.read(catalogue)).toContain('Voir la lettre.');
    expect(at.read(catalogue)).toContain('Chiffre à vérifier.');
  });

  it('is taken from XLIFF that a program prefixed, segmented and saved without states', async () => {
    const at = await sent({ 'letter.yaml': letter });
    const segments =
      '<mrk mtype="seg" mid="1">Voir <ph id="1">32</ph> &lt; <ph id="2">33</ph> ;</mrk> <mrk mtype="seg" mid="2">AT&amp;T.</mrk>';
    translate(at, 'body.2.2.1', segments, null);
    at.change(at.file, /<(\/?)(?=[a-z])/, '<$1x:');
    at.change(at.file, 'xmlns="urn', 'xmlns:x="urn');
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(at.read(catalogue)).toContain('text: Voir 32 < 33 ; AT&T.');
  });

  it('writes a date, a figure and a name that were copied from the source as the language writes them', async () => {
    const at = await sent({ 'letter.yaml': letter });
    const copied =
      'Le <ph id="1">17 January 2020</ph>, les <g id="2">gardiens</g> de <ph id="3">1,250</ph> cadrans, <x id="4"/> et le registre.';
    translate(at, 'body.1', copied);
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(at.read(catalogue)).toContain('Le 17 janvier 2020, les *gardiens* de 1\u00a0250 cadrans, A/74/650 et le registre.');
  });

  it('is left where it is the source again, or not said to be done', async () => {
    const at = await sent({ 'letter.yaml': letter });
    translate(at, 'body.2.2.1', 'See <ph id="1">32</ph> &lt; <ph id="2">33</ph>; AT&amp;T.', 'new');
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(said).toContain('0 taken, 0 unchanged, 8 without translation');
  });
});

describe('nothing is taken', () => {
  const refused = async (at: Desk & { readonly file: string }, code: string, words: string | RegExp) => {
    const before = at.read(catalogue);
    const { exit, said } = await at.receive([at.file]);
    expect(said).toMatch(words);
    expect(said).toContain(`error ${code}`);
    expect(exit).toBe(4);
    expect(at.read(catalogue)).toBe(before);
  };
  const files = { 'letter.yaml': letter, 'fr.yaml': fr };

  it('of a file with one unit that lacks a symbol, though others fit', async () => {
    const at = await sent(files);
    translate(at, 'body.1', 'Le <ph id="1">17 janvier 2020</ph>, les <g id="2">gardiens</g> de <ph id="3">1250</ph> cadrans.');
    translate(at, 'body.2.2.1', 'Voir <ph id="1">32</ph> &lt; <ph id="2">33</ph>.');
    await refused(at, 'EXCHANGE_CODE', /lacks "A\/74\/650"/);
  });

  it('of a unit whose symbol was retyped within its code', async () => {
    const at = await sent(files);
    at.change(at.file, /(id="body.1".*<target.*>)A\/74\/650(<\/ph>)/, '$1A/74/651$2');
    await refused(at, 'EXCHANGE_CODE', /says "A\/74\/651" within a code that stands for "A\/74\/650"/);
  });

  it('of a unit that was changed here while it was away', async () => {
    const at = await sent(files);
    at.change(catalogue, 'a parlé de', 'a longuement parlé de');
    translate(at, 'body.2.1.1', 'Mme <ph id="1">Sample</ph> parla de <g id="2" ctype="bold">trois horloges</g>.');
    await refused(at, 'EXCHANGE_CONFLICT', /longuement/);
  });

  it('of a unit whose source changed, unless it may be stale', async () => {
    const at = await sent(files);
    translate(at, 'body.2.2.1', 'Voir <ph id="1">32</ph> &lt; <ph id="2">33</ph> ; AT&amp;T.');
    at.change('content/case/letter.yaml', 'See 32 < 33', 'See 32 < 34');
    await refused(at, 'EXCHANGE_STALE', /\[-33-\]\{\+34\+\}/);
    const { exit, said } = await at.receive([at.file], { stale: true });
    expect(exit, said).toBe(0);
    expect(at.read(catalogue)).toContain('source: See 32 < 33; AT&T.');
  });

  it('never calls a translation current that came back as it was sent, of a source that has since changed', async () => {
    const held = fr.replace(
      '  # The first item.',
      `  body.2.2.1: { text: "Voir 32 < 33 ; AT&T.", from: "${digestOf('See 32 < 33; AT&T.')}", source: See 32 < 33; AT&T., state: translated }\n  # The first item.`,
    );
    const at = await sent({ 'letter.yaml': letter, 'fr.yaml': held });
    at.change('content/case/letter.yaml', 'See 32 < 33', 'See 32 < 34');
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(at.read(catalogue)).toBe(held);
  });

  it('that a catalogue does not accept with a reason', async () => {
    const accepted = 'accepted:\n  - { finding: EXCHANGE_CODE, unit: body.2.2.1, value: "33", reason: The second figure is in words. }\n';
    const target = 'Voir <ph id="1">32</ph> et trente-trois.';
    const first = await sent(files);
    translate(first, 'body.2.2.1', target);
    await refused(first, 'EXCHANGE_CODE', /lacks "33"/);
    const second = await sent({ ...files, 'fr.yaml': fr + accepted });
    translate(second, 'body.2.2.1', target);
    const { exit, said } = await second.receive([second.file]);
    expect(exit, said).toBe(0);
    expect(said).toContain('1 taken');
  });

  it.each([
    ['a document type', '<xliff version', '<!DOCTYPE xliff><xliff version'],
    ['an entity', '<source', '<note>&copyright;</note><source'],
    ['a code without its other end', '</source>', '</source><target><bpt id="1"/></target>'],
  ])('of a file with %s', async (_, from, to) => {
    const at = await sent(files);
    at.change(at.file, from, to);
    const { exit, said } = await at.receive([at.file]);
    expect(said).toContain('error EXCHANGE_SYNTAX');
    expect(exit).toBe(3);
  });

  it('of a file that nests too deep or is too long', async () => {
    const at = await sent(files);
    const open = '<group>'.repeat(100);
    at.change(at.file, '<body>', `<body>${open}${'</group>'.repeat(100)}`);
    expect((await at.receive([at.file])).said).toContain('nested deeper');
    at.write(at.file, `<xliff>${' '.repeat(20_000_001)}</xliff>`);
    expect((await at.receive([at.file])).said).toContain('longer than');
  });
});

describe('the Word file', () => {
  it('is no bomb and no other archive', async () => {
    const at = await sent({ 'letter.yaml': letter });
    at.write('not.docx', Buffer.from('PK\u0003\u0004 not a zip archive'));
    const { exit, said } = await at.receive(['not.docx']);
    expect(said).toContain('error EXCHANGE_SYNTAX');
    expect(exit).toBe(3);
  });
});
