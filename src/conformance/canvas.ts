/**
 * Runs a content stream as far as a check needs: which fonts and codes are shown, which colours are used, and whether all that is
 * painted is marked as content of the structure or as an artifact, and never as both (ISO 19005-2, 6.2; ISO 14289-1, 7.1).
 */
import { type Dict, isName, isOperator, type PdfValue, Reader, Unreadable } from '../verify/pdf-file.ts';
import { Codes, shown, shownPlainly, type Use } from './codes.ts';
import { type ColorSpace, spaceOf } from './color.ts';
import type { Findings } from './finding.ts';
import type { Objects } from './objects.ts';
import { operators, spaces } from './operators.ts';
import { Stretch } from './stretches.ts';
import { isLanguageTag } from './values.ts';

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

const intents = ['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation'];
/** ISO 19005-2, 6.1.13. */
const deepestStates = 28;
const deepestForms = 8;
const mostDrawn = 256 * 1024 * 1024;
const mostOperands = 4096;
const largestInteger = 2147483647;

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
    const stretch = new Stretch(bytes, reader);
    let operands: PdfValue[] = [];
    while (!reader.ended) {
      if (operands.length === 0) {
        this.#take(stretch);
        if (reader.ended) break;
      }
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

  /** Takes the stretches that begin here. */
  #take(stretch: Stretch): void {
    for (let step = stretch.next(); step !== null; step = stretch.next()) {
      if (step === 'TJ') this.#showCodes(stretch.codes, stretch.count);
      else if (step === 'EMC') this.#end();
      else if (step === 'BDC') this.#mark(stretch.name, stretch.id, null);
      else if (step === 'Tf') this.#select(stretch.name);
      else if (step === 'f') this.#paint(step);
      else this.#text(step === 'BT');
    }
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
    else if (name === 'Tf') this.#select(nameOf(first));
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
  #resource(kind: string, name: string | null): PdfValue | undefined {
    const found = name === null ? undefined : this.#objects.dict(this.#resources?.get(kind))?.get(name);
    if (found === undefined) this.#fault('resource-missing', `${kind} ${name ?? ''}`);
    return found;
  }

  #select(name: string | null): void {
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

  /** Shows the codes of a list. */
  #showCodes(codes: Uint16Array, count: number): void {
    this.#paint('TJ');
    if (!this.#font || !this.#inText) {
      this.#fault('content-syntax', 'TJ');
      return;
    }
    this.#font.codes.addAll(codes, count, this.#use());
  }

  /** How what is shown now is used. */
  #use(): number {
    return this.#open.some((mark) => mark.replaces) ? shown : shown | shownPlainly;
  }

  #selectSpace(name: PdfValue | undefined): void {
    const isDevice = isName(name) && spaces.some(([space]) => space === name.name);
    const found = isDevice ? name : this.#resource('ColorSpace', nameOf(name));
    const space = spaceOf(found, this.#objects);
    if (space === null) this.#fault('unknown-color', isName(name) ? name.name : '');
    else this.#useColor(space);
  }

  #intent(name: PdfValue | undefined): void {
    if (!isName(name) || !intents.includes(name.name)) this.#fault('rendering-intent', isName(name) ? name.name : '');
  }

  /** Parameters of the graphics state: none of those that change how a device prints (ISO 19005-2, 6.2.5 and 6.2.10). */
  #state(name: PdfValue | undefined): void {
    const state = this.#objects.dict(this.#resource('ExtGState', nameOf(name)));
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
    const value = this.#resource('XObject', nameOf(name));
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
    const properties = this.#objects.dict(isName(given) ? this.#resource('Properties', given.name) : given);
    const id = properties?.get('MCID');
    this.#mark(nameOf(tag) ?? '', typeof id === 'number' ? id : null, properties);
  }

  /** Begins a mark; its number makes it content of the structure. */
  #mark(tag: string, id: number | null, properties: Dict | null): void {
    const isArtifact = tag === 'Artifact';
    const isContent = id !== null;
    if (this.#open.length > 0) {
      const isInContent = this.#open.some(({ kind }) => kind === 'content');
      if (isArtifact && isInContent) this.#fault('artifact-in-tagged', tag);
      if (isContent && isInContent) this.#fault('marks-nested', `${id}`);
      if (isContent && this.#open.some(({ kind }) => kind === 'artifact')) this.#fault('tagged-in-artifact', `${id}`);
    }
    if (isArtifact && isContent) this.#fault('artifact-in-tagged', tag);
    if (isContent && (this.#depth > 0 || !Number.isInteger(id) || id < 0 || this.marks.has(id))) this.#fault('mark-number', `${id}`);
    if (isContent) this.marks.add(id);
    if (properties?.has('OC') || tag === 'OC') this.#fault('optional-content', 'OC');
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

function nameOf(value: PdfValue | undefined): string | null {
  return isName(value) ? value.name : null;
}
