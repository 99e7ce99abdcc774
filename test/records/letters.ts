/** Letters about nothing in folders of their own, and the records made of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { loadHouse } from '../../src/house.ts';
import { prepareVersions, type Settings } from '../../src/pipeline.ts';
import { records } from '../../src/records/table.ts';
import { reporterOf } from '../../src/reporter.ts';
import { elementsOf, parseXml, type XmlElement } from '../../src/xml.ts';

let settings: Promise<Settings> | null = null;

async function open(): Promise<Settings> {
  const { report, problems } = reporterOf('templates', false);
  const house = await loadHouse(null, report);
  if (!house) throw new Error(JSON.stringify(problems));
  return { house, emblem: null, formats: [], pattern: '{symbol}-{language}', verify: false, strict: false, cwd: '/' };
}

/** A letter with the fields given and a body of one line; further files, such as catalogues, beside it. */
export function writeLetter(folder: string, fields: string, others: Readonly<Record<string, string>> = {}): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'letter.yaml'), `type: letter\n${fields}\nbody: |\n  Nothing happened today.\n`);
  for (const [name, text] of Object.entries(others)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Two annexes, the first with two enclosures. */
export const annexes = `annexes:
  - title: On dials
    body: |
      Of stone.
    enclosures:
      - title: A list
        body: |
          Three dials.
      - body: |
          Nothing.
  - body: |
      Of brass.`;
/** The same in French. */
export const annexesInFrench = '  annexes.1.title: { text: Les cadrans }\n  annexes.1.enclosures.1.title: { text: Une liste }\n';

/** The text of a record of the letter in a folder, as if its PDF files had been made. */
export async function recordOf(name: string, folder: string): Promise<string> {
  settings ??= open();
  const { house, ...rest } = await settings;
  const reporter = reporterOf('letter.yaml', false);
  const found = { file: 'letter.yaml', folder, slug: 'a-letter' };
  const versions = await prepareVersions(found, { ...rest, house, cwd: folder }, reporter);
  expect(reporter.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const recorded = versions.map(({ tree }) => ({ tree, files: { pdf: `a-letter-${tree.language}.pdf` } }));
  const maker = await records[name]?.();
  const bytes = await maker?.render({ versions: recorded, house, report: reporter.report });
  if (!bytes) throw new Error(`no record ${name}`);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

export function read(xml: string): XmlElement {
  const root = parseXml(xml, { size: 1e6, depth: 10 });
  if (root.type === 'fault') throw new Error(root.reason);
  return root;
}
export const textIn = (element: XmlElement): string => element.children.map((child) => (child.type === 'text' ? child.text : '')).join('');

/** A record's fields as cataloguers write them: `191 __ $aA/80/1$bA/$c80`. */
export function fieldsIn(xml: string): readonly string[] {
  return elementsOf(read(xml))
    .filter(({ name }) => name === 'datafield')
    .map((field) => {
      const { tag, ind1 = '', ind2 = '' } = field.attributes;
      const subfields = elementsOf(field).map((subfield) => `$${subfield.attributes.code}${textIn(subfield)}`);
      return `${tag} ${(ind1 + ind2).replaceAll(' ', '_')} ${subfields.join('')}`;
    });
}

/** A Dublin Core record's statements: `title@en: Letter …`. */
export function statementsIn(xml: string): readonly string[] {
  return elementsOf(read(xml)).map((element) => {
    const language = element.attributes['xml:lang'];
    return `${element.name.replace('dcterms:', '')}${language === undefined ? '' : `@${language}`}: ${textIn(element)}`;
  });
}
