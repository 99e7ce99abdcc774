/**
 * The offline bundle: the same bytes at any time and place, names that every system takes, and a bill of materials, licences
 * and digests that fit what is in it. `check-bundle.sh` installs and runs it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fromBufferPromise } from 'yauzl';
import { faultsOfNames } from '../../scripts/bundle/names.js';
import { readZip } from '../../src/verify/read-zip.ts';
import { root, scratch } from '../command.ts';
import { bundleName, makeBundle } from './bundle.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly unknown[];
  readonly pedigree?: { readonly ancestors: readonly Component[] };
}
interface Bill {
  readonly serialNumber?: string;
  readonly metadata: { readonly timestamp?: string };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const { folder, remove } = scratch();
afterAll(remove);
const digest = (bytes: Uint8Array, algorithm = 'sha512') => createHash(algorithm).update(bytes).digest('hex');
const lists = ['SHA256SUMS', 'SHA512SUMS'];

let bytes: Buffer;
let again: Buffer;
let beside: string;
let files: ReadonlyMap<string, Buffer>;
let bill: Bill;
const text = (file: string) => files.get(file)?.toString() ?? '';
beforeAll(async () => {
  const [one, other] = [folder(), folder()];
  const file = await makeBundle(one, { TZ: 'Pacific/Kiritimati', LC_ALL: 'C' });
  bytes = readFileSync(file);
  beside = readFileSync(`${file}.sha512`, 'utf8');
  again = readFileSync(await makeBundle(path.join(other, 'deeper'), { TZ: 'Pacific/Pago_Pago' }));
  const zipped = await readZip(bytes, { entries: 5000, entry: 2 ** 26, total: 2 ** 28 });
  files = new Map([...zipped].map(([name, content]) => [name.slice(bundleName.length + 1), content]));
  bill = JSON.parse(text('SBOM.cdx.json')) as Bill;
});
const libraries = () => bill.components.filter(({ type }) => type === 'library');
/** Packages that lie in the bundle as packages. */
const packages = () => [...new Set([...files.keys()].flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []))];

describe('the archive', () => {
  it('has the same bytes in any time zone and folder, with its digest beside it', () => {
    expect(Buffer.compare(bytes, again)).toBe(0);
    expect(beside).toBe(`${digest(bytes)}  ${bundleName}.zip\n`);
  });

  it('lists files in order, in one folder, of one date, only the command to be executed', async () => {
    const entries = [];
    for await (const entry of (await fromBufferPromise(bytes, { lazyEntries: true })).eachEntry()) entries.push(entry);
    const names = entries.map((entry) => entry.fileName);
    expect(names).toEqual([...names].sort());
    expect(names.filter((name) => !name.startsWith(`${bundleName}/`) || name.endsWith('/'))).toEqual([]);
    expect(new Set(entries.map((entry) => `${entry.lastModFileDate} ${entry.lastModFileTime}`))).toEqual(new Set(['33 0']));
    const executed = entries.filter((entry) => ((entry.externalFileAttributes >>> 16) & 0o111) !== 0);
    expect(executed.map((entry) => entry.fileName)).toEqual([`${bundleName}/circulate`]);
  });

  it('is small enough for a stick or a letter box, as the README says', () => {
    expect(bytes.length).toBeLessThan(12e6);
  });

  it('has names that Windows takes', () => {
    const names = [...files.keys()].map((file) => `${bundleName}/${file}`);
    expect(faultsOfNames(names)).toEqual([]);
    expect(names.filter((name) => !/^[\w@/.+ -]+$/.test(name))).toEqual([]);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThan(200);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  it.each(['a/CON', 'a/nul.txt', 'com1.js', 'a./b', 'a /b', 'a:b', 'a\\b', 'what?.js', 'a\u0007b', 'a//b', '../a', 'x'.repeat(200)])(
    'would not hold the name %j',
    (name) => expect(faultsOfNames([name])).toHaveLength(1),
  );
  it('would not hold names that differ in capitals alone, of files or folders', () => {
    expect(faultsOfNames(['a/b', 'A/c'])).toHaveLength(1);
    expect(faultsOfNames(['a/b.js', 'a/B.js'])).toHaveLength(1);
    expect(faultsOfNames(['a/b', 'a/c', 'console.js', 'com10', 'a.b'])).toEqual([]);
  });

  it.each([
    ['SHA512SUMS', 'sha512'],
    ['SHA256SUMS', 'sha256'],
  ])('lists every other file with its digest in %s', (list, algorithm) => {
    const rest = [...files].filter(([file]) => !lists.includes(file));
    expect(text(list)).toBe(rest.map(([file, content]) => `${digest(content, algorithm)}  ${file}\n`).join(''));
  });
});

describe('what it carries', () => {
  it('needs no machine of its own and runs nothing when installed', () => {
    expect([...files.keys()].filter((file) => /\.(?:node|exe|dll|so|dylib|sh|ps1|bat)$/.test(file))).toEqual([]);
    const scripts = [...files].flatMap(([file, content]) =>
      /(?:^|\/)package\.json$/.test(file) ? Object.keys(JSON.parse(content.toString()).scripts ?? {}) : [],
    );
    expect(scripts.filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
    expect(JSON.parse(text('package.json')).scripts).toBeUndefined();
  });

  it('leaves out tests, source maps and types of libraries', () => {
    const surplus = /\.map$|\.d\.[cm]?ts$|(?:^|\/)(?:test|tests|docs?|examples?)\/|README|CHANGELOG/;
    expect([...files.keys()].filter((file) => file.startsWith('node_modules/') && surplus.test(file))).toEqual([]);
  });

  it('is everything the program names: modules, fonts, patterns', () => {
    const named = new Set<string>();
    for (const [file, content] of files) {
      if (!/^dist\/[^/]+\.js$/.test(file)) continue;
      for (const match of content
        .toString()
        .matchAll(/(?:\bfrom|\bimport\(|\bimport|\bresolve\(|\brequire\()\s*["']([\w@][\w@./-]*)["']/g)) {
        const name = match[1] ?? '';
        if (!isBuiltin(name)) named.add(name);
      }
    }
    const style = parse(text('templates/style.yaml')) as { files: Record<string, string> };
    for (const file of Object.values(style.files)) named.add(file.replace(/^circulate\//, '../dist/'));
    for (const file of readdirSync(path.join(root, 'templates/languages'))) {
      const { typesetting } = parse(text(`templates/languages/${file}`)) as { typesetting?: { hyphenation?: { patterns: string } } };
      if (typesetting?.hyphenation) named.add(typesetting.hyphenation.patterns);
    }
    expect(named.size).toBeGreaterThan(10);
    // A package may give a file another place than its name says, never another last part.
    const present = (name: string) => {
      const folder = /^(?:\.\.\/dist|(?:@[^/]+\/)?[^/]+)/.exec(name)?.[0] ?? '';
      const within = [...files.keys()].filter((file) => file.startsWith(`${path.posix.join('node_modules', folder)}/`));
      return name === folder ? within.length > 1 : within.some((file) => path.posix.basename(file) === path.posix.basename(name));
    };
    expect([...named].filter((name) => !present(name))).toEqual([]);
  });
});

describe('the bill of materials', () => {
  it('has no date, no number of its own and no name twice', () => {
    expect([bill.serialNumber, bill.metadata.timestamp]).toEqual([undefined, undefined]);
    const refs = bill.components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
  });

  it('lists every package in the bundle, at its version', () => {
    const listed = new Map(libraries().map(({ name, version }) => [name, version]));
    expect(packages().length).toBeGreaterThan(8);
    for (const name of packages())
      expect([name, listed.get(name)]).toEqual([name, JSON.parse(text(`node_modules/${name}/package.json`)).version]);
  });

  it('lists every library the source imports, and all that these need, as far as it is built in', () => {
    const imported = new Set<string>();
    for (const file of readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const code = readFileSync(path.join(root, 'src', file), 'utf8');
      // Types are gone from the program.
      for (const match of code.matchAll(/^import (?!type\b)[^;]*?from '([^'.][^']*)'|\bimport\('([^'.][^']*)'\)/gm)) {
        const name = match[1] ?? match[2] ?? '';
        if (!isBuiltin(name)) imported.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
      }
    }
    const names = libraries().map(({ name }) => name);
    expect(imported.size).toBeGreaterThan(15);
    expect([...imported].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('lists nothing that the program does not hold, or that nobody asks for', () => {
    const reached = new Set<string>();
    const walk = (ref: string) => {
      if (reached.has(ref)) return;
      reached.add(ref);
      for (const next of bill.dependencies.find((one) => one.ref === ref)?.dependsOn ?? []) walk(next);
    };
    walk(bundleName.replace(/-(?=\d)/, '@'));
    // png-js is asked for by pdfkit, micromark by its extensions: all by way of what package.json names.
    expect(libraries().filter((one) => !reached.has(one['bom-ref']))).toEqual([]);
  });

  it('gives the digests that the lockfile has', () => {
    const lock = JSON.parse(text('package-lock.json')) as {
      packages: Record<string, { version: string; integrity?: string; dev?: boolean }>;
    };
    const held = Object.entries(lock.packages).map(
      ([place, entry]) => `${place.replace(/^.*node_modules\//, '')}@${entry.version} ${entry.integrity} ${entry.dev}`,
    );
    for (const { name, version, hashes } of libraries()) {
      const integrity = `sha512-${Buffer.from(hashes[0]?.content ?? '', 'hex').toString('base64')}`;
      expect(held).toContain(`${name}@${version} ${integrity} undefined`);
    }
  });

  it('lists every font file with its digest, and what a cut one was cut from', () => {
    const fonts = bill.components.filter(({ type }) => type === 'file');
    const carried = [...files].filter(([file]) => file.endsWith('.ttf'));
    expect(fonts.map(({ name, hashes }) => [name, hashes[0]?.content]).sort()).toEqual(
      carried.map(([file, content]) => [path.posix.basename(file), digest(content)]).sort(),
    );
    const { devDependencies } = JSON.parse(text('package.json')) as { devDependencies: Record<string, string> };
    const whole = `pkg:npm/%40expo-google-fonts/noto-serif-sc@${devDependencies['@expo-google-fonts/noto-serif-sc']}`;
    expect(fonts.flatMap(({ name, pedigree }) => pedigree?.ancestors.map((from) => `${name} ${from.purl}`) ?? [])).toEqual([
      `NotoSerifSC_400Regular.ttf ${whole}`,
      `NotoSerifSC_700Bold.ttf ${whole}`,
    ]);
  });
});

describe('licences', () => {
  it('stand in the overview for every part, with their texts', () => {
    const overview = text('LICENCES.txt');
    const [table = '', ...texts] = overview.split(`\n${'='.repeat(80)}\n`);
    for (const { name, version } of bill.components)
      expect(table).toContain(version === undefined ? `\n${name}: ` : `\n${name} ${version}: `);
    const titled = new Set(texts.flatMap((part, index) => (index % 2 === 0 ? part.split('\n') : [])));
    for (const { name, version } of libraries()) expect([...titled]).toContain(`${name} ${version}`);
    for (const words of ['SIL OPEN FONT LICENSE Version 1.1', 'Apache License', 'Jean-loup Gailly and Mark Adler', 'Isaac Z. Schlueter'])
      expect(overview).toContain(words);
  });

  it('lie beside the fonts', () => {
    const folders = [
      'node_modules/@expo-google-fonts/tinos/LICENSE_FONT',
      'node_modules/@expo-google-fonts/amiri/LICENSE_FONT',
      'dist/faces/NotoSerifSC-LICENSE.txt',
    ];
    for (const file of folders) expect(text(file), file).toContain('SIL OPEN FONT LICENSE');
  });
});

describe('an installation by npm', () => {
  it('has nothing to ask of scripts: every one a library brings is refused beforehand', () => {
    const { packages: locked } = JSON.parse(text('package-lock.json')) as { packages: Record<string, { hasInstallScript?: boolean }> };
    const { allowScripts } = JSON.parse(text('package.json')) as { allowScripts: Record<string, boolean> };
    const bringing = Object.entries(locked).flatMap(([place, entry]) =>
      entry.hasInstallScript ? [place.replace(/^.*node_modules\//, '')] : [],
    );
    expect(Object.entries(allowScripts)).toEqual(bringing.map((name) => [name, false]));
  });

  it('has what an archive keeps of the program', () => {
    // npm is a script of Node's wherever Node is; its name is another on Windows.
    const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', shell: true });
    const packed = (JSON.parse(said) as [{ files: { path: string }[] }])[0].files.map((file) => file.path);
    for (const name of ['package-lock.json', 'SBOM.cdx.json', 'LICENCES.txt', 'bundle.sha512'])
      expect(packed).toContain(`dist/program/${name}`);
  });
});

describe('the launchers', () => {
  it('are a POSIX shell script without returns', () => {
    const script = text('circulate');
    expect(script).toMatch(/^#!\/bin\/sh\n/);
    expect(script).not.toContain('\r');
    execFileSync('sh', ['-n'], { input: script });
    // What bash has and dash has not.
    expect(script).not.toMatch(/\[\[|\bfunction\b|\blocal\b|\$'|<<<|\bsource\b|&>|\bdeclare\b/);
  });

  it('are a batch file of Windows: its line ends, plain ASCII, nothing of a shell', () => {
    const batch = text('circulate.cmd');
    expect(batch.startsWith('@echo off\r\n')).toBe(true);
    expect(batch.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(batch).not.toMatch(/[^\r\n -~]/);
    const commands = batch.replace(/^rem .*$/gm, '');
    expect(commands).not.toMatch(/\$\(|\$\{|#!|`|\bfi\b|\bthen\b|\bexport\b|\/dev\/null|\bpowershell\b/i);
    const lines = batch.split('\r\n');
    const labels = lines.flatMap((line) => /^:(\w+)$/.exec(line)?.[1] ?? []);
    const targets = lines.flatMap((line) => /\bgoto (\w+)/.exec(line)?.[1] ?? []);
    expect(targets).toEqual(labels);
    // A folder may have blanks: every path stands in quotation marks.
    for (const line of lines.filter((one) => !/^(?:rem|echo) /.test(one)))
      expect(line.replace(/"[^"]*"/g, '')).not.toMatch(/%here%|%node%/);
    // What is said goes to standard error; a bare greater-than sign would make a file.
    for (const line of lines.filter((one) => /\becho (?!off)/.test(one))) expect(line.replace(/"[^"]*"/g, '')).toMatch(/^[^<>&|()]*1>&2$/);
    // Every way ends, none falls through.
    expect(lines.filter((line) => line !== '').at(-1)).toMatch(/^exit \/b \d+$/);
  });

  it('come with instructions any editor of Windows shows', () => {
    const words = text('INSTALL.txt');
    expect(words.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(words).not.toMatch(/[^\r\n -~]|\{version\}/);
    for (const part of ['sha512sum -c', 'Get-FileHash', 'certutil', `${bundleName}.zip`, 'nodejs.org']) expect(words).toContain(part);
  });
});
