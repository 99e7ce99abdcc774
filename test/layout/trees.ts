/**
 * Small document trees and the context they are laid out in, for the tests of this folder. The texts are invented.
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Context } from '../../src/backends/backend.ts';
import { type Language, languageSchema } from '../../src/language/language.ts';
import type { Item, Page, RunItem } from '../../src/layout/frame.ts';
import { layOut } from '../../src/layout/layout.ts';
import type { Code, Place } from '../../src/problem.ts';
import { loadFaces } from '../../src/style/faces.ts';
import { htmlSchema } from '../../src/style/html.ts';
import { pageSchema } from '../../src/style/page.ts';
import { type SheetData, sheetOf, sheetSchema } from '../../src/style/sheet.ts';
import { textSchema } from '../../src/style/text.ts';
import type { Block, DocumentNode, Inline, Part, Signature, TextBlock, TextBlockType } from '../../src/tree/nodes.ts';
import { facts } from '../facts.ts';

const templates = path.resolve(import.meta.dirname, '../../templates');
const data = (file: string) => parse(readFileSync(path.join(templates, file), 'utf8'));

export interface Told {
  readonly code: Code;
  readonly place: Place;
  readonly values: Readonly<Record<string, string>>;
}

/** A context of the real house style; `told` collects what is reported. */
export async function contextOf(told: Told[] = [], change: (sheet: SheetData) => SheetData = (sheet) => sheet): Promise<Context> {
  const sheet = sheetOf(change(sheetSchema.parse(data('style.yaml'))));
  const language: Language = languageSchema.parse(data('languages/en.yaml'));
  return {
    sheet,
    page: pageSchema.parse(data('page.yaml')),
    html: htmlSchema.parse(data('html.yaml')),
    text: textSchema.parse(data('text.yaml')),
    faces: await loadFaces(sheet.data),
    language,
    languages: new Map([[language.language, language]]),
    pictures: { emblem: null, recycleSign: { type: 'vector', width: 18, height: 18.2, outlines: [] } },
    report: (code, place, values = {}) => told.push({ code, place, values }),
  };
}

export function document(...children: Part[]): DocumentNode {
  const properties = { title: '', author: '', subject: '', keywords: '', date: '2020-01-01T00:00:00Z', symbol: null };
  return { type: 'document', at: null, kind: 'letter', language: 'en', direction: 'ltr', linebreaks: 'word', properties, facts, children };
}

export function text(
  type: TextBlockType,
  content: string | readonly Inline[],
  label: string | null = null,
  at: string | null = null,
): TextBlock {
  const children: readonly Inline[] = typeof content === 'string' ? [{ type: 'text', at, text: content }] : content;
  return { type, at, children, label, tight: false, linesKept: false };
}
export const paragraph = (content: string, at: string | null = null) => text('paragraph', content, null, at);
export const body = (...children: Block[]): Part => ({ type: 'body', at: 'body', children });

/** A paragraph of so many lines, each ended by hand; the words say which is which. */
export function linesOf(count: number, name: string): TextBlock {
  const children = Array.from({ length: count }, (_, index): Inline[] => [
    { type: 'text', at: null, text: `${name} line ${index + 1}` },
    ...(index < count - 1 ? [{ type: 'break', at: null } as const] : []),
  ]).flat();
  return { ...text('paragraph', children), linesKept: true };
}

export function signatures(...names: readonly string[][]): Part {
  return {
    type: 'signature-block',
    at: 'signatories',
    children: names.map(
      (lines): Signature => ({ type: 'signature', at: null, room: false, children: lines.map((line) => text('signature-line', line)) }),
    ),
  };
}

/** Lays out; fails the test if nothing comes. */
export async function pagesOf(tree: DocumentNode, context?: Context): Promise<readonly Page[]> {
  const told: Told[] = [];
  const pages = await layOut(tree, context ?? (await contextOf(told)));
  if (!pages) throw new Error(`no pages: ${JSON.stringify(told)}`);
  return pages;
}

export interface PrintedLine {
  readonly page: number;
  readonly baseline: number;
  readonly x: number;
  /** Right edge of the last glyph, tracking left out. */
  readonly end: number;
  readonly text: string;
  readonly owner: string;
}

/** The lines of pages as printed: runs of one node on one baseline, side by side. */
export function linesIn(pages: readonly Page[]): readonly PrintedLine[] {
  return pages.flatMap((page) => {
    const groups: RunItem[][] = [];
    for (const item of page.items) {
      if (item.type !== 'run') continue;
      const last = groups.at(-1)?.at(-1);
      const goesOn =
        last && last.baseline === item.baseline && nodeOf(last) === nodeOf(item) && Math.abs(last.x + last.run.width - item.x) < 0.01;
      if (goesOn) groups.at(-1)?.push(item);
      else groups.push([item]);
    }
    return groups.map((runs): PrintedLine => {
      const [first] = runs;
      const last = runs.at(-1);
      if (!first || !last) throw new Error('empty line');
      return {
        page: page.number,
        baseline: first.baseline,
        x: first.x,
        end: last.x + last.run.width - last.run.setting.tracking,
        text: runs.map((run) => run.run.glyphs.map((glyph) => glyph.text).join('')).join(''),
        owner: ownerOf(first),
      };
    });
  });
}

export const ownerOf = (item: Item): string => (item.owner.type === 'content' ? item.owner.node.type : item.owner.kind);
const nodeOf = (item: Item) => (item.owner.type === 'content' ? item.owner.node : item.owner.kind);

/** The one line that begins with some words. */
export function lineWith(lines: readonly PrintedLine[], words: string): PrintedLine {
  const found = lines.filter((line) => line.text.startsWith(words));
  const [line] = found;
  if (!line || found.length > 1) throw new Error(`${found.length} lines begin with "${words}"`);
  return line;
}
