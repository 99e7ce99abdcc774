/**
 * `circulate concord` as a user runs it, and its part in a build.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/translation/units.ts';
import { circulate, root, scratch } from '../../command.ts';

const { folder, remove } = scratch();
afterAll(remove);

/** A folder with the document of a case, its catalogue changed. */
function laidOut(name: string, change: (catalogue: string) => string = (text) => text): string {
  const made = folder();
  mkdirSync(path.join(made, 'content'), { recursive: true });
  cpSync(path.join(root, 'test/errors', name, 'folder/content'), path.join(made, 'content'), { recursive: true });
  cpSync(path.join(root, 'test/errors', name, 'letter.yaml'), path.join(made, 'content/case/letter.yaml'));
  const file = path.join(made, 'content/case/fr.yaml');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return made;
}

const accepting = (entry: string) => (text: string) => text.replace('units:', `accepted: [${entry}]\nunits:`);
const figure = '{ finding: CONCORD_FIGURE, unit: body.1, value: "274", reason: The register was corrected. }';

describe('the command', { timeout: 60_000 }, () => {
  it('finds nothing in the letters of the house', async () => {
    const { exit, stdout } = await circulate(['concord', '--json'], root);
    expect(JSON.parse(stdout).findings).toEqual([]);
    expect(exit).toBe(0);
  });

  it('names both places for machines', async () => {
    const { exit, stdout } = await circulate(['concord', '--json'], laidOut('CONCORD_FIGURE'));
    expect(exit).toBe(4);
    const { findings } = JSON.parse(stdout);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      code: 'CONCORD_FIGURE',
      language: 'fr',
      unit: 'body.1',
      values: ['274', '247'],
      source: { file: 'content/case/letter.yaml', range: { start: { line: 17, column: 31 }, end: { line: 17, column: 34 } } },
      translation: { file: 'content/case/fr.yaml', range: { start: { line: 5, column: 54 }, end: { line: 5, column: 57 } } },
      accepted: null,
    });
  });

  it('points into text that is folded over lines', async () => {
    const folded = laidOut('CONCORD_FIGURE', (text) =>
      text.replace(/body\.1: .*/, 'body.1:\n    text: >-\n      De tous les cadrans, pas\n      moins de 247 ont perdu leur gnomon.'),
    );
    const { stderr } = await circulate(['concord'], folded);
    expect(stderr).toContain('content/case/fr.yaml:8:16-8:19: error CONCORD_FIGURE');
  });

  it('takes what the catalogue accepts with a reason, and says that it did', async () => {
    const made = laidOut('CONCORD_FIGURE', accepting(figure));
    const { exit, stdout, stderr } = await circulate(['concord'], made);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toContain('0 findings, 1 accepted');
    const { stdout: data } = await circulate(['concord', '--json'], made);
    expect(JSON.parse(data).findings[0].accepted).toBe('The register was corrected.');
  });

  it('does not take an acceptance of another value, nor one without a reason', async () => {
    const other = await circulate(['concord'], laidOut('CONCORD_FIGURE', accepting(figure.replace('274', '275'))));
    expect(other.exit).toBe(4);
    expect(other.stderr).toContain('error CONCORD_FIGURE');
    expect(other.stderr).toContain('warning CONCORD_ACCEPTANCE');
    const blank = await circulate(['concord'], laidOut('CONCORD_FIGURE', accepting(figure.replace(/reason: .*\./, 'reason: ""'))));
    expect(blank.exit).toBe(3);
  });

  it('compares only the languages asked for', async () => {
    const { stdout } = await circulate(['concord', '--lang', 'es', '--json'], laidOut('CONCORD_FIGURE-agreed'));
    expect(JSON.parse(stdout).findings.map(({ language }: { language: string }) => language)).toEqual(['es']);
  });
});

describe('a build of several languages', { timeout: 60_000 }, () => {
  const args = ['build', '--format', 'docx', '--no-verify'];

  it('warns of what the versions say differently', async () => {
    const { exit, stderr } = await circulate(args, laidOut('CONCORD_FIGURE'));
    expect(exit).toBe(0);
    expect(stderr).toContain('content/case/fr.yaml:5:54-5:57: warning CONCORD_FIGURE');
  });

  it('makes no official version that says something else than its source', async () => {
    // An official version says of every unit what it was made from.
    const title =
      'Letter dated 17 January 2020 from the Permanent Representative of Exampleland to the United Nations addressed to the Secretary-General';
    const sources = [title, 'Of all dials, no fewer than 274 have lost their gnomon.', 'Maria', 'Sample', 'Ambassador'];
    const official = laidOut('CONCORD_FIGURE', (text) => {
      const from = sources.map(digestOf);
      const anchored = text.replaceAll(/, from: "[0-9a-f]+"/g, '').replace(/ \}$/gm, () => `, from: "${from.shift()}" }`);
      return anchored.replace('status: unofficial', 'status: official\nofficial: { by: An office, on: 2020-02-01 }');
    });
    const { stderr } = await circulate(args, official);
    expect(stderr).toContain('content/case/fr.yaml:6:54-6:57: error CONCORD_FIGURE');
  });
});
