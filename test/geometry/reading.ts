/**
 * Reads pages for the tests of this folder: texts gathered to lines, rules by their height, distances held to half a point.
 */
import path from 'node:path';
import { expect } from 'vitest';
import { build } from '../../src/index.ts';
import { type PageReading, readPages } from '../pdf/operators.ts';

export const root = path.resolve(import.meta.dirname, '../..');
export const tolerance = 0.5;

export async function pagesOf(folder: string, cwd = root): Promise<PageReading[]> {
  const result = await build([folder], { cwd, format: ['pdf'], verify: false });
  expect(result.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  const bytes = result.documents[0]?.outputs[0]?.bytes;
  if (!bytes) throw new Error(`${folder} was not built`);
  return readPages(bytes);
}

/** Every file of a case as it is built, by `en.pdf` and the like. */
export async function filesOf(folder: string, format: readonly string[]): Promise<(name: string) => Uint8Array> {
  const { documents, problems } = await build([folder], { cwd: root, format, verify: true });
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  const files = new Map<string, Uint8Array>();
  for (const { language, format, bytes } of documents.flatMap(({ outputs }) => outputs)) files.set(`${language}.${format}`, bytes);
  return (name) => {
    const bytes = files.get(name);
    if (!bytes) throw new Error(`no ${name}`);
    return bytes;
  };
}

export function near(actual: number, expected: number, what: string): void {
  expect(Math.abs(actual - expected), `${what}: ${actual.toFixed(2)}, measured ${expected}`).toBeLessThanOrEqual(tolerance);
}

export interface Line {
  readonly text: string;
  readonly x: number;
  readonly end: number;
  readonly baseline: number;
  readonly size: number;
}
/**
 * The runs of one baseline that follow each other, as a line, without marks of direction, which have no look, and without the
 * space that hangs behind its last word or behind a label.
 */
export function linesOf(page: PageReading): Line[] {
  const lines: Line[] = [];
  for (const [index, shown] of page.texts.entries()) {
    const next = page.texts[index + 1];
    const goesOn = next?.baseline === shown.baseline && Math.abs(next.x - shown.x - shown.width) < 1;
    const hanging = goesOn ? undefined : shown.glyphs.findLast(({ text }) => text !== ' ');
    const end = hanging ? hanging.x + hanging.width + shown.tracking : shown.x + shown.width;
    const run = { ...shown, text: shown.text.replace(/[\u200e\u200f]/g, ''), width: end - shown.x };
    if (hanging) run.text = run.text.replace(/ +$/, '');
    const last = lines.at(-1);
    if (last && Math.abs(last.baseline - run.baseline) < 0.05 && run.x >= last.end - 0.5 && run.x - last.end < 1) {
      lines[lines.length - 1] = { ...last, text: last.text + run.text, end: run.x + run.width };
    } else lines.push({ text: run.text, x: run.x, end: run.x + run.width, baseline: run.baseline, size: run.size });
  }
  return lines;
}
export function lineOf(page: PageReading, beginning: string): Line {
  const found = linesOf(page).find((line) => line.text.startsWith(beginning));
  if (!found)
    throw new Error(
      `no line begins with "${beginning}" among ${linesOf(page)
        .map((line) => JSON.stringify(line.text))
        .join(', ')}`,
    );
  return found;
}
export function drop(page: PageReading, beginning: string, other: string): number {
  return lineOf(page, other).baseline - lineOf(page, beginning).baseline;
}
export function ruleAt(page: PageReading, y: number) {
  const found = page.rules.find((rule) => Math.abs(rule.y - y) <= tolerance && rule.width > rule.height);
  if (!found) throw new Error(`no rule at ${y} among ${page.rules.map((rule) => rule.y.toFixed(1)).join(', ')}`);
  return found;
}
