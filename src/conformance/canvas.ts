/**
 * Runs a content stream as far as a check needs: which fonts and codes are shown, which colours are used, and whether all that is
 * painted is marked as content of the structure or as an artifact, and never as both (ISO 19005-2, 6.2; ISO 14289-1, 7.1).
 */
import { type Dict, isName, isOperator, type PdfValue, Reader, Unreadable } from '../verify/pdf-file.ts';
import { type ColorSpace, spaceOf } from './color.ts';
import type { Findings } from './finding.ts';
import { latin1, type Objects } from './objects.ts';
import { endOfPlain, endOfTexts } from './stretches.ts';
import { isLanguageTag } from './values.ts';

/** How a font is used. */
export interface Use {
  readonly codes: Codes;
  /** One-based, of its first use. */
  readonly page: number;
}
/** By code, whether it is shown, and whether without another text in its stead. Mutable. */
export class Codes {
  uses = new Uint8Array(256);

  add(code: number, use: number): void {
    if (code >= this.uses.length) {
      const uses = new Uint8Array(Math.max(code + 1, this.uses.length * 2));
      uses.set(this.uses);
      this.uses = uses;
    }
    this.uses[code] = (this.uses[code] ?? 0) | use;
  }
}
export const [shown, shownPlainly] = [1, 2];

/** What all pages use together. Mutable. */
export interface Drawn {
  readonly fonts: Map<Dict, Use>;
  /** Device colours, and the first page each is on. */
  readonly colors: Map<ColorSpace, number>;
  /** Transparency groups, and where something see-through is painted. */
  readonly groups: { readonly dict: Dict | null; readonly page: number }[];
  readonly transparent: number[];
  /** Bytes of content run so far; a stream may be used often. */
  length: number;
}

interface Operator {
  readonly paints: boolean;
  /** The device space it selects; null if none. */
  readonly space: ColorSpace | null;
  /** Whether it changes what the check knows. */
  readonly changes: boolean;
}
const spaces: readonly (readonly [ColorSpace, string])[] = [
  ['DeviceGray', 'g G'],
  ['DeviceRGB', 'rg RG'],
  ['DeviceCMYK', 'k K'],
];
/** Of ISO 32000-1, annex A; inline pictures and shadings are none of ours, and none of these. */
const operators: ReadonlyMap<string, Operator> = new Map([
  ...operatorsOf('cm w J j M d i m l c v y h re n W W* Tc Tw Tz TL Tr Ts Td TD Tm T* SC SCN sc scn MP DP', {}),
  ...operatorsOf('S s f F f* B B* b b*', { paints: true }),
  ...operatorsOf('Tj TJ \' "', { paints: true, changes: true }),
  ...operatorsOf('q Q ri gs BT ET Tf CS cs Do BMC BDC EMC', { changes: true }),
  ...spaces.flatMap(([space, names]) => operatorsOf(names, { space })),
]);

function operatorsOf(names: string, said: Partial<Operator>): readonly (readonly [string, Operator])[] {
  return names.split(' ').map((name) => [name, { paints: false, space: null, changes: false, ...said }]);
}

const intents = ['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation'];
/** ISO 19005-2, 6.1.13. */
const deepestStates = 28;
const deepestForms = 8;
const mostDrawn = 256 * 1024 * 1024;
const mostOperands = 4096;
const largestInteger = 2147483647;

const [slash, bracket, opening, closing, backslash] = [0x2f, 0x5b, 0x28, 0x29, 0x5c];
/** What the letters behind a backslash stand for (ISO 32000-1, table 3). */
const letters = new Map([...'nrtbf'].map((letter, index) => [letter.charCodeAt(0), [10, 13, 9, 8, 12][index] ?? 0]));

interface Mark {
  readonly kind: 'content' | 'artifact' | 'plain';
  readonly replaces: boolean;
  readonly inText: boolean;
}

/** One page as it is drawn. Mutable. */
export class Canvas {
  readonly marks = new Set<number>();
  readonly #objects: Objects;
  readonly #drawn: Drawn;
  readonly #findings: Findings;
  readonly #page: number;
  readonly #open: Mark[] = [];
  readonly #states: (Use | null)[] = [];
  readonly #forms = new Set<Dict>();
  #font: Use | null = null;
  #inText = false;
  #resources: Dict | null = null;
  #depth = 0;

  constructor(objects: Objects, drawn: Drawn, findings: Findings, page: number) {
    this.#objects = objects;
    this.#drawn = drawn;
    this.#findings = findings;
    this.#page = page;
  }

  /** Runs a stream, which must leave marks and states as it found them. */
  draw(bytes: Uint8Array, resources: Dict | null): void {
    const outer = {
      resources: this.#resources,
      font: this.#font,
      inText: this.#inText,
      marks: this.#open.length,
      states: this.#states.length,
    };
    this.#resources = resources;
    this.#inText = false;
    this.#drawn.length += bytes.length;
    if (this.#drawn.length > mostDrawn) throw new Unreadable('too much content');
    const reader = new Reader(bytes);
    const content = latin1(bytes);
    let operands: PdfValue[] = [];
    while (!reader.ended) {
      if (operands.length === 0 && this.#stretch(bytes, content, reader)) continue;
      const value = reader.value();
      if (!isOperator(value)) {
        if (typeof value === 'number' && Math.abs(value) > largestInteger) this.#fault('limits', `${value}`);
        if (operands.length < mostOperands) operands.push(value);
        continue;
      }
      this.#run(value.operator, operands);
      if (operands.length > 0) operands = [];
    }
    if (reader.hasBadHex) this.#fault('hexadecimal-string');
    if (this.#open.length !== outer.marks || this.#inText) this.#fault('marks-nested', 'EMC');
    if (this.#states.length !== outer.states) this.#fault('state-nesting', 'Q');
    this.#open.length = Math.min(this.#open.length, outer.marks);
    this.#states.length = Math.min(this.#states.length, outer.states);
    this.#resources = outer.resources;
    this.#font = outer.font;
    this.#inText = outer.inText;
  }

  #fault(rule: Parameters<Findings['add']>[0], value = ''): void {
    this.#findings.add(rule, value, { page: this.#page });
  }

  /** Takes a stretch that is read at once, if one begins here. */
  #stretch(bytes: Uint8Array, content: string, reader: Reader): boolean {
    const { at } = reader;
    if (bytes[at] === slash) return false;
    if (bytes[at] !== bracket) {
      reader.at = endOfPlain(content, at);
      return reader.at > at;
    }
    const end = this.#font && this.#inText ? endOfTexts(content, at) : null;
    if (end === null || !this.#font) return false;
    this.#paint('TJ');
    this.#showLiterals(bytes, at, end, this.#font);
    reader.at = end;
    return true;
  }

  #run(name: string, operands: readonly PdfValue[]): void {
    const operator = operators.get(name);
    if (!operator) {
      this.#fault('operator', name);
      return;
    }
    if (operator.paints) this.#paint(name);
    if (operator.space !== null) this.#useColor(operator.space);
    if (operator.changes) this.#change(name, operands);
  }

  /** What is done at the operators that change what the check knows. */
  #change(name: string, operands: readonly PdfValue[]): void {
    const [first, second, third] = operands;
    if (name === 'BDC') this.#begin(first, second);
    else if (name === 'BMC') this.#begin(first, undefined);
    else if (name === 'EMC') this.#end();
    else if (name === 'BT' || name === 'ET') this.#text(name === 'BT');
    else if (name === 'Tf') this.#select(first);
    else if (name === 'TJ') this.#showAll(first);
    else if (name === 'Tj' || name === "'") this.#show(first);
    else if (name === '"') this.#show(third);
    else if (name === 'q') this.#save();
    else if (name === 'Q') this.#restore();
    else if (name === 'Do') this.#object(first);
    else if (name === 'CS' || name === 'cs') this.#selectSpace(first);
    else if (name === 'ri') this.#intent(first);
    else if (name === 'gs') this.#state(first);
  }

  #save(): void {
    if (this.#inText) this.#fault('content-syntax', 'q');
    if (this.#states.push(this.#font) > deepestStates) this.#fault('state-nesting', `${this.#states.length}`);
  }

  #restore(): void {
    if (this.#states.length === 0 || this.#inText) this.#fault('state-nesting', 'Q');
    this.#font = this.#states.pop() ?? null;
  }

  #text(isBegun: boolean): void {
    if (this.#inText === isBegun) this.#fault('content-syntax', isBegun ? 'BT' : 'ET');
    this.#inText = isBegun;
  }

  #showAll(list: PdfValue | undefined): void {
    if (!Array.isArray(list)) this.#fault('content-syntax', 'TJ');
    else for (const one of list as readonly PdfValue[]) if (one instanceof Uint8Array) this.#show(one);
  }

  #paint(operator: string): void {
    if (!this.#open.some((mark) => mark.kind !== 'plain')) this.#fault('content-unmarked', operator);
    // Black is the colour nobody chose (ISO 32000-1, 8.6.5.2).
    this.#useColor('DeviceGray');
  }

  #useColor(space: ColorSpace): void {
    if (!this.#drawn.colors.has(space)) this.#drawn.colors.set(space, this.#page);
  }

  /** What the page's or form's own resources have under a name. */
  #resource(kind: string, name: PdfValue | undefined): PdfValue | undefined {
    const found = isName(name) ? this.#objects.dict(this.#resources?.get(kind))?.get(name.name) : undefined;
    if (found === undefined) this.#fault('resource-missing', `${kind} ${isName(name) ? name.name : ''}`);
    return found;
  }

  #select(name: PdfValue | undefined): void {
    const dict = this.#objects.dict(this.#resource('Font', name));
    this.#font = null;
    if (!dict) return;
    let use = this.#drawn.fonts.get(dict);
    if (!use) {
      use = { codes: new Codes(), page: this.#page };
      this.#drawn.fonts.set(dict, use);
    }
    this.#font = use;
  }

  #show(text: PdfValue | undefined): void {
    if (!(text instanceof Uint8Array) || !this.#font || !this.#inText) {
      this.#fault('content-syntax', 'Tj');
      return;
    }
    // Codes are of two bytes: no other encoding is known here.
    if (text.length % 2 !== 0) this.#fault('font-encoding', `${text.length}`);
    const use = this.#use();
    for (let at = 0; at + 1 < text.length; at += 2) this.#font.codes.add(((text[at] ?? 0) << 8) | (text[at + 1] ?? 0), use);
  }

  /** Shows the strings of a list as they are written, their escapes of one letter. */
  #showLiterals(bytes: Uint8Array, start: number, end: number, { codes }: Use): void {
    const use = this.#use();
    let isOpen = false;
    let length = 0;
    let high = 0;
    for (let at = start; at < end; at++) {
      let byte = bytes[at] ?? 0;
      if (!isOpen) isOpen = byte === opening;
      else if (byte === closing) {
        if (length % 2 !== 0) this.#fault('font-encoding', `${length}`);
        length = 0;
        isOpen = false;
      } else {
        if (byte === backslash) byte = letters.get(bytes[++at] ?? 0) ?? bytes[at] ?? 0;
        if (length++ % 2 === 0) high = byte;
        else codes.add((high << 8) | byte, use);
      }
    }
  }

  /** How what is shown now is used. */
  #use(): number {
    return this.#open.some((mark) => mark.replaces) ? shown : shown | shownPlainly;
  }

  #selectSpace(name: PdfValue | undefined): void {
    const isDevice = isName(name) && spaces.some(([space]) => space === name.name);
    const found = isDevice ? name : this.#resource('ColorSpace', name);
    const space = spaceOf(found, this.#objects);
    if (space === null) this.#fault('unknown-color', isName(name) ? name.name : '');
    else this.#useColor(space);
  }

  #intent(name: PdfValue | undefined): void {
    if (!isName(name) || !intents.includes(name.name)) this.#fault('rendering-intent', isName(name) ? name.name : '');
  }

  /** Parameters of the graphics state: none of those that change how a device prints (ISO 19005-2, 6.2.5 and 6.2.10). */
  #state(name: PdfValue | undefined): void {
    const state = this.#objects.dict(this.#resource('ExtGState', name));
    for (const [key, value] of state ?? []) {
      const found = this.#objects.resolve(value);
      if (['TR', 'TR2', 'HTP', 'HT'].includes(key)) this.#fault('graphics-state', key);
      if (key === 'RI') this.#intent(found);
      if (key === 'BM' && !(isName(found) && (found.name === 'Normal' || found.name === 'Compatible'))) this.#fault('transparency', key);
      if (((key === 'ca' || key === 'CA') && found !== 1) || (key === 'SMask' && !(isName(found) && found.name === 'None')))
        this.#drawn.transparent.push(this.#page);
    }
  }

  #object(name: PdfValue | undefined): void {
    const value = this.#resource('XObject', name);
    const dict = this.#objects.dict(value);
    if (!dict) return;
    this.#paint('Do');
    const kind = this.#objects.name(dict.get('Subtype'));
    for (const key of ['OPI', 'Ref', 'PS', 'Subtype2', 'Alternates', 'StructParents', 'StructParent']) {
      if (dict.has(key)) this.#fault('external-object', key);
    }
    if (kind === 'Image') this.#image(dict);
    else if (kind === 'Form') this.#form(value, dict);
    else this.#fault('external-object', kind ?? '');
  }

  #image(dict: Dict): void {
    const { resolve, dict: dictOf } = this.#objects;
    if (resolve(dict.get('Interpolate')) === true) this.#fault('image', 'Interpolate');
    if (dict.has('Intent')) this.#intent(resolve(dict.get('Intent')));
    const depth = resolve(dict.get('BitsPerComponent'));
    const isMask = resolve(dict.get('ImageMask')) === true;
    if (![1, 2, 4, 8, 16].includes(depth as number) && !(isMask && depth === null)) this.#fault('image', 'BitsPerComponent');
    const mask = dictOf(dict.get('SMask'));
    if (mask) {
      this.#drawn.transparent.push(this.#page);
      if (mask.has('SMask')) this.#fault('image', 'SMask');
      else this.#image(mask);
    }
    if (isMask) return;
    const space = spaceOf(dict.get('ColorSpace'), this.#objects);
    if (space === null) this.#fault('unknown-color', 'ColorSpace');
    else this.#useColor(space);
  }

  #form(value: PdfValue | undefined, dict: Dict): void {
    if (dict.has('Group')) this.#drawn.groups.push({ dict: this.#objects.dict(dict.get('Group')), page: this.#page });
    // A form is drawn the same way each time, unless its marks meet others; ours have none.
    if (this.#forms.has(dict)) return;
    this.#forms.add(dict);
    if (++this.#depth > deepestForms) throw new Unreadable('forms nested too deep');
    const bytes = this.#objects.decoded(value);
    if (!bytes) this.#fault('content-syntax', 'Form');
    else this.draw(bytes, this.#objects.dict(dict.get('Resources')));
    this.#depth--;
  }

  #begin(tag: PdfValue | undefined, given: PdfValue | undefined): void {
    const properties = isName(given) ? this.#objects.dict(this.#resource('Properties', given)) : this.#objects.dict(given);
    const isArtifact = isName(tag) && tag.name === 'Artifact';
    const id = properties?.get('MCID');
    const isContent = typeof id === 'number';
    if (isArtifact && (isContent || this.#open.some(({ kind }) => kind === 'content'))) this.#fault('artifact-in-tagged', tag.name);
    if (isContent && this.#open.some(({ kind }) => kind === 'artifact')) this.#fault('tagged-in-artifact', `${id}`);
    if (isContent && this.#open.some(({ kind }) => kind === 'content')) this.#fault('marks-nested', `${id}`);
    if (isContent && (this.#depth > 0 || !Number.isInteger(id) || id < 0 || this.marks.has(id))) this.#fault('mark-number', `${id}`);
    if (isContent) this.marks.add(id);
    if (properties?.has('OC') || (isName(tag) && tag.name === 'OC')) this.#fault('optional-content', 'OC');
    const language = properties?.get('Lang');
    if (language instanceof Uint8Array && !isLanguageTag(language)) this.#fault('language-tag', Buffer.from(language).toString('latin1'));
    this.#open.push({
      kind: isContent ? 'content' : isArtifact ? 'artifact' : 'plain',
      replaces: properties?.has('ActualText') ?? false,
      inText: this.#inText,
    });
  }

  /** Marks begin and end both inside a text object or both outside (ISO 32000-1, 14.6.1). */
  #end(): void {
    const mark = this.#open.pop();
    if (!mark || mark.inText !== this.#inText) this.#fault('marks-nested', 'EMC');
  }
}
