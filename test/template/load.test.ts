import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { expanderFrom } from '../../src/template/expand.ts';
import { compileTemplate } from '../../src/template/load.ts';
import type { Template, Templates } from '../../src/template/read.ts';

const shape = z.object({
  name: z.string(),
  note: z.string().nullable(),
  items: z.array(z.object({ label: z.string() })).nullable(),
});

const templateOf = (text: string, name = 'one'): Template => ({ name, file: `types/${name}.hbs`, frontMatter: '', text, lineOffset: 3 });

function compile(text: string, partials: Record<string, string> = {}) {
  const problems: { code: string; place: unknown; values: unknown }[] = [];
  const templates: Templates = {
    types: new Map(),
    partials: new Map(Object.entries(partials).map(([key, value]) => [key, templateOf(value, key)])),
  };
  const compiled = compileTemplate(templateOf(text), templates, shape, (code, place, values) => problems.push({ code, place, values }));
  return { expander: compiled && expanderFrom(compiled), problems };
}

describe('a template', () => {
  it('prints names, conditions and members', () => {
    const { expander, problems } = compile('<a>{{name}}{{#if note}} ({{note}}){{/if}}{{#each items}}<b>{{label}}</b>{{/each}}</a>');
    expect(problems).toEqual([]);
    expect(expander?.({ name: 'Fog', note: null, items: [{ label: '1' }, { label: '2' }] })).toBe('<a>Fog<b>1</b><b>2</b></a>');
  });

  it.each([
    ['in print', '{{nmae}}'],
    ['in a condition', '{{#if nmae}}x{{/if}}'],
    ['in a loop', '{{#each itmes}}x{{/each}}'],
    ['of a member', '{{#each items}}{{lable}}{{/each}}'],
    ['below a value', '{{name.first}}'],
  ])('is refused for a name that does not exist %s, at its line', (_, text) => {
    const { expander, problems } = compile(`\n${text}`);
    expect(expander).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['TEMPLATE_FIELD']);
    // Line 2 of the text after three lines of front matter.
    expect(problems[0]?.place).toMatchObject({ file: 'types/one.hbs', range: { start: { line: 5 } } });
  });

  it('is checked through its partials, with what they are given', () => {
    expect(compile('{{#each items}}{{> item this}}{{/each}}', { item: '{{label}}' }).problems).toEqual([]);
    expect(compile('{{#each items}}{{> item this}}{{/each}}', { item: '{{label}}{{colour}}' }).problems).toMatchObject([
      { code: 'TEMPLATE_FIELD', place: { file: 'types/item.hbs' }, values: { name: 'colour' } },
    ]);
  });

  it('is refused for a partial that does not exist, and for one that calls itself', () => {
    expect(compile('{{> nobody}}').problems).toMatchObject([{ code: 'TEMPLATE_FIELD', values: { name: 'nobody' } }]);
    expect(compile('{{> a}}', { a: '{{> a}}' }).problems).toMatchObject([{ code: 'TEMPLATE_FIELD', values: { name: 'a' } }]);
  });

  it('is refused for an unknown helper, for three braces and for a block left open', () => {
    expect(compile('{{#unknown name}}x{{/unknown}}').problems).toMatchObject([{ code: 'TEMPLATE_FIELD', values: { name: 'unknown' } }]);
    expect(compile('{{{name}}}').problems).toMatchObject([{ code: 'TEMPLATE_SYNTAX' }]);
    expect(compile('{{#if name}}x').problems).toMatchObject([{ code: 'TEMPLATE_SYNTAX' }]);
  });

  it('escapes what it prints', () => {
    expect(compile('{{name}}').expander?.({ name: '<b> & "c"', note: null, items: null })).toBe('&lt;b&gt; &amp; &quot;c&quot;');
  });
});
