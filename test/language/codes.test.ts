/** The codes by which others know our languages and States: each has its own, and none is made up. */
import { expect, it } from 'vitest';
import { house } from './house.ts';

it('knows the two codes of every official language, which differ in Chinese and French only', async () => {
  const { languages } = await house();
  const codes = Object.fromEntries(
    [...languages].map(([code, { codes }]) => [code, [codes.terminological, codes.bibliographic].join(' ')]),
  );
  expect(codes).toEqual({ ar: 'ara ara', en: 'eng eng', es: 'spa spa', fr: 'fra fre', ru: 'rus rus', zh: 'zho chi' });
});

it('gives every State its own code of three letters, and an invented one none', async () => {
  const { states } = (await house()).model.states;
  const codes = Object.values(states).flatMap((state) => (state.invented ? [] : [state['alpha-3']]));
  expect(codes).toHaveLength(195);
  expect(codes).not.toContain(undefined);
  expect(new Set(codes).size).toBe(195);
  expect(Object.entries(states).filter(([, state]) => state.invented && state['alpha-3'] !== undefined)).toEqual([]);
  expect([states.AZ, states.CH, states.PS]).toEqual([{ 'alpha-3': 'AZE' }, { 'alpha-3': 'CHE' }, { 'alpha-3': 'PSE' }]);
});

it('gives every organ an actor of its own', async () => {
  const actors = Object.values((await house()).model.organs.organs).map(({ actor }) => actor);
  expect(new Set(actors).size).toBe(actors.length);
});
