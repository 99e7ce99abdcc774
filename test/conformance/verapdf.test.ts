/** What becomes of the word of a validator: passed, failed, and everything else that a program started by its path may do. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { validate } from '../../src/conformance/verapdf.ts';
import { reporterOf } from '../../src/reporter.ts';
import { scratch } from '../command.ts';
import { content, validator } from './validator.ts';

const { folder, remove } = scratch();
afterAll(remove);

const files = [
  { fileName: 'one.pdf', bytes: new Uint8Array([1]), identifiers: ['PDF/A-2a', 'PDF/UA-1'] },
  { fileName: 'two.pdf', bytes: new Uint8Array([2]), identifiers: ['PDF/A-3a'] },
];
/** Milliseconds; enough for a program that answers. */
const longest = { start: 20_000, file: 1000 };

async function judge(program: string, limits = longest) {
  const reporter = reporterOf('.', false);
  const validations = await validate(program, files, reporter.report, limits);
  return {
    validations,
    told: reporter.problems.map(({ code, file, values }) =>
      [code, file, values.variant, values.reason].filter((part) => part !== undefined && part !== '').join(' '),
    ),
  };
}
const judgeBy = (behaviour: string, limits = longest) => judge(validator(folder(), behaviour), limits);

describe('a validator', { timeout: 60_000 }, () => {
  it('that finds no fault is quoted by its version and by each profile that a file claims', async () => {
    expect(await judgeBy(content)).toEqual({
      validations: [
        { version: '9.8.7', profiles: ['Profile 2a', 'Profile ua1'] },
        { version: '9.8.7', profiles: ['Profile 3a'] },
      ],
      told: [],
    });
  });

  it('that finds fault with one file of two is believed, whatever its exit', async () => {
    for (const exit of [0, 1]) {
      const found = await judgeBy(
        `report(files.map((file) => job(file, flavour === '3a' ? failed : passed))); process.exitCode = ${exit};`,
      );
      expect(found).toEqual({ validations: null, told: ['VERAPDF_FAILED two.pdf A content stream refers to nothing else'] });
    }
  });

  it('that calls a file not compliant and names no rule is believed, too', async () => {
    const bare = `'<validationReport profileName="x" isCompliant="false"></validationReport>'`;
    const { validations, told } = await judgeBy(`report(files.map((file) => job(file, ${bare})));`);
    expect([validations, told]).toEqual([null, ['VERAPDF_FAILED one.pdf', 'VERAPDF_FAILED two.pdf']]);
  });

  it('that could not read a file says why, and has not validated it', async () => {
    const exception = `'<taskException><exceptionMessage>out of memory</exceptionMessage></taskException>'`;
    const { validations, told } = await judgeBy(`report(files.map((file) => job(file, flavour === '3a' ? ${exception} : passed)));`);
    expect([validations, told]).toEqual([null, ['VERAPDF_UNUSABLE . out of memory']]);
  });

  it('that leaves a file out has not validated it', async () => {
    const { validations, told } = await judgeBy('report([]);');
    expect([validations, new Set(told)]).toEqual([null, new Set(['VERAPDF_UNUSABLE . no verdict'])]);
  });

  it('that prints nothing, no XML, or XML with entities, has said nothing', async () => {
    for (const behaviour of [
      'process.exitCode = 1;',
      "console.log('all is well');",
      `console.log('<!DOCTYPE report [<!ENTITY a "aaaa">]><report>&a;</report>');`,
      `report(files.map((file) => job(file, passed))); console.log('<more/>');`,
    ])
      expect(await judgeBy(behaviour)).toEqual({ validations: null, told: ['VERAPDF_UNUSABLE . no report'] });
  });

  it('that ends with another exit has failed, whatever it printed', async () => {
    expect(await judgeBy(`${content} process.exitCode = 3;`)).toEqual({ validations: null, told: ['VERAPDF_UNUSABLE . 3'] });
  });

  it('that never ends is ended, though it does not listen', async () => {
    const deaf = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
    expect(await judgeBy(deaf, { start: 500, file: 0 })).toEqual({ validations: null, told: ['VERAPDF_UNUSABLE . no answer in 0.5 s'] });
  });

  it('that is not there, or may not be started, is told by the system’s word', async () => {
    const place = folder();
    writeFileSync(path.join(place, 'plain'), 'no program');
    expect((await judge(path.join(place, 'absent'))).told).toEqual(['VERAPDF_UNUSABLE . ENOENT']);
    expect((await judge(path.join(place, 'plain'))).told).toEqual(['VERAPDF_UNUSABLE . EACCES']);
    expect((await judge(place)).told).toEqual(['VERAPDF_UNUSABLE . EACCES']);
  });

  it('in a jar needs Java', async () => {
    const before = process.env.PATH;
    process.env.PATH = folder();
    try {
      expect((await judge('verapdf.JAR')).told).toEqual(['VERAPDF_UNUSABLE . java ENOENT']);
    } finally {
      process.env.PATH = before;
    }
  });

  it('works in a folder of its own, where Windows would look for Java first, not in the user’s', async () => {
    const place = folder();
    const log = path.join(place, 'log');
    const tell = `require('node:fs').writeFileSync(${JSON.stringify(log)}, process.cwd());`;
    const named = path.relative(process.cwd(), validator(place, `${tell} ${content}`));
    expect((await judge(named)).told).toEqual([]);
    const worked = readFileSync(log, 'utf8');
    expect(path.basename(worked)).toMatch(/^circulate-/);
    expect([worked, place]).not.toContain(process.cwd());
    expect(existsSync(worked)).toBe(false);
  });

  it('is not started by a batch file of Windows, which names of files could command', async () => {
    for (const name of ['verapdf.bat', 'VERAPDF.CMD']) expect((await judge(name)).told).toEqual(['VERAPDF_UNUSABLE . batch']);
  });
});
