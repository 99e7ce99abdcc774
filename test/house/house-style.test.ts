/**
 * House style is data: no phrase of the Organization, no language code, no face and no measure stands in `src/`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file: file.split(path.sep).join('/'), code: withoutComments(readFileSync(path.join(root, 'src', file), 'utf8')) }));
const data = (file: string) => parse(readFileSync(path.join(root, 'templates', file), 'utf8'));
const languages = readdirSync(path.join(root, 'templates/languages')).map((file) => data(`languages/${file}`));

/** Code with comments blanked, lines kept; strings are told apart so that `//` in an address is no comment. */
function withoutComments(code: string): string {
  return code.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (whole, string?: string) => (string === undefined ? whole.replace(/[^\n]/g, ' ') : string),
  );
}

/** The same code with everything but what stands in quotation marks blanked. */
const literals = sources.map(({ file, code }) => {
  let out = '';
  let last = 0;
  for (const match of code.matchAll(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g)) {
    out += code.slice(last, match.index).replace(/[^\n]/g, ' ') + match[0];
    last = match.index + match[0].length;
  }
  return { file, code: out + code.slice(last).replace(/[^\n]/g, ' ') };
});

function occurrences(pattern: RegExp, except: (file: string, match: string) => boolean = () => false, among = sources): string[] {
  return among.flatMap(({ file, code }) =>
    code
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(pattern)]
          .filter((match) => !except(file, match[0]))
          .map((match) => `${file}:${index + 1}: ${match[0]} in ${line.trim()}`),
      ),
  );
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('src/', () => {
  it('holds no phrase, office, organ or month of any language', () => {
    const words = languages.flatMap((language) => [
      ...Object.values<string>(language.phrases),
      ...Object.values<string>(language.organs),
      ...Object.values<Record<string, string>>(language.addressees).flatMap((phrases) => Object.values(phrases)),
      ...language.months,
      language.phrases.organization,
    ]);
    const fixed = words
      .flatMap((phrase: string) => phrase.split(/\{[^}]*\}/))
      .map((part: string) => part.replace(/^[\s:,*()]+|[\s:,*()]+$/g, ''))
      .filter((part: string) => part.length >= 5 && /\p{Lu}/u.test(part))
      // "Points 32 et 37 …" of a French agenda is also the English word for the measure.
      .filter((part: string) => part !== 'Points');
    expect(fixed.length).toBeGreaterThan(30);
    expect(
      occurrences(new RegExp(`(?<![\\w-])(?:${[...new Set(fixed)].map(escaped).join('|')})(?![\\w])`, 'gu'), () => false, literals),
    ).toEqual([]);
  });

  it('holds no code of an official language', () => {
    const codes = Object.keys(languages[0].names).join('|');
    expect(occurrences(new RegExp(`['"\`](?:${codes})(?:-[A-Za-z]+)?['"\`]`, 'g'))).toEqual([]);
  });

  it('names no face', () => {
    expect(occurrences(/Times|Tinos|Amiri|Noto|Liberation/g)).toEqual([]);
  });

  it('holds no measure: no decimal number, and no length of the page', () => {
    // By file: numbers that are no measures of the house, such as the points of an inch. The reason stands beside each.
    const allowed: Readonly<Record<string, readonly string[]>> = JSON.parse(
      readFileSync(path.join(import.meta.dirname, 'allowed-numbers.json'), 'utf8'),
    );
    expect(occurrences(/(?<![\w.'"$/])\d+\.\d+(?![\w.])/g, (file, match) => allowed[file]?.includes(match) ?? false)).toEqual([]);
    const lengths = new Set<string>();
    const collect = (value: unknown) => {
      if (typeof value === 'number' && value > 20) lengths.add(String(value));
      else if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) if (key !== 'scale') collect(inner);
    };
    collect(data('page.yaml'));
    collect(data('style.yaml').styles);
    const pattern = new RegExp(`(?<![\\w.'"$-])(?:${[...lengths].map(escaped).join('|')})(?![\\w.])`, 'g');
    expect(
      occurrences(pattern, (file, match) => !/^(?:layout|text|backends)\//.test(file) || (allowed[file]?.includes(match) ?? false)),
    ).toEqual([]);
  });
});

describe('folders', () => {
  // Each may take values from those before it; types may be named from anywhere.
  const order = [
    'problem.ts',
    'io.ts',
    'own.ts',
    'names.ts',
    'wildcards.ts',
    'nearest.ts',
    'issues.ts',
    'scalars.ts',
    'xml.ts',
    'xsd.ts',
    'zlib.ts',
    'deflate.ts',
    'documents.ts',
    'output.ts',
    'tree',
    'lines.ts',
    'files.ts',
    'entries.ts',
    'source.ts',
    'edit.ts',
    'messages.ts',
    'reporter.ts',
    'model',
    'style',
    'language',
    'translation',
    'template',
    'text',
    'layout',
    'backends',
    'verify',
    'conformance',
    'signing',
    'house.ts',
    'records',
    'attachments.ts',
    'reproduction.ts',
    'pipeline.ts',
    'workers.ts',
    'worker.ts',
    'archive',
    'fidelity.ts',
    'exchange',
    'commands',
    'index.ts',
    'engine.ts',
    'cli.ts',
    'thread.ts',
    'start.ts',
  ];

  it('take values only from those before them', () => {
    const wrong: string[] = [];
    for (const { file, code } of sources) {
      const own = file.split('/')[0] ?? '';
      for (const match of code.matchAll(/(?:import|export)\s+(?!type\b)[^;]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g)) {
        const target = path.posix.join(path.posix.dirname(file), match[1] ?? match[2] ?? '').split('/')[0] ?? '';
        if (target !== own && order.indexOf(target) >= order.indexOf(own)) wrong.push(`${file} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('are all in that order', () => {
    expect(
      [...new Set(sources.map(({ file }) => file.split('/')[0]))].filter((name) => !order.includes(name ?? '') && !name?.endsWith('.d.ts')),
    ).toEqual([]);
  });
});

describe('libraries', () => {
  // One door each (README, "Dependencies").
  const doors: Readonly<Record<string, RegExp>> = {
    yaml: /^(?:source|edit)\.ts$/,
    handlebars: /^template\//,
    harfbuzzjs: /^(?:text\/shape|style\/faces|start)\.ts$/,
    pdfkit: /^backends\/pdf\//,
    docx: /^backends\/(?:docx\/|table\.ts$)/,
    saxes: /^xml\.ts$/,
    'xmllint-wasm': /^xsd\.ts$/,
    fflate: /^deflate\.ts$/,
    'zlib-streams': /^zlib\.ts$/,
    'bwip-js': /^layout\/codes\.ts$/,
    'lean-qr': /^layout\/codes\.ts$/,
    'pdf-parse': /^verify\//,
    'node-forge': /^signing\/keys\.ts$/,
    commander: /^cli\.ts$/,
  };

  it('are imported by one file or folder each', () => {
    const wrong = sources.flatMap(({ file, code }) =>
      Object.entries(doors).flatMap(([library, door]) =>
        new RegExp(`['"]${library}(?:/[^'"]*)?['"]`).test(code) && !door.test(file) ? [`${file} imports ${library}`] : [],
      ),
    );
    expect(wrong).toEqual([]);
  });
});
