/**
 * Names of States in a text that are not the Organization's are told with their place, once each; its own names are not.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/language/language.ts';
import { designationsIn } from '../../src/model/designations.ts';
import { check, letter } from '../model/house.ts';
import { house } from './house.ts';

let languages: ReadonlyMap<string, Language>;
let codes: readonly string[];
beforeAll(async () => {
  const { languages: found, model } = await house();
  languages = found;
  codes = Object.keys(model.states.states);
});
const found = (code: string, text: string) => {
  const designations = languages.get(code)?.designations;
  return designations ? designationsIn(text, designations).map(({ state, name }) => `${state} ${name}`) : null;
};

describe.each(['ar', 'en', 'es', 'fr', 'ru', 'zh'])('%s', (code) => {
  it('passes every name of the Organization', () => {
    const names = Object.values(languages.get(code)?.states ?? {});
    expect(names.length).toBeGreaterThan(190);
    for (const name of names) expect([name, found(code, `— ${name}.`)]).toEqual([name, []]);
  });

  it('has other names only for States it knows, in patterns that capture nothing', () => {
    const names = languages.get(code)?.designations?.names ?? {};
    expect(Object.keys(names).filter((state) => !codes.includes(state))).toEqual([]);
    expect(Object.values(names).filter((pattern) => /(?<!\\)\((?!\?)/.test(pattern))).toEqual([]);
  });
});

it.each([
  ['en', 'Burma, Iran and again Burma; Russian, Syrian, Laotian', ['MM Burma', 'IR Iran']],
  ['fr', 'la Russie, le Vietnam et la République islamique d’Iran', ['RU Russie', 'VN Vietnam']],
  ['es', 'Rusia y la Federación de Rusia, Nueva Zelanda y Nueva Zelandia', ['RU Rusia', 'NZ Nueva Zelanda']],
  ['ru', 'между Россией и Сирией, российский', ['RU Россией', 'SY Сирией']],
  ['ar', 'من روسيا إلى جمهورية إيران الإسلامية', ['RU روسيا']],
  ['zh', '韩国和大韩民国，俄罗斯和俄罗斯联邦', ['KR 韩国', 'RU 俄罗斯']],
])('other names are found in %s, each once', (code, text, names) => expect(found(code, text)).toEqual(names));

it('are told at their place and left as they are', async () => {
  const { model, problems } = await check(letter('The Government of **Burma** wrote.'));
  expect(problems.map(({ code, severity, range, values }) => [code, severity, range?.start.column, values.value, values.expected])).toEqual(
    [['DESIGNATION_DIFFERS', 'warning', 23, 'Burma', 'Myanmar']],
  );
  expect(JSON.stringify(model?.body)).toContain('"text":"Burma"');
});
