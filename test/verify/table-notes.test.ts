/** Notes of tables that a file has otherwise than the tree are told of in every format. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type Format, formats } from '../../src/backends/table.ts';
import { prepareVersions, type Settings } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import type { DocumentNode, Node } from '../../src/tree/nodes.ts';
import { verifyOutput } from '../../src/verify/verify.ts';
import { house, made } from '../html/pages.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = 'test/cases/table-notes';
const settings: Settings = {
  house,
  emblem: null,
  formats: [],
  pattern: '{symbol}',
  verify: false,
  strict: false,
  cwd: root,
  languages: ['en'],
};
const files = new Map<string, Uint8Array>();
let tree: DocumentNode;
beforeAll(async () => {
  for (const { format, bytes } of await made(folder, formats, { languages: ['en'], verify: false })) files.set(format, bytes);
  const found = { file: `${folder}/letter.yaml`, folder: path.join(root, folder), slug: 'table-notes' };
  const [version] = await prepareVersions(found, settings, reporterOf(found.file, false));
  if (!version) throw new Error('no version');
  tree = version.tree;
});

/** The tree with other children of each node. */
function withChildren<N extends Node>(node: N, change: (children: readonly Node[]) => readonly Node[]): N {
  if (!('children' in node)) return node;
  return { ...node, children: change(node.children).map((child) => withChildren(child, change)) };
}
const isNote = (node: Node) => node.type === 'table-note';

const changes: Readonly<Record<string, (children: readonly Node[]) => readonly Node[]>> = {
  'is lost': (children) => children.filter((child) => !isNote(child)),
  'has another mark': (children) =>
    children.map((child) => (child.type === 'table-note' && child.label === 'a' ? { ...child, label: 'c' } : child)),
  'stands before the rows': (children) =>
    children.some(isNote) ? [...children.filter(isNote), ...children.filter((child) => !isNote(child))] : children,
  'changes places with another': (children) => [...children.filter((child) => !isNote(child)), ...children.filter(isNote).toReversed()],
  'is called by another mark': (children) =>
    children.map((child) => (child.type === 'note-call' && child.text === 'b' ? { ...child, text: 'd' } : child)),
};

it.each(formats)('%s', async (format: Format) => {
  const told = async (expected: DocumentNode) => {
    let count = 0;
    const bytes = files.get(format) ?? new Uint8Array();
    const verdict = await verifyOutput(format, bytes, expected, 'file', () => {
      count += 1;
    });
    expect(verdict.ok).toBe(count === 0);
    return count;
  };
  expect(await told(tree)).toBe(0);
  for (const [name, change] of Object.entries(changes)) expect(await told(withChildren(tree, change)), name).toBeGreaterThan(0);
});
