/**
 * The bill of materials of the built program: CycloneDX 1.5, with every package whose code or files it carries and every font
 * file. Made from the lockfile, which is the same on every machine; no serial number, no date. `npm sbom --omit dev` lists
 * what a package asks for, not what is in the bundle, and leaves out packages that are also wanted for development.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { carried, fontFiles, openedFiles } from './packages.js';

/** `places` are those of packages bundled into dist, in the lockfile's words. Gives the text of the file. */
export function sbomOf(root, places) {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const all = [...new Set([...places, ...[...openedFiles(root).keys(), ...carried].map((name) => `node_modules/${name}`)])].sort();
  const packages = all.map((place) => packageComponent(place, lock[place], root));
  const fonts = fontFiles(root).map((file) => fontComponent(file, root, lock));
  const refs = new Map(all.map((place, index) => [place, packages[index]['bom-ref']]));
  const self = { 'bom-ref': `${own.name}@${own.version}`, type: 'application', name: own.name, version: own.version };
  return `${JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      metadata: {
        lifecycles: [{ phase: 'build' }],
        component: {
          ...self,
          description: own.description,
          licenses: [{ license: { name: own.license } }],
          purl: purlOf(own.name, own.version),
        },
      },
      components: [...packages, ...fonts],
      dependencies: [
        { ref: self['bom-ref'], dependsOn: dependenciesOf('', lock[''], refs, lock) },
        ...all.map((place) => ({ ref: refs.get(place), dependsOn: dependenciesOf(place, lock[place], refs, lock) })),
        ...fonts.map((font) => ({ ref: font['bom-ref'], dependsOn: [] })),
      ],
    },
    null,
    2,
  )}\n`;
}

function packageComponent(place, entry, root) {
  if (!entry) throw new Error(`${place} is in the program and not in the lockfile`);
  const [, group, name] = /node_modules\/(?:(@[^/]+)\/)?([^/]+)$/.exec(place);
  const full = group === undefined ? name : `${group}/${name}`;
  return {
    'bom-ref': `${full}@${entry.version}`,
    type: 'library',
    name: full,
    version: entry.version,
    scope: 'required',
    hashes: hashesOf(entry.integrity, full),
    licenses: [licenceOf(place, entry, root)],
    purl: purlOf(full, entry.version),
  };
}

/** A font file; one cut for the program names the package it was cut from. */
function fontComponent(file, root, lock) {
  const location = createRequire(path.join(root, 'dist/index.js')).resolve(file);
  const name = path.basename(file);
  const bytes = readFileSync(location);
  const component = {
    'bom-ref': `font:${name}`,
    type: 'file',
    name,
    'mime-type': 'font/ttf',
    hashes: [{ alg: 'SHA-512', content: createHash('sha512').update(bytes).digest('hex') }],
    licenses: [{ license: { id: 'OFL-1.1' } }],
  };
  if (!file.startsWith('circulate/')) return component;
  const place = 'node_modules/@expo-google-fonts/noto-serif-sc';
  const { 'bom-ref': ref, type, name: from, version, hashes, purl } = packageComponent(place, lock[place], root);
  return {
    ...component,
    pedigree: {
      ancestors: [{ 'bom-ref': ref, type, name: from, version, hashes, purl }],
      notes: 'Cut to the characters documents use, with HarfBuzz (scripts/cut-faces.js).',
    },
  };
}

/** The lockfile keeps the digest of a package's archive in base64. */
function hashesOf(integrity, name) {
  const digest = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  if (digest === undefined) throw new Error(`the lockfile has no SHA-512 of ${name}`);
  return [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }];
}

/** An SPDX expression if the package gives one; else the first line of its licence. */
function licenceOf(place, entry, root) {
  if (entry.license !== undefined) return { expression: entry.license };
  return {
    license: {
      name: readFileSync(path.join(root, place, 'LICENSE'), 'utf8')
        .split('\n')[0]
        .trim(),
    },
  };
}

/** References of the components a package asks for, found as Node finds them: from the innermost folder outwards. */
function dependenciesOf(place, entry, refs, lock) {
  const wanted = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
  const found = wanted.map((name) => {
    for (let at = place; ; at = at.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
      const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
      if (candidate in lock || at === '') return refs.get(candidate);
    }
  });
  return found.filter((ref) => ref !== undefined).sort();
}

function purlOf(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
