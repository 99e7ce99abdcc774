/**
 * The built command as a user meets it: help, mistakes on the command line, results as JSON, verification of files made
 * earlier, a new source, folders that cannot be written. What it says of mistakes in sources is tested in `errors/`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unzip, zip } from '../src/deflate.ts';
import { compiledCode } from '../src/engine.ts';
import { circulate, copyDocument, filesBelow, root, scratch } from './command.ts';

const { folder, remove } = scratch();
afterAll(remove);

/** A user's folder with the sample as `content/sample`. */
function home(): string {
  const made = folder();
  copyDocument('content/sample-letter', made, 'sample');
  return made;
}
const escapeCode = '\u001b';
const pdfName = 'sample/A_80_99999-S_2025_99999-EN.pdf';
const docxName = 'sample/A_80_99999-S_2025_99999-EN.docx';

describe('the built program', () => {
  it('begins with code that this engine has compiled', () => {
    const [file, cache, engine] = ['dist/compiled/command.cjs', compiledCode, 'dist/engine.js'].map((name) => path.join(root, name));
    const code = `import { readFileSync } from 'node:fs';
      import vm from 'node:vm';
      import { compileLater } from ${JSON.stringify(pathToFileURL(engine ?? ''))};
      const [file, cache] = process.argv.slice(1);
      compileLater(process.version);
      const script = new vm.Script(readFileSync(file, 'latin1'), { filename: file, cachedData: readFileSync(cache) });
      console.log(script.cachedDataRejected);`;
    const args = ['--input-type=module', '-e', code, file ?? '', cache ?? ''];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('false\n');
  });

  it('is written in ASCII, as which that code is read, its regular expressions too', () => {
    const code = readFileSync(path.join(root, 'dist/compiled/command.cjs'), 'latin1');
    expect(code.match(/.{0,20}[^\0-\x7f].{0,20}/g)).toBeNull();
  });

  it('says the same begun from its modules', async () => {
    const place = home();
    const script = `const { readdirSync } = require('node:fs');
      const name = readdirSync(${JSON.stringify(path.join(root, 'dist'))}).find((one) => /^cli-\\w+\\.js$/.test(one));
      import(${JSON.stringify(`${pathToFileURL(path.join(root, 'dist'))}/`)} + name);`;
    const args = ['build', '--json', '--no-verify', '--lang', 'en'];
    const fromModules = execFileSync(process.execPath, ['-e', script, '--', 'circulate', ...args], { cwd: place, encoding: 'utf8' });
    const made = await circulate(args, place);
    expect(made.exit).toBe(0);
    expect(JSON.parse(fromModules)).toEqual(JSON.parse(made.stdout));
  });
});

describe('help', () => {
  it.each([[], ['build'], ['check'], ['verify'], ['new'], ['schema'], ['explain']])(
    'of "%s" shows examples and ends well',
    async (...command) => {
      const { exit, stdout, stderr } = await circulate([...command, '--help'], folder());
      expect(exit).toBe(0);
      expect(stderr).toBe('');
      expect(stdout).toMatch(/^Usage: circulate/);
      expect(stdout).toMatch(/Examples?:\n {2}circulate \w+/);
    },
  );

  it('warns that comments travel with attached sources', async () => {
    const { stdout } = await circulate(['build', '--help'], folder());
    const [, warning = ''] = /--attach +([\s\S]*?)\n {2}-/.exec(stdout) ?? [];
    expect(warning.replace(/\s+/g, ' ')).toMatch(/every comment and note of a translator: not for mailing/);
  });

  it('names every command and exit code', async () => {
    const { stdout } = await circulate(['--help'], folder());
    for (const command of ['build', 'check', 'verify', 'new', 'schema', 'explain'])
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    for (const code of [0, 1, 2, 3, 5, 6, 7, 8]) expect(stdout).toMatch(new RegExp(`\\b${code} [a-z]`));
  });
});

describe('whoever reads what is said', () => {
  it('may stop before the end, as `head` does', async () => {
    const child = spawn(process.execPath, [path.join(root, 'dist/cli.js'), 'check', '--to', 'model'], { cwd: home() });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    const exit = await new Promise((resolve) => child.on('close', resolve));
    expect({ exit, said }).toEqual({ exit: 0, said: '' });
  });
});

describe('a wrong command line ends with exit 2', () => {
  it.each([
    ['a mistyped command', ['buid'], 'build'],
    ['a mistyped option', ['build', '--emblm', 'a.svg'], '--emblem'],
    ['a stage that does not exist', ['check', '--to', 'tre'], 'tree'],
    ['a format that does not exist', ['build', '--format', 'pfd'], 'pdf, docx'],
    ['a code that does not exist', ['explain', 'SYMBOL_MALFORMD'], 'SYMBOL_MALFORMED'],
  ])('%s, with what was meant', async (_, args, meant) => {
    const { exit, stdout, stderr } = await circulate(args, home());
    expect(exit).toBe(2);
    expect(stderr).toContain(meant);
    expect(stdout).toBe('');
  });

  it.each(['x', '-3', '51', '3mm'])('paper beyond the page that no printer asks for: %s', async (measure) => {
    const { exit, stderr } = await circulate(['build', `--bleed=${measure}`], folder());
    expect(exit).toBe(2);
    expect(stderr).toContain('Write millimetres, at most 50.');
  });

  it('a folder without documents', async () => {
    const { exit, stderr } = await circulate(['build', '.'], folder());
    expect(exit).toBe(2);
    expect(stderr).toContain('NOTHING_FOUND');
  });

  it('no command at all, with help', async () => {
    const { exit, stderr } = await circulate([], folder());
    expect(exit).toBe(2);
    expect(stderr).toContain('Usage: circulate');
  });
});

describe('--json', () => {
  it('prints what was built', async () => {
    const at = home();
    const { exit, stdout, stderr } = await circulate(['build', '--json'], at);
    expect([exit, stderr]).toEqual([0, '']);
    const result = JSON.parse(stdout);
    expect(result.problems).toEqual([]);
    expect(result.documents).toHaveLength(1);
    const [document] = result.documents;
    expect(document.source).toBe('content/sample/letter.yaml');
    expect(document.files.map((file: { file: string }) => file.file)).toEqual([`output/${pdfName}`, `output/${docxName}`]);
    for (const { file, bytes, verifiedWords } of document.files) {
      expect(readFileSync(path.join(at, file)).length).toBe(bytes);
      expect(verifiedWords).toBeGreaterThan(500);
    }
  });

  it.each(['build', 'check'])('prints the problems %s finds, with their places', async (command) => {
    const at = home();
    const source = path.join(at, 'content/sample/letter.yaml');
    writeFileSync(source, readFileSync(source, 'utf8').replace('issued: 2025-03-10', 'issued: 2025-13-10'));
    const { exit, stdout, stderr } = await circulate([command, '--json'], at);
    expect([exit, stderr]).toEqual([3, '']);
    const { problems } = JSON.parse(stdout);
    const line = readFileSync(source, 'utf8').split('\n').indexOf('issued: 2025-13-10') + 1;
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code: 'DATE_INVALID',
      severity: 'error',
      file: 'content/sample/letter.yaml',
      range: { start: { line, column: 9 }, end: { line, column: 19 } },
    });
    expect(problems[0].message).toContain('2025-13-10');
    expect(problems[0].hint).toMatch(/\w/);
    expect(existsSync(path.join(at, 'output'))).toBe(false);
  });

  it('prints nothing wrong of a sound source', async () => {
    const { exit, stdout } = await circulate(['check', '--json'], home());
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ problems: [] });
  });
});

describe('verify', () => {
  let at: string;
  beforeAll(async () => {
    at = home();
    const { exit, stderr } = await circulate(['build'], at);
    expect(exit, stderr).toBe(0);
  });

  it('passes files just made', async () => {
    const { exit, stdout, stderr } = await circulate(['verify', `output/${pdfName}`, `output/${docxName}`], at);
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout.match(/\d+ words verified against content\/sample\/letter\.yaml/g)).toHaveLength(2);
  });

  it('tells which word of the Word file was changed', async () => {
    const parts = new Map(unzip(new Uint8Array(readFileSync(path.join(at, 'output', docxName)))));
    const xml = new TextDecoder().decode(parts.get('word/document.xml'));
    expect(xml.split('furniture')).toHaveLength(2);
    parts.set('word/document.xml', new TextEncoder().encode(xml.replace('furniture', 'armature')));
    writeFileSync(path.join(at, 'output/sample/changed.docx'), zip(parts));
    const { exit, stdout, stderr } = await circulate(['verify', 'output/sample/changed.docx'], at);
    expect(exit).toBe(7);
    expect(stdout).toBe('');
    expect(stderr).toContain('TEXT_DIFFERS');
    expect(stderr).toContain('furniture');
    expect(stderr).toContain('armature');
  });

  it('takes the source by name, and tells when it is another', async () => {
    copyDocument('test/cases/council', at, 'council');
    const right = await circulate(['verify', `output/${pdfName}`, '--source', 'content/sample'], at);
    expect(right.exit, right.stderr).toBe(0);
    const wrong = await circulate(['verify', `output/${pdfName}`, '--source', 'content/council'], at);
    expect(wrong.exit).toBe(7);
  });
});

describe('new', () => {
  it('makes a source that check accepts and build builds, and overwrites none', async () => {
    const at = folder();
    const made = await circulate(['new', 'content/mine'], at);
    expect([made.exit, made.stdout, made.stderr]).toEqual([0, 'content/mine/letter.yaml\n', '']);
    const checked = await circulate(['check', 'content/mine', '--strict'], at);
    expect(checked.stderr).toBe('');
    expect(checked.exit).toBe(0);
    const built = await circulate(['build', 'content/mine'], at);
    expect(built.exit, built.stderr).toBe(0);
    expect([...filesBelow(path.join(at, 'output')).keys()].sort()).toEqual(['mine/mine-EN.docx', 'mine/mine-EN.pdf']);

    writeFileSync(path.join(at, 'content/mine/letter.yaml'), 'mine\n');
    const again = await circulate(['new', 'content/mine'], at);
    expect(again.exit).toBe(8);
    expect(readFileSync(path.join(at, 'content/mine/letter.yaml'), 'utf8')).toBe('mine\n');
  });
});

describe('an output folder that cannot be written', () => {
  it.each([
    ['a file in its place', 'print', 'print'],
    ['a file in the place of a folder above it', 'print/deep', 'print'],
    ['a file in the place of the document’s own folder', 'print', 'print/sample'],
    ['a folder in the place of the second file', 'print', `print/${docxName}/inside`],
  ])('%s: exit 8, and nothing half-written', async (_, out, blocked) => {
    const at = home();
    mkdirSync(path.dirname(path.join(at, blocked)), { recursive: true });
    writeFileSync(path.join(at, blocked), 'in the way\n');
    // Of an earlier run, where it fits: it must come through unchanged.
    if (blocked.startsWith(`print/${docxName}`)) writeFileSync(path.join(at, 'print', pdfName), 'made earlier\n');
    const before = filesBelow(at);
    const { exit, stdout, stderr } = await circulate(['build', '--out', out], at);
    expect(stderr).toContain('OUTPUT_UNWRITABLE');
    expect(exit).toBe(8);
    expect(stdout).toBe('');
    expect(filesBelow(at)).toEqual(before);
  });
});

describe('colour', () => {
  it('stays out of what is piped, even where one is wished for', async () => {
    const at = home();
    const source = path.join(at, 'content/sample/letter.yaml');
    const good = await circulate(['build'], at, { TERM: 'xterm-256color', COLORTERM: 'truecolor' });
    writeFileSync(source, readFileSync(source, 'utf8').replace('distribution: general', 'distribution: genral'));
    const bad = await circulate(['build'], at, { TERM: 'xterm-256color', COLORTERM: 'truecolor' });
    expect([good.exit, bad.exit]).toEqual([0, 3]);
    expect(bad.stderr).toContain('genral');
    for (const { stdout, stderr } of [good, bad]) expect(stdout + stderr).not.toContain(escapeCode);
  });
});

describe('check --to', () => {
  const body = 'I have the honour to inform you';
  it.each([
    ['model', /^\{\n {2}"type": "letter"/],
    ['view', /^\{\n/],
    ['markup', /^<document>/],
    ['tree', /^document kind="letter"/],
    ['pages', /^page 1\n/],
    ['text', /^United Nations\n/],
  ])('prints the %s', async (stage, beginning) => {
    const { exit, stdout, stderr } = await circulate(['check', 'content/sample', '--to', stage], home());
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(beginning);
    expect(stdout).toContain('80/99999');
    if (stage === 'model' || stage === 'view') expect(() => JSON.parse(stdout)).not.toThrow();
    // The body stands in the tree and what follows from it, and in the model as blocks; the frame only says where it goes.
    if (stage === 'view' || stage === 'markup') expect(stdout).not.toContain(body);
    else expect(stdout).toContain(body);
    if (stage === 'markup') expect(stdout).toContain('<blocks at="body"/>');
    if (stage === 'pages') expect(stdout).toContain('\npage 2\n');
  });
});
