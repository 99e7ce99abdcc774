/** Which notes a table has of its own: those written with it, called from it; all others are the body's. */
import { expect, it } from 'vitest';
import type { Block, Table } from '../../src/tree/nodes.ts';
import { plainText } from '../../src/tree/words.ts';
import { check, letter } from './house.ts';

const table = (cells: string, notes: string) => `::: table\n| Cape | Oil |\n|---|---|\n${cells}\n\n${notes}\n:::`;

async function read(body: string) {
  const { model, problems } = await check(letter(body));
  const found = (blocks: readonly Block[]): readonly Table[] => blocks.filter((block) => block.type === 'table');
  const notes = found(model?.body ?? []).map(({ children }) =>
    children.flatMap((child) =>
      child.type !== 'table-row' && child.type === 'table-note' ? [`${child.label} ${plainText(child.children)}`] : [],
    ),
  );
  const last = model?.body.at(-1);
  const own = last?.type === 'notes' ? last.children.map(({ label, name }) => `${label} ${name}`) : [];
  return { notes, own, told: problems.map(({ code, values }) => `${code} ${values.variant ?? ''} ${values.value ?? ''}`) };
}

it('notes written with a table are its own, in the order of their calls', async () => {
  const { notes, own, told } = await read(
    `Text.[^one]\n\n${table('| North[^b] | 7[^one] |\n| South[^a] | 8[^two] |', '[^a]: A.\n\n[^b]: B.')}\n\n[^one]: One.\n\n[^two]: Two.\n`,
  );
  // The first call of "one" is the body's, and so is the second, which is one too many.
  expect(told).toEqual(['NOTE_UNMATCHED again one']);
  expect({ notes, own }).toEqual({ notes: [], own: [] });
  const right = await read(
    `Text.[^one]\n\n${table('| North[^b] | 7 |\n| South[^a] | 8[^two] |', '[^a]: A.\n\n[^b]: B.')}\n\n[^one]: One.\n\n[^two]: Two.\n`,
  );
  expect(right).toEqual({ notes: [['a B.', 'b A.']], own: ['1 one', '2 two'], told: [] });
});

it('two tables may have notes of one name, and a body besides', async () => {
  const each = table('| North[^n] | 7 |', '[^n]: Of this table.');
  const { notes, own, told } = await read(`Text.[^n]\n\n${each}\n\n${each}\n\n[^n]: Of the text.\n`);
  expect(told).toEqual([]);
  expect(notes).toEqual([['a Of this table.'], ['a Of this table.']]);
  expect(own).toEqual(['1 n']);
});

it('a note that its table does not call is told of, and so is one that only the text around calls', async () => {
  expect((await read(`Text.\n\n${table('| North | 7 |', '[^n]: Nobody calls it.')}`)).told).toEqual(['NOTE_UNMATCHED uncalled n']);
  expect((await read(`Text.[^n]\n\n${table('| North | 7 |', '[^n]: Called from without.')}`)).told).toEqual([
    'NOTE_UNMATCHED uncalled n',
    'NOTE_UNMATCHED  n',
  ]);
  expect((await read(`Text.\n\n${table('| North[^n] | 7 |', '[^n]: Calls itself.[^n]')}`)).told).toEqual(['NOTE_MISPLACED note n']);
});
