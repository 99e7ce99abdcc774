/** A user's folder with one document, and the commands of the exchange run in it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { type ExportOptions, runExport } from '../../../src/commands/translate-export.ts';
import { type ImportOptions, runImport } from '../../../src/commands/translate-import.ts';

export interface Desk {
  readonly folder: string;
  /** Runs `translate export`; gives the paths of the files made, by what they end with. */
  send(language: string, options?: ExportOptions): Promise<Sent>;
  receive(files: readonly string[], options?: ImportOptions): Promise<Outcome>;
  read(name: string): string;
  write(name: string, text: string | Uint8Array): string;
  /** In one file, one text for another, everywhere; it must stand there. */
  change(name: string, from: string | RegExp, to: string): void;
}
export interface Outcome {
  readonly exit: number;
  readonly said: string;
}
export interface Sent extends Outcome {
  readonly files: readonly string[];
}

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Lays out `content/case` with these files. */
export function desk(files: Readonly<Record<string, string>>): Desk {
  const folder = mkdtempSync(path.join(tmpdir(), 'circulate-exchange-'));
  made.push(folder);
  mkdirSync(path.join(folder, 'content/case'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, 'content/case', name), text);
  const run = async (action: (io: { stdout(text: string): void; stderr(text: string): void }) => Promise<number>): Promise<Outcome> => {
    let said = '';
    const say = (text: string) => {
      said += text;
    };
    const exit = await action({ stdout: say, stderr: say });
    return { exit, said };
  };
  const at = (name: string) => path.join(folder, name);
  return {
    folder,
    async send(language, options = {}) {
      const outcome = await run((io) => runExport(language, [], { verify: false, ...options }, { ...io, cwd: folder, terminal: false }));
      const below = at('output/case/translation');
      return { ...outcome, files: readdirSync(below).map((name) => path.join('output/case/translation', name)) };
    },
    receive: (names, options = {}) => run((io) => runImport(names, options, { ...io, cwd: folder, terminal: false })),
    read: (name) => readFileSync(at(name), 'utf8'),
    write(name, text) {
      writeFileSync(at(name), text);
      return name;
    },
    change(name, from, to) {
      const text = readFileSync(at(name), 'utf8');
      const changed = text.replaceAll(typeof from === 'string' ? from : new RegExp(from.source, `${from.flags.replace('g', '')}g`), to);
      if (changed === text) throw new Error(`${name} does not hold ${from}`);
      writeFileSync(at(name), changed);
    },
  };
}

/** A letter that holds one of everything the exchange knows. */
export const letter = `type: letter
status: draft
language: en
organs:
  - organ: general-assembly
    session: 74
    symbol: null
    agenda: [{ item: "72 (b)", title: "Sundials and\\nother clocks" }]
distribution: general
issued: null
job: null
letter:
  date: 2020-01-17
  from: [{ office: permanent-representative, of: AZ, gender: f }]
  to: [secretary-general]
signatories:
  - { given: Maria, family: Sample, titles: [Ambassador] }
body: |
  On 17 January 2020 the *keepers* of 1,250 sundials met, as A/74/650 and [le registre]{lang=fr} say & tell.

  1. Ms. Sample spoke about **three clocks**.

  2. See 32 < 33; AT&T.

  I should be grateful if you would have the present letter circulated under agenda item 72 (b).
`;
