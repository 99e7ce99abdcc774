/**
 * Tables: every row as long as the others, no cell over another, and every cell of data with the headers that name it
 * (ISO 14289-1, 7.2 and 7.5).
 */
import { isName, Unreadable } from '../verify/pdf-file.ts';
import type { Findings } from './finding.ts';
import { attributeOf } from './nesting.ts';
import type { Objects } from './objects.ts';
import type { Element } from './structure.ts';

const scopes = ['Row', 'Column', 'Both'];
const mostSpan = 1000;
const mostCells = 100_000;

/** Checks one table. */
export function checkTable(table: Element, objects: Objects, findings: Findings): void {
  const groups = table.kids.flatMap((kid) => (kid.type === 'TR' ? [[kid]] : kid.type === 'Caption' ? [] : [kid.kids]));
  const at = { object: table.object, element: table.index };
  const rows = table.kids.some((kid) => kid.type === 'TR') ? [groups.flat()] : groups;
  const widths = new Set<number>();
  let crossed = false;
  let cellsTaken = 0;
  for (const group of rows) {
    const taken = group.map(() => new Set<number>());
    group.forEach((row, index) => {
      let column = 0;
      for (const cell of row.kids) {
        while (taken[index]?.has(column)) column++;
        const [across, down] = [spanOf(cell, 'ColSpan', objects), spanOf(cell, 'RowSpan', objects)];
        if (index + down > group.length) crossed = true;
        for (let y = index; y < Math.min(group.length, index + down); y++) {
          for (let x = column; x < column + across; x++) {
            if (++cellsTaken > mostCells) throw new Unreadable('a table without end');
            if (taken[y]?.has(x)) crossed = true;
            taken[y]?.add(x);
          }
        }
      }
    });
    for (const row of taken) widths.add(row.size);
  }
  if (crossed || widths.size > 1) findings.add('table-regular', [...widths].join(' '), at);

  const cells = rows.flat().flatMap((row) => row.kids);
  const headers = cells.filter((cell) => cell.type === 'TH');
  const named = cells.filter((cell) => cell.type === 'TD').every((cell) => attributeOf(cell, 'Table', 'Headers', objects) !== null);
  if (headers.length === 0) findings.add('table-header', '', at);
  for (const header of headers) {
    const scope = attributeOf(header, 'Table', 'Scope', objects);
    const isKnown = isName(scope) && scopes.includes(scope.name);
    if (scope === null ? !named : !isKnown)
      findings.add('header-scope', isName(scope) ? scope.name : '', { object: header.object, element: header.index });
  }
}

function spanOf(cell: Element, key: 'ColSpan' | 'RowSpan', objects: Objects): number {
  const span = attributeOf(cell, 'Table', key, objects);
  return typeof span === 'number' && Number.isInteger(span) && span >= 1 ? Math.min(span, mostSpan) : 1;
}
