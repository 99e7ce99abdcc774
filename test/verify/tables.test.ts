/** Headings that pages repeat are no part of the text: they are taken out where a table goes on, and nowhere else. */
import { describe, expect, it } from 'vitest';
import type { TableUnits, TextUnit } from '../../src/tree/words.ts';
import { piecesOfText, type Reading, sayPieces } from '../../src/verify/pieces.ts';
import { withoutHeadingsAgain } from '../../src/verify/tables.ts';

const reading: Reading = { losesFormatCharacters: true, endsLines: true, holdsTitles: false };
const unit = (text: string): TextUnit => ({ type: 'table-text', part: 'body', at: null, text });
const table = (headings: readonly string[], ...cells: readonly string[]): TableUnits => ({
  headings: headings.map(unit),
  cells: cells.map(unit),
});
const left = (tables: readonly TableUnits[], ...pages: readonly string[]) =>
  withoutHeadingsAgain(
    pages.map((text, index) => piecesOfText(text, index + 1, reading)),
    tables,
    reading,
  ).map(sayPieces);

const weeks = table(['Week', 'North Cape'], 'One', '7', 'Two', '6', 'Three', '7', 'Four', '5');

describe('headings said again', () => {
  it('are taken out where the table goes on, on every page', () => {
    expect(left([weeks], 'Before. Week North Cape One 7', 'Week North Cape Two 6 Three 7', 'Week North Cape Four 5 After.')).toEqual([
      'Before. Week North Cape One 7',
      'Two 6 Three 7',
      'Four 5 After.',
    ]);
  });

  it('stay where a table begins, whatever the one before was', () => {
    const years = table(['Week', 'North Cape'], 'Five', '7', 'Six', '7');
    expect(left([weeks, years], 'Week North Cape One 7 Two 6 Three 7 Four 5', 'Week North Cape Five 7 Six 7')).toEqual([
      'Week North Cape One 7 Two 6 Three 7 Four 5',
      'Week North Cape Five 7 Six 7',
    ]);
  });

  it('stay where the table has not begun, or what follows is not its own', () => {
    expect(left([weeks], 'Before.', 'Week North Cape Two 6 Three 7 Four 5')[1]).toBe('Week North Cape Two 6 Three 7 Four 5');
    expect(left([weeks], 'Week North Cape One 7', 'Week North Cape Two 60 Three 7 Four 5')[1]).toBe(
      'Week North Cape Two 60 Three 7 Four 5',
    );
    expect(left([weeks], 'Week North Cape One 7', 'Week South Cape Two 6 Three 7 Four 5')[1]).toBe('Week South Cape Two 6 Three 7 Four 5');
  });

  it('cost a document without tables nothing', () => {
    const pages = [piecesOfText('One.', 1, reading)];
    expect(withoutHeadingsAgain(pages, [], reading)).toBe(pages);
  });
});
