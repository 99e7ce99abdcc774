/**
 * Links as annotations over the words that are drawn of them: one for each stretch of a line, so that nobody who reads the file by
 * rectangles alone takes the words between for part of it (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18.5).
 */
import { round } from './number.ts';
import { type Dictionary, type Reference, text } from './objects.ts';
import type { Box, Element } from './tags.ts';

/** Where a link leads, and what is said of that to whoever does not see the words. */
export type Target = { readonly said: string } & (
  | {
      /** ASCII. */
      readonly address: string;
    }
  | {
      /** A place on a page of the file; null until it is drawn. */
      readonly place: () => Place | null;
    }
);
export interface Place {
  /** Counted from 0. */
  readonly page: number;
  /** From the page's foot. */
  readonly top: number;
}
/** A stretch of a line that is part of a link. Mutable while its line is drawn. */
export interface Area {
  readonly target: Target;
  readonly owner: Element;
  /** Counted from 0. */
  readonly page: number;
  box: Box;
  /** Its annotation; null until objects are numbered. */
  reference: Reference | null;
}

/** Points; what is drawn beside one another in one line stands closer. */
const hair = 1;

/** Widens an area by what is drawn next, if that goes on in the same line; false if it does not. */
export function goesOn(area: Area, owner: Element, page: number, box: Box): boolean {
  const { box: own } = area;
  if (area.owner !== owner || area.page !== page || own.bottom !== box.bottom || own.top !== box.top) return false;
  if (box.left > own.right + hair || box.right < own.left - hair) return false;
  area.box = { ...own, left: Math.min(own.left, box.left), right: Math.max(own.right, box.right) };
  return true;
}

// Flags of an annotation (ISO 32000-1, table 165): it is there on paper too (ISO 19005-2, 6.3.2).
const print = 4;

/** The annotation of an area; `key` is its number in the parent tree. */
export function annotationOf({ target, box, page: index }: Area, pages: readonly Reference[], key: number): Dictionary {
  const page = pages[index];
  const [left, bottom, right, top] = [box.left, box.bottom, box.right, box.top].map((side) => round(side));
  return {
    Type: 'Annot',
    Subtype: 'Link',
    ...(page ? { P: page } : {}),
    Rect: [left ?? 0, bottom ?? 0, right ?? 0, top ?? 0],
    QuadPoints: [left ?? 0, top ?? 0, right ?? 0, top ?? 0, left ?? 0, bottom ?? 0, right ?? 0, bottom ?? 0],
    Border: [0, 0, 0],
    F: print,
    Contents: text(target.said),
    ...('address' in target ? { A: { Type: 'Action', S: 'URI', URI: text(target.address) } } : destinationOf(target.place(), pages)),
    StructParent: key,
  };
}

/** A place as a reader goes to it: its upper edge at the window's, no other zoom. */
function destinationOf(place: Place | null, pages: readonly Reference[]): Dictionary {
  return place === null ? {} : { Dest: [pages[place.page] ?? null, 'XYZ', null, round(place.top), null] };
}
