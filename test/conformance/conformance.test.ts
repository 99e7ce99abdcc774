import { describe, expect, it } from 'vitest';
import { checkPdf } from '../../src/conformance/check.ts';
import { breakages } from './break.ts';
import { bases } from './breakage.ts';
import { brokenFile, goodFile, sampleFile } from './broken.ts';

const sample = await sampleFile();

describe('the check of a finished file', () => {
  it.each(Object.keys(bases) as (keyof typeof bases)[])('finds nothing in a good file: %s', (base) => {
    expect(checkPdf(goodFile(sample, base))).toEqual([]);
  });

  it.each(breakages.map((breakage) => [breakage.what, breakage] as const))('finds %s', (_, breakage) => {
    const found = checkPdf(brokenFile(sample, breakage));
    const { rule, also = [] } = breakage;
    expect([...new Set(found.map((finding) => finding.rule))].sort()).toEqual([rule, ...also].sort());
  });

  it('names the clause of the part the file claims', () => {
    const attached = breakages.find(({ rule }) => rule === 'attachment-relation');
    if (!attached) throw new Error('no such breakage');
    expect(checkPdf(brokenFile(sample, attached)).map(({ clause }) => clause)).toEqual(['ISO 19005-3, 6.8']);
  });
});
