/**
 * One file with the licences of everything in the program: a table, then the text of each as its package has it. A package
 * that publishes none has it in `licences/` beside this file.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { licencesIn } from './packages.js';

const kept = fileURLToPath(new URL('licences/', import.meta.url));

/** Texts of a package's licences, in order of their file names. Throws if there is none: nothing goes out without. */
export function licenceTexts(root, name) {
  const folder = path.join(root, 'node_modules', name);
  const files = licencesIn(folder).map((file) => path.join(folder, file));
  const own = path.join(kept, `${name.replace('/', '+')}.txt`);
  if (files.length === 0 && existsSync(own)) files.push(own);
  if (files.length === 0) throw new Error(`${name} has no licence text; add ${path.relative(root, own)} with its origin`);
  return files.map((file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim());
}

/** The overview of a bill of materials. */
export function licencesOf(root, sbom) {
  const packages = sbom.components.filter((component) => component.type === 'library');
  const fonts = sbom.components.filter((component) => component.type === 'file');
  // A cut face comes from a package that is not in the program itself.
  const ancestors = fonts.flatMap((font) => font.pedigree?.ancestors ?? []);
  const texts = new Map();
  for (const { name, version } of [...packages, ...ancestors]) {
    const title = `${name} ${version}`;
    for (const text of licenceTexts(root, name)) texts.set(text, [...new Set([...(texts.get(text) ?? []), title])]);
  }
  const { name, version, licenses } = sbom.metadata.component;
  return `${[
    `LICENCES OF ${name} ${version} AND OF WHAT IT CARRIES`,
    '',
    `${name} ${version}: ${licenses[0].license.name}`,
    ...packages.map((component) => `${component.name} ${component.version}: ${nameOf(component)}`),
    ...fonts.map((font) => `${font.name}: ${nameOf(font)}${origin(font)}`),
    ...[...texts].flatMap(([text, titles]) => ['', '='.repeat(80), ...titles, '='.repeat(80), '', text]),
  ].join('\n')}\n`;
}

const nameOf = ({ licenses: [first] }) => first.expression ?? first.license.id ?? first.license.name;
const origin = ({ pedigree }) => (pedigree ? `, cut from ${pedigree.ancestors[0].name} ${pedigree.ancestors[0].version}` : '');
