/** The commands of `circulate translate` as a user runs them, on a document that changes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { circulate, scratch } from '../command.ts';
import { sourceWith } from './documents.ts';

const folders = scratch();
afterAll(folders.remove);

const begun = 'First paragraph of the letter.\n\nSecond paragraph of the letter.\n';
const changed = 'A new paragraph.\n\nFirst paragraph of the letter.\n\nSecond line of the letter.\n';

interface Unit {
  text: string;
  from?: string;
  source?: string;
  state?: string;
}
/** A folder with one document, and what a test does to its source and to its French catalogue. */
function document() {
  const cwd = folders.folder();
  const folder = path.join(cwd, 'content/case');
  mkdirSync(folder, { recursive: true });
  const catalogue = path.join(folder, 'fr.yaml');
  return {
    cwd,
    write: (body: string) => writeFileSync(path.join(folder, 'letter.yaml'), sourceWith(body).replace('of: XA', 'of: XA, gender: f')),
    catalogue: () => readFileSync(catalogue, 'utf8'),
    units: () => parse(readFileSync(catalogue, 'utf8')).units as Record<string, Unit>,
    translate: (key: string, text: string) =>
      writeFileSync(
        catalogue,
        readFileSync(catalogue, 'utf8').replace(`  ${key}:\n    text: ""`, `  ${key}: # by hand\n    text: ${text}`),
      ),
  };
}

describe('translate', () => {
  it('begins, tells and keeps a translation in step', { timeout: 120_000 }, async () => {
    const { cwd, write, catalogue, units, translate } = document();
    write(begun);
    const made = await circulate(['translate', 'new', 'fr'], cwd);
    expect([made.exit, made.stdout, made.stderr]).toEqual([0, 'content/case/fr.yaml: 8 units to translate\n', '']);
    expect(Object.keys(units())).toContain('body.2');
    expect((await circulate(['translate', 'new', 'fr'], cwd)).stderr).toContain('OUTPUT_UNWRITABLE');

    for (const key of Object.keys(units())) translate(key, `T ${key.replace(/\W/g, ' ')}`);
    expect((await circulate(['check', '--strict'], cwd)).exit).toBe(0);
    const whole = await circulate(['translate', 'status'], cwd);
    expect(whole.stdout).toBe(
      'content/case/fr.yaml: fr: 8 units\n  8 current\n  8 translated\ncontent/case/letter.yaml: no translation into ar, es, ru, zh\n',
    );

    write(changed);
    const status = await circulate(['translate', 'status', '--json'], cwd);
    const [told] = JSON.parse(status.stdout).translations;
    expect(told.counts).toMatchObject({ units: 9, current: 7, missing: 1, stale: 1, moved: 2 });
    expect(told.units.find((unit: { key: string }) => unit.key === 'body.3')).toMatchObject({ standing: 'stale', moved: 'body.2' });
    const printed = (await circulate(['translate', 'status'], cwd)).stdout;
    expect(printed).toMatch(
      /^ {2}content\/case\/fr\.yaml:\d+:3 {2}body\.3 {2}stale, moved from body\.2\n {6}Second \[-paragraph-\]\{\+line\+\} of the letter\.$/m,
    );
    expect(printed).toContain('body.2  current, moved from body.1');

    const update = await circulate(['translate', 'update'], cwd);
    expect(update.stdout).toBe('content/case/fr.yaml: 2 moved, 1 new and not translated\n');
    expect(Object.keys(units()).filter((key) => key.startsWith('body'))).toEqual(['body.1', 'body.2', 'body.3']);
    expect(units()['body.2']?.text).toBe('T body 1');
    expect(catalogue()).toContain('  body.2: # by hand\n    text: T body 1\n');
    const before = catalogue();
    expect((await circulate(['translate', 'update'], cwd)).stdout).toBe('');
    expect(catalogue()).toBe(before);

    await circulate(['translate', 'update', '--accept', 'body.3'], cwd);
    expect(units()['body.3']?.source).toBe('Second line of the letter.');
    expect((await circulate(['translate', 'status'], cwd)).stdout).toContain('8 current, 1 missing\n');
    expect((await circulate(['translate', 'update', '--accept', 'body.9'], cwd)).exit).toBe(2);
  });

  it('guesses only when asked, and says so on the page', { timeout: 120_000 }, async () => {
    const { cwd, write, units, translate } = document();
    write(begun);
    await circulate(['translate', 'new', 'fr'], cwd);
    for (const key of Object.keys(units())) translate(key, `T ${key.replace(/\W/g, ' ')}`);
    write(`${begun}\nThird paragraph of the letter.\n`);
    await circulate(['translate', 'update'], cwd);
    expect(units()['body.3']?.text).toBe('');
    await circulate(['translate', 'update', '--fuzzy'], cwd);
    expect(units()['body.3']).toMatchObject({ state: 'fuzzy', source: 'Third paragraph of the letter.' });
    const { stdout, stderr } = await circulate(['check', '--lang', 'fr', '--to', 'text'], cwd);
    expect(stderr).toContain('TRANSLATION_FUZZY');
    expect(stdout).toMatch(/^\[Traduction à mettre à jour\] T body [12]$/m);
  });

  it('verifies each language against its own version', { timeout: 120_000 }, async () => {
    const { cwd, write, units, translate } = document();
    write(begun);
    await circulate(['translate', 'new', 'fr'], cwd);
    for (const key of Object.keys(units())) translate(key, `T ${key.replace(/\W/g, ' ')}`);
    expect((await circulate(['build', '--format', 'docx'], cwd)).exit).toBe(0);
    const good = await circulate(['verify', 'output/case/case-EN.docx', 'output/case/case-FR.docx'], cwd);
    expect(good.stdout).toMatch(
      /case-EN\.docx: \d+ words verified against content\/case\/letter\.yaml\n.*case-FR\.docx: \d+ words verified against content\/case\/fr\.yaml\n/,
    );
    writeFileSync(
      path.join(cwd, 'content/case/fr.yaml'),
      readFileSync(path.join(cwd, 'content/case/fr.yaml'), 'utf8').replace('T body 2', 'T corps 2'),
    );
    const wrong = await circulate(['verify', 'output/case/case-FR.docx'], cwd);
    expect([wrong.exit, wrong.stderr]).toEqual([7, expect.stringMatching(/^content\/case\/fr\.yaml:\d+:\d+.*TEXT_DIFFERS/)]);
  });
});
