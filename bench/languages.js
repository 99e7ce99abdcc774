/**
 * The sample letter as a source of its own in another language, made of its catalogue: what a mission that writes in that
 * language would hand in. And the words around its body, for programs that have no house style.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { prepared } from './ours.js';

const sample = new URL('../content/sample-letter/', import.meta.url);

/** The source in a language; in its own, the letter as it is. */
export async function sourceIn(language) {
  const original = await readFile(new URL('letter.yaml', sample), 'utf8');
  if (language === parse(original).language) return original;
  const { units, title } = parse(await readFile(new URL(`${language}.yaml`, sample), 'utf8'));
  const say = (key, instead) => units[key]?.text ?? instead;
  const source = parse(original);
  source.language = language;
  source.title = title ?? null;
  source.original = null;
  for (const entry of source.organs) for (const item of entry.agenda ?? []) item.title = say(`agenda.${item.item}`, item.title);
  for (const [index, signatory] of source.signatories.entries()) {
    signatory.given = say(`signatories.${index + 1}.given`, signatory.given);
    signatory.family = say(`signatories.${index + 1}.family`, signatory.family);
    signatory.titles = signatory.titles.map((line, at) => say(`signatories.${index + 1}.titles.${at + 1}`, line));
  }
  for (const [index, note] of source.notes.entries()) note.text = say(`notes.${index + 1}`, note.text);
  const texts = Object.entries(units).flatMap(([key, unit]) => (key.startsWith('body.') ? [unit.text] : []));
  const body = source.body
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : `${/^ *(?:\d+\. |\([a-z]\) |- |#+ )?/.exec(line)[0]}${texts.shift()}`));
  delete source.body;
  const lines = Object.entries(source).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `${lines.join('\n')}\nbody: |\n${body.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

/** The words around a source's body as this program prints them, for `peers.js`. */
export async function wordsAround(source, folder) {
  await writeFile(path.join(folder, 'letter.yaml'), source);
  const { view } = await prepared(folder);
  const at = (text) => text ?? '';
  return {
    organization: view.organization,
    symbols: (view.symbol ?? []).map(({ letter, rest }) => letter + rest.replace(/[*-]+$/, '')),
    organs: view.organs.map((organ) => organ.name),
    distribution: [wordsOf(view.distribution), at(wordsOf(view.issued)), at(wordsOf(view.versionLanguage)), at(wordsOf(view.original))],
    columns: (view.columns ?? []).map((column) => [
      column.organ,
      column.line,
      ...(column.agendaLine === null ? [] : [column.agendaLine]),
      ...column.titles.map((title) => title.lines.join(' ')),
    ]),
    title: view.title.lines.join(' '),
    signature: (view.signatories ?? []).flatMap(({ given, family, titles }) => [`${given} ${family}`, ...titles.map((line) => line.text)]),
    note: (view.notes ?? []).map((note) => `${note.mark} ${note.text}`).join(' '),
    foot: [at(view.jobLine), view.recycle.words],
    job: at(view.runningJob),
    status: at(view.statusMark),
  };
}

/** A value of the View that is text, alone or with its language. */
const wordsOf = (value) => (typeof value === 'object' && value !== null ? (value.text ?? '') : value);
