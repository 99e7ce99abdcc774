/**
 * Writes `docs/unverified.md`: every word of the language files and session files that was not read in a document of the
 * Organization, with what is known of it, and apart from these the words of our own that no document prints.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Sections of a language file whose words are printed or read, and need a source each. */
export const wordSections = [
  'letter',
  'names',
  'masthead',
  'months',
  'days',
  'dates',
  'numbers',
  'ordinals',
  'join',
  'join-items',
  'quotes',
  'labels',
  'agenda-request',
  'agenda-item',
  'offices',
  'addressees',
  'states',
  'signature',
  'organs',
  'phrases',
];
/** Sections in which each entry has a source of its own, not one for the section. */
export const entrySections = ['offices', 'addressees', 'organs', 'phrases'];

/** Places of the values in a language file, `phrases.signed`, with the value: a text, or a list of texts. */
export function wordsOf(data) {
  const found = [];
  const look = (place, value) => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) look(`${place}.${key}`, inner);
    else found.push({ place, value });
  };
  for (const section of wordSections) if (section in data) look(section, data[section]);
  return found;
}

/** The source of a place: that of the nearest place above it; null if none has one. */
export function sourceOf(place, sources) {
  for (let at = place; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) if (at in sources) return { at, source: sources[at] };
  return null;
}

const escaped = (text) => text.replaceAll('|', '\\|').replaceAll('\u00a0', '⍽');
const shown = (value) =>
  escaped(Array.isArray(value) ? value.map((one) => (Array.isArray(one) ? one.join(' … ') : one)).join(' · ') : String(value));

/** A value, with its own key where the source is that of a place above. */
const said = ({ place, value }, at) => (place === at ? shown(value) : `${place.slice(place.lastIndexOf('.') + 1)}: ${shown(value)}`);

/** The whole page. */
export function unverifiedPage(folder) {
  const read = (file) => parse(readFileSync(path.join(folder, 'templates', file), 'utf8'));
  const list = (name) =>
    readdirSync(path.join(folder, 'templates', name))
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => `${name}/${file}`);
  const parts = [
    '# Words not read in a document of the United Nations',
    'Made by `npm run unverified` from `sources` in `templates/languages` and `source` in `templates/sessions`; a test keeps it current. Whoever reads one of these words in an issued document of its language writes the symbol in its place there. `⍽` is a no-break space; `{braces}` are filled in.',
  ];
  for (const file of list('languages')) parts.push(...languagePart(file, read(file)));
  for (const file of list('sessions')) parts.push(...sessionPart(file, read(file)));
  return `${parts.join('\n\n')}\n`;
}

function languagePart(file, data) {
  const grouped = new Map();
  for (const { place, value } of wordsOf(data)) {
    const found = sourceOf(place, data.sources);
    const at = found?.at ?? place;
    const entry = grouped.get(at) ?? { source: found?.source ?? 'UNVERIFIED', values: [] };
    entry.values.push({ place, value });
    grouped.set(at, entry);
  }
  const doubtful = [...grouped].filter(([, { source }]) => source.includes('UNVERIFIED'));
  const own = [...grouped].filter(([, { source }]) => source === 'own');
  const rows = doubtful.map(
    ([at, { source, values }]) => `| ${at} | ${values.map((one) => said(one, at)).join(' · ')} | ${escaped(noteOf(source))} |`,
  );
  const ours = own.map(([at, { values }]) => `| ${at} | ${values.map((one) => said(one, at)).join(' · ')} |`);
  const other = Object.entries(data.sources).filter(
    ([at, source]) => !wordSections.includes(at.split('.')[0]) && source.includes('UNVERIFIED'),
  );
  return [
    `## ${data.language}: \`templates/${file}\``,
    rows.length === 0 ? 'Nothing.' : ['| place | words | known |', '|---|---|---|', ...rows].join('\n'),
    ...(other.length === 0 ? [] : [other.map(([at, source]) => `- \`${at}\`: ${source}`).join('\n')]),
    'Of our own:',
    ['| place | words |', '|---|---|', ...ours].join('\n'),
  ];
}

/** "UNVERIFIED; 74 in A/RES/74/258" → what is known. */
const noteOf = (source) => source.replace(/^UNVERIFIED(?:; )?/, '');

function sessionPart(file, data) {
  const rows = Object.entries(data.items).flatMap(([item, titles]) =>
    Object.entries(titles)
      .filter(([, { source }]) => source.includes('UNVERIFIED'))
      .map(([language, { title, source }]) => `| ${item} | ${language} | ${escaped(title)} | ${escaped(noteOf(source))} |`),
  );
  if (rows.length === 0) return [];
  return [`## Agenda titles: \`templates/${file}\``, ['| item | language | title | known |', '|---|---|---|---|', ...rows].join('\n')];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(path.join(root, 'docs/unverified.md'), unverifiedPage(root));
