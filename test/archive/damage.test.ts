/** Three hundred damages of a bag, drawn from a fixed seed: each is found, and a bag without one raises nothing. */
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { verifyBag } from '../../src/archive/verify/verify-bag.ts';
import { reporterOf } from '../../src/reporter.ts';
import { scratch } from '../command.ts';
import { bytesOf, type Files, listed, packageOf, relisted, textOf, withFile, writeFolder, writeZip } from './handmade.ts';

const { folder, remove } = scratch();
afterAll(remove);
const place = folder();
const damages = 300;

const sound = packageOf({
  'metadata/descriptive/marc.xml': '<record>a record</record>\n',
  'original/scan.pdf': 'as it was issued',
  'representations/docx/data/letter.docx': 'a letter in Word',
  'representations/text/data/letter-EN.txt': 'A letter.\n',
  'representations/text/data/letter-FR.txt': 'Une lettre.\n',
  'representations/source/data/document/letter/letter.yaml': 'type: letter\n',
});

/** Numbers from 0 up to a limit, the same in every run (mulberry32). */
function chances(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

type Chance = (limit: number) => number;
const pick = <T>(from: readonly T[], chance: Chance): T => {
  const one = from[chance(from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};
const names = [...sound.keys()];
const payload = names.filter((name) => name.startsWith('data/'));
const manifests = names.filter((name) => name.includes('manifest'));
const contentOf = (name: string) => sound.get(name) ?? new Uint8Array();

/** One bit of a file the other way. */
function flipped(bytes: Uint8Array, chance: Chance): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = chance(changed.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << chance(8));
  return changed;
}
function moved(name: string, to: string): Files {
  return withFile(withFile(sound, name, null), to, contentOf(name));
}
function swapped(chance: Chance): Files {
  const one = pick(payload, chance);
  const other = pick(
    payload.filter((name) => name !== one),
    chance,
  );
  return withFile(withFile(sound, one, contentOf(other)), other, contentOf(one));
}
function editedLines(name: string, edit: (lines: string[]) => readonly string[]): Files {
  const lines = textOf(contentOf(name)).trimEnd().split('\n');
  return withFile(sound, name, `${edit(lines).join('\n')}\n`);
}

/** Every kind of damage; the last ones make all digests anew, as somebody would who wants it not to be seen. */
const kinds: Readonly<Record<string, (chance: Chance) => Files>> = {
  'a bit changed': (chance) => {
    const name = pick(names, chance);
    return withFile(sound, name, flipped(contentOf(name), chance));
  },
  'a file cut': (chance) => {
    const name = pick(names, chance);
    return withFile(sound, name, contentOf(name).subarray(0, chance(contentOf(name).length)));
  },
  'bytes added': (chance) => {
    const name = pick(names, chance);
    return withFile(sound, name, Buffer.concat([contentOf(name), bytesOf(pick(['x', '\0', ' ', '\n', '\r\n'], chance))]));
  },
  'a file deleted': (chance) => withFile(sound, pick(names, chance), null),
  'a file added': (chance) => withFile(sound, `${pick(['data/', 'data/original/', '', 'more/'], chance)}x${chance(100)}.txt`, 'x'),
  'a hidden file added': (chance) => withFile(sound, `${pick(['data/', ''], chance)}.DS_Store`, 'x'),
  'a file renamed': (chance) => {
    const name = pick(names, chance);
    return moved(name, pick([`${name}.bak`, name.replace(/(.)$/, '$1x'), name.toUpperCase()], chance));
  },
  'two files exchanged': swapped,
  'a file emptied': (chance) => withFile(sound, pick(names, chance), ''),
  'a line taken from a list': (chance) => editedLines(pick(manifests, chance), (lines) => lines.toSpliced(chance(lines.length), 1)),
  'a line doubled in a list': (chance) => editedLines(pick(manifests, chance), (lines) => [...lines, pick(lines, chance)]),
  'two digests exchanged in a list': (chance) =>
    editedLines(pick(manifests, chance), ([one = '', other = '', ...rest]) => {
      const [left, right] = [one.split('  '), other.split('  ')];
      return [`${right[0]}  ${left[1]}`, `${left[0]}  ${right[1]}`, ...rest];
    }),
  'a list with the line ends of another system': (chance) => {
    const name = pick(manifests, chance);
    return withFile(sound, name, textOf(contentOf(name)).replaceAll('\n', '\r\n'));
  },
  'a list with a byte order mark': (chance) => {
    const name = pick(manifests, chance);
    return withFile(sound, name, `\ufeff${textOf(contentOf(name))}`);
  },
  'another size stated, and the tag manifests made anew': (chance) =>
    listed(withFile(sound, 'bag-info.txt', textOf(contentOf('bag-info.txt')).replace(/Oxum: \d+/, `Oxum: ${chance(1000)}`)), 'tag'),
  'a path that leaves the bag, and the tag manifests made anew': () =>
    listed(withFile(sound, 'manifest-sha256.txt', `${textOf(contentOf('manifest-sha256.txt'))}${'0'.repeat(64)}  data/../../x\n`), 'tag'),
  'files to be fetched, and the tag manifests made anew': () =>
    listed(withFile(sound, 'fetch.txt', 'https://sample.invalid/ 1 data/x\n'), 'tag'),
  'a file changed with every manifest': (chance) => {
    const name = pick(payload, chance);
    return relisted(withFile(sound, name, flipped(contentOf(name), chance)));
  },
  'a file added with every manifest': (chance) => relisted(withFile(sound, `data/original/x${chance(100)}.pdf`, 'x')),
  'a file deleted with every manifest': (chance) => relisted(withFile(sound, pick(payload, chance), null)),
  'two files exchanged with every manifest': (chance) => relisted(swapped(chance)),
  'a file renamed with every manifest': (chance) => {
    const name = pick(payload, chance);
    return relisted(moved(name, `${name}.bak`));
  },
};

/** The codes of errors, of a bag as a folder or a ZIP file. */
async function errorsOf(files: Files, zipped: boolean): Promise<readonly string[]> {
  const target = zipped ? writeZip(files, path.join(place, 'bag.zip')) : writeFolder(files, path.join(place, 'bag'));
  const reporter = reporterOf('bag', false);
  await verifyBag(target, 'bag', reporter, { rebuild: false });
  return reporter.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

it('raises nothing of the bag as it was made', async () => {
  expect(await errorsOf(sound, false)).toEqual([]);
  expect(await errorsOf(sound, true)).toEqual([]);
});

it(`finds ${damages} of ${damages} damages, of ${Object.keys(kinds).length} kinds`, async () => {
  const entries = Object.entries(kinds);
  const missed: string[] = [];
  const found = new Map<string, number>();
  for (let number = 0; number < damages; number++) {
    const [kind, damage] = entries[number % entries.length] ?? ['', () => sound];
    const zipped = number % 3 === 2;
    const errors = await errorsOf(damage(chances(number)), zipped);
    if (errors.length === 0) missed.push(`${number}: ${kind}, ${zipped ? 'zipped' : 'folder'}`);
    for (const code of new Set(errors)) found.set(code, (found.get(code) ?? 0) + 1);
  }
  expect(missed).toEqual([]);
  // So many kinds of damage are told by codes of their own.
  expect([...found.keys()].length).toBeGreaterThanOrEqual(9);
});
