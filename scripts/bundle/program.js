/**
 * Writes `dist/program/`: what the program knows of itself and hands to an archive. The lockfile, the bill of materials, the
 * licences, and the digests of every file of the offline bundle, by which anyone can tell whether a copy is this program.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleContents, digestList, digestsOf } from './contents.js';
import { licencesOf } from './licences.js';
import { bundledPlaces } from './packages.js';
import { sbomOf } from './sbom.js';

/** Everything else in `dist/` must have been written: the digests come last. */
export function writeProgram(root, metafile) {
  const folder = path.join(root, 'dist/program');
  mkdirSync(folder);
  copyFileSync(path.join(root, 'package-lock.json'), path.join(folder, 'package-lock.json'));
  const sbom = sbomOf(root, bundledPlaces(metafile));
  writeFileSync(path.join(folder, 'SBOM.cdx.json'), sbom);
  writeFileSync(path.join(folder, 'LICENCES.txt'), licencesOf(root, JSON.parse(sbom)));
  writeFileSync(path.join(root, digestList), digestsOf(bundleContents(root), 'sha512'));
}
