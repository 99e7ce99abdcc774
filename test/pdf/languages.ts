/** What the tests of other languages than English share: paragraphs set in the house style, and how like two texts are. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writePdf } from '../../src/backends/pdf/write.ts';
import { type House, loadHouse } from '../../src/house.ts';
import type { Page } from '../../src/layout/frame.ts';
import { layOut } from '../../src/layout/layout.ts';
import type { DocumentNode, Inline, TextBlock } from '../../src/tree/nodes.ts';
import { readPdf } from '../../src/verify/read-pdf.ts';
import { readStructure } from '../../src/verify/read-structure.ts';
import { block, documentOf } from './sample.ts';

const told: unknown[] = [];
const loaded = await loadHouse(null, (...problem) => told.push(problem));
if (!loaded) throw new Error(`no house: ${JSON.stringify(told)}`);
export const house: House = loaded;

/** The paragraphs of a corpus. */
export function corpus(name: string): readonly string[] {
  const text = readFileSync(path.join(import.meta.dirname, '../corpus', `${name}.txt`), 'utf8');
  return text.split(/\n+/).filter((line) => line.trim() !== '');
}

export interface Set {
  readonly tree: DocumentNode;
  readonly pages: readonly Page[];
  readonly bytes: Uint8Array;
}

/** Sets paragraphs of a language as the body of a document. */
export async function setParagraphs(paragraphs: readonly (string | readonly Inline[])[], code: string): Promise<Set> {
  const language = house.languages.get(code);
  if (!language) throw new Error(`no language ${code}`);
  const body = { type: 'body' as const, at: null, children: paragraphs.map(paragraphOf) };
  const tree: DocumentNode = { ...documentOf([body]), language: code, direction: language.direction };
  const problems: unknown[] = [];
  const context = {
    ...house.styleIn(language),
    faces: await house.faces(),
    language,
    languages: house.languages,
    pictures: { emblem: null, recycleSign: house.recycleSign },
    report: (...problem: unknown[]) => problems.push(problem),
  };
  const pages = await layOut(tree, context);
  if (!pages) throw new Error(`not set: ${JSON.stringify(problems.slice(0, 3))}`);
  return { tree, pages, bytes: await writePdf(tree, pages) };
}

function paragraphOf(content: string | readonly Inline[]): TextBlock {
  return typeof content === 'string' ? block('paragraph', content) : { ...block('paragraph', ''), children: content };
}

const marks = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const folios = /^\s*\d+\/\d+\s*$/gm;

/** Words as they are compared: compatibility composed, without direction marks. */
export function wordsOf(text: string): readonly string[] {
  return text.replace(folios, '').normalize('NFKC').replace(marks, '').split(/\s+/).filter(Boolean);
}
export const byPdfParse = async (bytes: Uint8Array): Promise<string> => (await readPdf(bytes))?.pages.join('\n') ?? '';
export const byStructure = (bytes: Uint8Array): string => (readStructure(bytes) ?? []).join('\n');

/** Null where poppler is not installed. */
export function byPoppler(bytes: Uint8Array): string | null {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'circulate-poppler-'));
  try {
    writeFileSync(path.join(folder, 'file.pdf'), bytes);
    return execFileSync('pdftotext', [path.join(folder, 'file.pdf'), '-'], { encoding: 'utf8', stdio: 'pipe' }).replaceAll('\f', '\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Twice the longest common subsequence over both lengths; 1 for equal texts. */
export function similarity(one: readonly string[], other: readonly string[]): number {
  let row = new Uint32Array(other.length + 1);
  for (const word of one) {
    const next = new Uint32Array(other.length + 1);
    for (let at = 0; at < other.length; at++) {
      next[at + 1] = word === other[at] ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0);
    }
    row = next;
  }
  return (2 * (row[other.length] ?? 0)) / (one.length + other.length);
}
