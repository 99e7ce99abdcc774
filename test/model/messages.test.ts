import { beforeAll, describe, expect, it } from 'vitest';
import { loadMessages, type Messages, printProblem, printProblems, problemsAsData } from '../../src/messages.ts';
import type { Problem } from '../../src/problem.ts';

let messages: Messages;
beforeAll(async () => {
  messages = await loadMessages(null);
});

const problem = (line: string, from: number, to: number, more: Partial<Problem> = {}): Problem => ({
  code: 'DATE_INVALID',
  severity: 'error',
  file: 'content/x/letter.yaml',
  range: { start: { line: 4, column: from }, end: { line: 4, column: to } },
  line,
  values: { value: '2024-13-01' },
  ...more,
});

/** The text above the carets of a printed problem, by columns as a terminal counts them. */
function marked(printed: string): string {
  const lines = printed.split('\n');
  const carets = lines.findIndex((line) => /\^/.test(line));
  const from = lines[carets]?.indexOf('^') ?? 0;
  const width = lines[carets]?.match(/\^/g)?.length ?? 0;
  const cells = [...new Intl.Segmenter('und').segment(lines[carets - 1] ?? '')].flatMap(({ segment }) =>
    /[\u4e00-\u9fff]/.test(segment) ? [segment, ''] : /^\p{Mn}$/u.test(segment) ? [] : [segment],
  );
  return cells.slice(from, from + width).join('');
}

describe('a printed problem', () => {
  it('shows place, code, message, line, caret and hint', () => {
    expect(printProblem(problem('date: 2024-13-01', 7, 17), messages, false)).toBe(
      [
        'content/x/letter.yaml:4:7-4:17: error DATE_INVALID',
        '  date "2024-13-01" is not a day of the calendar',
        '',
        '  4 | date: 2024-13-01',
        '    |       ^^^^^^^^^^',
        '  hint: write year-month-day, as in 2024-10-01',
      ].join('\n'),
    );
  });

  it('puts the caret under wide and combined characters as a terminal shows them', () => {
    expect(marked(printProblem(problem('天文 x here', 4, 5), messages, false))).toBe('x');
    expect(marked(printProblem(problem('a\u0301e\u0301 x here', 6, 7), messages, false))).toBe('x');
    expect(marked(printProblem(problem('x 天文 here', 3, 5), messages, false))).toBe('天文');
  });

  it('shows the part of a long line that matters', () => {
    const line = `${'before '.repeat(60)}HERE${' after'.repeat(60)}`;
    const printed = printProblem(problem(line, 421, 425), messages, false);
    expect(marked(printed)).toBe('HERE');
    expect(Math.max(...printed.split('\n').map((one) => one.length))).toBeLessThan(112);
  });

  it('shows no control or direction mark as it is', () => {
    const printed = printProblem(problem('a\u0007\u202eb\u001b[31m', 2, 4, { values: { value: '\u001b[2J' } }), messages, false);
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('never fills a value into a value', () => {
    expect(printProblem(problem('x', 1, 2, { values: { value: '{hint} {value}' } }), messages, false)).toContain(
      'date "{hint} {value}" is',
    );
  });

  it('has colour only when told', () => {
    expect(printProblem(problem('x', 1, 2), messages, false)).not.toContain('\u001b');
    expect(printProblem(problem('x', 1, 2), messages, true)).toContain('\u001b[31m');
  });
});

describe('several problems', () => {
  const late = problem('b', 1, 2, { range: { start: { line: 9, column: 1 }, end: { line: 9, column: 2 } } });
  const warning = problem('c', 1, 2, { severity: 'warning', file: 'content/a/letter.yaml' });

  it('stand in the order of files and places, with a sum', async () => {
    const printed = await printProblems([late, problem('a', 1, 2), warning], { json: false, color: false });
    expect(printed.match(/^content\S+/gm)).toEqual([
      'content/a/letter.yaml:4:1-4:2:',
      'content/x/letter.yaml:4:1-4:2:',
      'content/x/letter.yaml:9:1-9:2:',
    ]);
    expect(printed.endsWith('\n2 errors, 1 warning\n')).toBe(true);
  });

  it('are data for other programs', async () => {
    expect(await problemsAsData([late])).toEqual([
      {
        code: 'DATE_INVALID',
        severity: 'error',
        file: 'content/x/letter.yaml',
        range: late.range,
        message: 'date "2024-13-01" is not a day of the calendar',
        hint: 'write year-month-day, as in 2024-10-01',
      },
    ]);
    expect(JSON.parse(await printProblems([late], { json: true, color: false }))).toHaveLength(1);
  });

  describe('of one kind in one catalogue', () => {
    const at = (line: number) => ({ start: { line, column: 3 }, end: { line, column: 9 } });
    const missing = (line: number, name: string, changes: Partial<Problem> = {}) =>
      problem(`  ${name}:`, 3, 9, {
        code: 'TRANSLATION_MISSING',
        severity: 'warning',
        file: 'content/x/fr.yaml',
        range: at(line),
        values: { value: name, language: 'fr' },
        ...changes,
      });
    const many = Array.from({ length: 12 }, (_, index) => missing(index + 5, `body.${index + 1}`));

    it('are told together where they are warnings: how many, and the first by name and place', async () => {
      const printed = await printProblems(many, { json: false, color: false });
      expect(printed.match(/TRANSLATION_MISSING/g)).toHaveLength(1);
      expect(printed).toContain('content/x/fr.yaml:5:3-5:9: warning TRANSLATION_MISSING');
      expect(printed).toContain(
        '12 units are not translated into "fr": body.1 (5:3), body.2 (6:3), body.3 (7:3), body.4 (8:3), body.5 (9:3), …',
      );
      expect(printed).toMatch(/\n12 warnings\n$/);
    });

    it('are told for each catalogue, and without places where they have but one', async () => {
      const other = ['title', 'body.1'].map((name) => missing(4, name, { file: 'content/x/ru.yaml' }));
      const printed = await printProblems([...many, ...other], { json: false, color: false });
      expect(printed.match(/TRANSLATION_MISSING/g)).toHaveLength(2);
      expect(printed).toContain('2 units are not translated into "fr": title, body.1\n');
    });

    it('are told one by one where they are errors, and for other programs', async () => {
      const errors = many.map((one) => ({ ...one, severity: 'error' as const }));
      expect((await printProblems(errors, { json: false, color: false })).match(/TRANSLATION_MISSING/g)).toHaveLength(12);
      expect(await problemsAsData(many)).toHaveLength(12);
    });

    it('hide no other problem', async () => {
      const hundreds = Array.from({ length: 300 }, (_, index) => missing(index + 5, `body.${index + 1}`));
      const printed = await printProblems([...hundreds, warning], { json: false, color: false });
      expect(printed).toContain('content/a/letter.yaml:4:1-4:2: warning');
      expect(printed).toMatch(/\n301 warnings\n$/);
    });
  });

  it('are counted, not printed, beyond some hundreds', async () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      problem('a', 1, 2, { range: { start: { line: index + 1, column: 1 }, end: { line: index + 1, column: 2 } } }),
    );
    const printed = await printProblems(many, { json: false, color: false });
    expect(printed.match(/DATE_INVALID/g)).toHaveLength(200);
    expect(printed).toContain('250 errors, 50 more not shown');
  });

  it('are warnings, if not all can be printed: an error behind hundreds of them is', async () => {
    const at = (line: number) => ({ range: { start: { line, column: 1 }, end: { line, column: 2 } } });
    const many = Array.from({ length: 250 }, (_, index) => problem('a', 1, 2, { severity: 'warning', ...at(index + 1) }));
    const printed = await printProblems([...many, problem('a', 1, 2, at(300))], { json: false, color: false });
    expect(printed).toContain('content/x/letter.yaml:300:1-300:2: error DATE_INVALID');
    expect(printed.match(/warning DATE_INVALID/g)).toHaveLength(199);
    expect(printed).toContain('1 error, 250 warnings, 51 more not shown');
  });
});
