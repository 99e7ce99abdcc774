/**
 * An index that was tampered with is told from one that leads to every version: each language, title, status and address is changed,
 * taken away or put where it does not belong.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareVersions, recordedOf, type Settings, type Version } from '../../src/pipeline.ts';
import { indexPage } from '../../src/records/index-page.ts';
import type { RecordedVersion } from '../../src/records/record.ts';
import { reporterOf } from '../../src/reporter.ts';
import { circulate, scratch } from '../command.ts';
import { decoded, house } from '../html/pages.ts';

const root = path.resolve(import.meta.dirname, '../..');
const settings: Settings = {
  house,
  emblem: null,
  formats: ['pdf', 'docx', 'html'],
  pattern: '{symbol}-{language}',
  verify: false,
  strict: false,
  cwd: root,
  languages: ['en', 'ar', 'fr'],
};
const folder = 'content/sample-letter';
const found = { file: `${folder}/letter.yaml`, folder: path.join(root, folder), slug: 'sample-letter' };

let versions: readonly Version[] = [];
let recorded: readonly RecordedVersion[] = [];
let page = '';
beforeAll(async () => {
  versions = await prepareVersions(found, settings, reporterOf(found.file, false));
  recorded = await recordedOf(versions, found, settings);
  page = decoded((await indexPage.render({ versions: recorded, house, report: () => {} })) ?? undefined);
});

async function told(content: string | Uint8Array, beside = recorded): Promise<readonly string[]> {
  const problems: string[] = [];
  const report = (code: string, _place: unknown, values: Readonly<Record<string, string>> = {}) =>
    problems.push(`${code} ${values.variant ?? ''} ${values.expected ?? ''}|${values.found ?? ''}`);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const verdict = await indexPage.verify?.(bytes, { versions: beside, house, report }, 'index.html');
  expect(verdict?.ok).toBe(problems.length === 0);
  return problems;
}

function changed(from: string | RegExp, to: string): string {
  const after = page.replace(from, to);
  expect(after).not.toBe(page);
  return after;
}

/** The files of every version but some. */
const without = (isGone: (file: string) => boolean): readonly RecordedVersion[] =>
  recorded.map((version) => ({ ...version, files: Object.fromEntries(Object.entries(version.files).filter(([, file]) => !isGone(file))) }));

describe('an index', () => {
  it('passes as it was made, and counts its words', async () => {
    expect(await told(page)).toEqual([]);
    const verdict = await indexPage.verify?.(new TextEncoder().encode(page), { versions: recorded, house, report: () => {} }, '');
    expect(verdict?.words).toBeGreaterThan(60);
  });

  it.each<[string, string | RegExp, string, string]>([
    ['a language has another name', '>Français<', '>Francais<', 'TEXT_DIFFERS word Français|Francais'],
    ['a title has another date', 'letters dated 3 March', 'letters dated 4 March', 'TEXT_DIFFERS date 3 March 2025|4 March 2025'],
    ['a status is lost', /<p class="status">Sample.*?<\/p>/, '', 'TEXT_DIFFERS missing Sample'],
    ['the symbol is another', '"ltr">A/80/99999', '"ltr">A/80/99998', 'TEXT_DIFFERS symbol'],
    ['a version is lost', /<section class="version" lang="fr"[\s\S]*?<\/section>/, '', 'TEXT_DIFFERS missing Français'],
    ['a version is told twice', /(<section class="version" lang="fr"[\s\S]*?<\/section>)/, '$1$1', 'TEXT_DIFFERS'],
    [
      'versions change places',
      /(<section class="version" lang="ar"[\s\S]*?<\/section>)\s*(<section[\s\S]*?<\/section>)/,
      '$2$1',
      'TEXT_DIFFERS',
    ],
    [
      'a version is said to be in another language',
      'class="version" lang="fr"',
      'class="version" lang="es"',
      'TEXT_DIFFERS language fr|es',
    ],
    ['a version reads from the other side', 'lang="ar" dir="rtl"', 'lang="ar" dir="ltr"', 'TEXT_DIFFERS direction rtl|ltr'],
    [
      'the page says another language',
      '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"',
      '<html xmlns="http://www.w3.org/1999/xhtml" lang="fr"',
      'TEXT_DIFFERS language en|fr',
    ],
    ['the page has another title', /<title>.*?<\/title>/, '<title>Other</title>', 'TEXT_DIFFERS title'],
    ['the page may be looked for', '<meta name="robots" content="noindex"/>', '', 'TEXT_DIFFERS missing noindex|'],
    ['a link is lost', /<li><a href="[^"]*-FR\.docx"[\s\S]*?<\/li>/, '', 'TEXT_DIFFERS missing ./A_80_99999-S_2025_99999-FR.docx'],
    [
      'a link leads to another version',
      /<a href="([^"]*)-FR\.pdf"/,
      '<a href="$1-EN.pdf"',
      'TEXT_DIFFERS link ./A_80_99999-S_2025_99999-FR.pdf',
    ],
    [
      'a link leads to another format',
      /<a href="([^"]*)-FR\.pdf"/,
      '<a href="$1-FR.docx"',
      'TEXT_DIFFERS link ./A_80_99999-S_2025_99999-FR.pdf',
    ],
    ['a link leads to nothing', /<a href="[^"]*-FR\.pdf"/, '<a href="./other.pdf"', 'TEXT_DIFFERS link ./A_80_99999-S_2025_99999-FR.pdf'],
    ['a link leads out of the folder', /<a href="[^"]*-FR\.pdf"/, '<a href="../other.pdf"', 'TEXT_DIFFERS reach |a href'],
    ['a link leads into the network', /<a href="[^"]*-FR\.pdf"/, '<a href="https://sample.invalid/x.pdf"', 'TEXT_DIFFERS link'],
    ['a link tells of another language', /(-FR\.pdf" hreflang=)"fr"(.*<\/a>)/, '$1"en"$2', 'TEXT_DIFFERS link'],
    [
      'a link tells of another format',
      /(<a href="[^"]*-FR\.pdf" hreflang="fr" type=)"application\/pdf"/,
      '$1"text/html"',
      'TEXT_DIFFERS link',
    ],
    [
      'a link is called by another name',
      'aria-labelledby="fr-pdf fr-name"',
      'aria-labelledby="fr-pdf us-name"',
      'TEXT_DIFFERS reach |a us-name',
    ],
    ['the words of links change places', />PDF<([\s\S]*?)>DOCX</, '>DOCX<$1>PDF<', 'TEXT_DIFFERS'],
    ['a link is put in besides', '</main>', '<a href="./x.exe"></a></main>', 'TEXT_DIFFERS reach |./x.exe'],
    [
      'the head does not name a file',
      /<link rel="alternate" href="[^"]*-AR\.html"[^>]*>/,
      '',
      'TEXT_DIFFERS missing ./A_80_99999-S_2025_99999-AR.html',
    ],
    ['a script was put in', '</main>', '<script>1</script></main>', 'TEXT_DIFFERS reach |script'],
    ['an element is not closed', '</main>', '', 'OUTPUT_UNREADABLE'],
  ])('fails when %s', async (_, from, to, expected) => {
    const problems = await told(changed(from, to));
    expect(
      problems.some((problem) => problem.startsWith(expected)),
      problems.join('\n'),
    ).toBe(true);
  });

  it('fails when a file it leads to is gone, and when one beside it is not listed', async () => {
    const gone = await told(
      page,
      without((file) => file.endsWith('-FR.pdf')),
    );
    expect(gone).toContain('TEXT_DIFFERS reach |./A_80_99999-S_2025_99999-FR.pdf (fr, application/pdf)');
    const fewer = decoded((await indexPage.render({ versions: recorded.slice(0, 2), house, report: () => {} })) ?? undefined);
    expect((await told(fewer)).some((problem) => problem.startsWith('TEXT_DIFFERS missing Français'))).toBe(true);
  });

  it('needs no version and no format that was not made with it', async () => {
    const fewer = decoded((await indexPage.render({ versions: recorded.slice(0, 2), house, report: () => {} })) ?? undefined);
    const rest = [...recorded.slice(0, 2), ...recorded.slice(2).map((version) => ({ ...version, files: {} }))];
    expect(await told(fewer, rest)).toEqual([]);
    const noWord = without((file) => file.endsWith('.docx'));
    expect(await told(decoded((await indexPage.render({ versions: noWord, house, report: () => {} })) ?? undefined))).toEqual([]);
  });
});

describe('the command', () => {
  const { folder: home, remove } = scratch();
  afterAll(remove);

  it('verifies an index with the files beside it', async () => {
    const cwd = home();
    mkdirSync(path.join(cwd, 'content'));
    cpSync(path.join(root, folder), path.join(cwd, folder), { recursive: true });
    const built = await circulate(['build', '--format', 'html,index', '--lang', 'en,fr'], cwd);
    expect(built.stderr).toBe('');
    expect(built.stdout).toMatch(/index\.html +\d+ words verified/);
    const file = 'output/sample-letter/index.html';
    expect(await circulate(['verify', file], cwd)).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/^output\S+: \d+ words verified/),
    });
    const text = readFileSync(path.join(cwd, file), 'utf8');
    writeFileSync(path.join(cwd, file), text.replace('>Français<', '>Frangais<'));
    expect(await circulate(['verify', file], cwd)).toMatchObject({
      exit: 7,
      stderr: expect.stringContaining('"Français" reads "Frangais"'),
    });
    writeFileSync(path.join(cwd, file), text);
    rmSync(path.join(cwd, 'output/sample-letter/A_80_99999-S_2025_99999-FR.html'));
    expect(await circulate(['verify', file], cwd)).toMatchObject({ exit: 7, stderr: expect.stringContaining('leads nowhere') });
  });
});
