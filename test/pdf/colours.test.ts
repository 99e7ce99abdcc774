/** What the pages of whole documents are painted with: text, rules, codes and outlines in grey alone (ISO 19005-2, 6.2.4.3). */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, type Output } from '../../src/index.ts';
import { root, scratch } from '../command.ts';
import { type Dict, isDict, isName, isOperator, PdfFile, Reader, type Token } from './file.ts';

const { folder, remove } = scratch();
afterAll(remove);

/** Every operator that sets a colour or a colour space, or paints with more than one (ISO 32000-1, 8.6 and 8.7.4). */
const colouring = new Set(['CS', 'cs', 'SC', 'SCN', 'sc', 'scn', 'G', 'g', 'RG', 'rg', 'K', 'k', 'sh', 'ri', 'gs', 'BI']);

/** The colour operators of a page and of the forms it shows. */
function coloursOf(file: PdfFile, stream: Token | undefined, resources: Dict): string[] {
  const reader = new Reader(file.stream(stream).bytes.toString('latin1'));
  const found: string[] = [];
  let operand: Token | undefined;
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    if (!isOperator(token)) {
      operand = token;
      continue;
    }
    if (colouring.has(token.operator)) found.push(token.operator);
    if (token.operator !== 'Do' || !isName(operand)) continue;
    const picture = file.dict(resources.get('XObject')).get(operand.name);
    const { dict } = file.stream(picture);
    if (file.name(dict.get('Subtype')) === 'Form') found.push('form', ...coloursOf(file, picture, dict));
  }
  return found;
}

describe('the pages of a letter', () => {
  let outputs: readonly Output[];
  beforeAll(async () => {
    const emblem = path.join(folder(), 'emblem.svg');
    writeFileSync(
      emblem,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 0L9 9Z" fill="#777777"/><path d="M0 0L0 9L9 9Z"/></svg>',
    );
    const result = await build(['content/sample-letter'], {
      cwd: root,
      format: ['pdf'],
      lang: ['en', 'ar', 'zh'],
      emblem,
      cropMarks: true,
      verify: false,
    });
    outputs = result.documents.flatMap((document) => document.outputs);
    expect(outputs).toHaveLength(3);
  });

  it('set no colour but grey, codes and emblem included', () => {
    for (const { bytes } of outputs) {
      const file = new PdfFile(bytes);
      const found = file.pages.flatMap((page) => coloursOf(file, page.get('Contents'), file.dict(page.get('Resources'))));
      expect(new Set(found)).toEqual(new Set(['form', 'g']));
    }
  });

  it('use nothing of a graphics state, a pattern or a shading', () => {
    for (const { bytes } of outputs) {
      const file = new PdfFile(bytes);
      for (const page of file.pages) {
        const resources = file.resolve(page.get('Resources'));
        expect(isDict(resources) && [...resources.keys()].filter((key) => !['Font', 'XObject'].includes(key))).toEqual([]);
      }
    }
  });
});
