/**
 * What the structure says: which element may stand in which, headings in their order, and what each kind must tell a reader who
 * does not see the page (ISO 14289-1, 7.2 to 7.9; ISO 32000-1, 14.8.4).
 */
import { isName, type PdfValue, textOf } from '../verify/pdf-file.ts';
import type { Findings } from './finding.ts';
import { checkTable } from './grid.ts';
import type { Objects } from './objects.ts';
import type { Element } from './structure.ts';

/** Parents that an element may have, by type. */
const parents: Readonly<Record<string, readonly string[]>> = {
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  TH: ['TR'],
  TD: ['TR'],
  LI: ['L'],
  LBody: ['LI'],
  TOCI: ['TOC'],
};
/** Kids that an element may have, by type. */
const kids: Readonly<Record<string, readonly string[]>> = {
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  TR: ['TH', 'TD'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  L: ['L', 'LI', 'Caption'],
  LI: ['Lbl', 'LBody'],
  TOC: ['TOC', 'TOCI', 'Caption'],
};
const headings = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'];
const numberings = ['Disc', 'Circle', 'Square', 'Decimal', 'UpperRoman', 'LowerRoman', 'UpperAlpha', 'LowerAlpha', 'None'];

/** Checks every element. */
export function checkElements(elements: readonly Element[], objects: Objects, findings: Findings): void {
  let level = 0;
  let numbered = false;
  let plain = false;
  for (const element of elements) {
    const { type } = element;
    const at = { object: element.object, element: element.index };
    checkPlace(element, findings);
    const heading = headings.indexOf(type) + 1;
    if (heading > 0) {
      // No level is skipped on the way down, and the first is the highest.
      if (heading > level + 1) findings.add('heading-level', type, at);
      level = heading;
      numbered = true;
    }
    if (type === 'H') plain = true;
    if (element.kids.length > 1 && element.kids.filter((kid) => kid.type === 'H').length > 1) findings.add('heading-mixed', 'H', at);
    if (type === 'Figure' && !isDescribed(element, objects)) findings.add('figure-text', '', at);
    if (type === 'Figure' && !isBox(attributeOf(element, 'Layout', 'BBox', objects), objects)) findings.add('figure-box', '', at);
    if (type === 'Formula' && !isDescribed(element, objects)) findings.add('formula-text', '', at);
    if (type === 'L') checkList(element, objects, findings);
    if (type === 'Table') checkTable(element, objects, findings);
  }
  if (numbered && plain) findings.add('heading-mixed', 'H');
}

function checkPlace(element: Element, findings: Findings): void {
  const { type, parent } = element;
  const at = { object: element.object, element: element.index };
  const wanted = Object.hasOwn(parents, type) ? parents[type] : undefined;
  if (wanted && !wanted.includes(parent?.type ?? '')) findings.add('nesting', `${parent?.type ?? ''} ${type}`, at);
  if ((type === 'Document') !== (parent === null)) findings.add('nesting', type, at);
  const allowed = Object.hasOwn(kids, type) ? kids[type] : undefined;
  if (!allowed) return;
  const types = element.kids.map((kid) => kid.type);
  for (const kid of types) if (!allowed.includes(kid)) findings.add('nesting', `${type} ${kid}`, at);
  if (element.hasContent) findings.add('nesting', `${type} MCID`, at);
  const isTable = type === 'Table';
  const captions = types.filter((kid) => kid === 'Caption').length;
  const place = types.indexOf('Caption');
  if (captions > 1 || (captions === 1 && place !== 0 && !(isTable && place === types.length - 1)))
    findings.add('nesting', `${type} Caption`, at);
  if (!isTable) return;
  const count = (kid: string) => types.filter((one) => one === kid).length;
  if (count('THead') > 1 || count('TFoot') > 1 || (count('THead') + count('TFoot') > 0 && count('TBody') === 0))
    findings.add('nesting', `${type} THead`, at);
}

/** A list whose items are labelled says how (ISO 14289-1, 7.6). */
function checkList(element: Element, objects: Objects, findings: Findings): void {
  const isLabelled = element.kids.some((item) => item.kids.some((kid) => kid.type === 'Lbl'));
  const numbering = attributeOf(element, 'List', 'ListNumbering', objects);
  const isKnown = isName(numbering) && numberings.includes(numbering.name);
  if (numbering === null ? isLabelled : !isKnown)
    findings.add('list-numbering', isName(numbering) ? numbering.name : '', { object: element.object, element: element.index });
}

function isDescribed(element: Element, objects: Objects): boolean {
  return hasText(element, 'ActualText', objects) || hasText(element, 'Alt', objects);
}

function hasText(element: Element, key: string, objects: Objects): boolean {
  const value = objects.resolve(element.dict.get(key));
  return value instanceof Uint8Array && textOf(value).trim() !== '';
}

function isBox(value: PdfValue, objects: Objects): boolean {
  const sides = objects.list(value).map((side) => objects.resolve(side));
  const [left, bottom, right, top] = sides;
  if (typeof left !== 'number' || typeof bottom !== 'number' || typeof right !== 'number' || typeof top !== 'number') return false;
  return sides.length === 4 && left < right && bottom < top;
}

/** An attribute of an element, from the one of its attribute objects that has this owner; null if there is none. */
export function attributeOf(element: Element, owner: string, key: string, objects: Objects): PdfValue {
  const given = objects.resolve(element.dict.get('A'));
  for (const one of Array.isArray(given) ? (given as readonly PdfValue[]) : [given]) {
    const attributes = objects.dict(one);
    if (attributes && objects.name(attributes.get('O')) === owner && attributes.has(key)) return objects.resolve(attributes.get(key));
  }
  return null;
}
