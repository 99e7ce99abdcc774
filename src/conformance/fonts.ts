/**
 * The fonts of a file as they are used: embedded, every code that is shown with its character, its glyph and its width
 * (ISO 19005-2, 6.2.11; ISO 14289-1, 7.21). One kind is known: Type 0 over TrueType, with codes that are glyphs.
 */
import { type Dict, digitOf, noDigit, type PdfValue } from '../verify/pdf-file.ts';
import type { Drawn } from './canvas.ts';
import { type Codes, shown, shownPlainly } from './codes.ts';
import type { Findings, Rule } from './finding.ts';
import { latin1, type Objects } from './objects.ts';
import { openProgram, type Program } from './program.ts';

/** Thousandths, as widths are given and compared (ISO 19005-2, 6.2.11.5). */
const perEm = 1000;
const tolerance = 1;

/** Checks every font that something is shown in, and that no other is left unembedded. */
export function checkFonts(objects: Objects, drawn: Drawn, findings: Findings): void {
  const numbers = new Map<Dict, number>();
  for (const { number, value } of objects.all.values()) {
    if (!(value instanceof Map)) continue;
    if (objects.name(value.get('Type')) !== 'Font') continue;
    numbers.set(value, number);
    if (drawn.fonts.has(value)) continue;
    // Descendants are looked at with the font they belong to.
    const kind = objects.name(value.get('Subtype'));
    if (kind !== 'CIDFontType2' && kind !== 'CIDFontType0') findings.add('unknown-font', kind ?? '', { object: number });
  }
  for (const [font, { codes, page }] of drawn.fonts)
    checkFont(font, codes, objects, (rule, value) => findings.add(rule, value, { object: numbers.get(font) ?? null, page }));
}

type Fault = (rule: Rule, value?: string) => void;

function checkFont(font: Dict, codes: Codes, objects: Objects, fault: Fault): void {
  const { name, dict } = objects;
  const kind = name(font.get('Subtype'));
  const [descendantValue, ...others] = objects.list(font.get('DescendantFonts'));
  const descendant = dict(descendantValue);
  if (kind !== 'Type0' || !descendant || others.length > 0 || name(descendant.get('Subtype')) !== 'CIDFontType2') {
    const descriptor = dict((descendant ?? font).get('FontDescriptor'));
    const isEmbedded = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.has(key));
    fault(isEmbedded ? 'unknown-font' : 'font-embedded', kind ?? '');
    return;
  }
  const base = name(font.get('BaseFont'));
  if (base === null || base !== name(descendant.get('BaseFont'))) fault('unknown-font', 'BaseFont');
  if (name(font.get('Encoding')) !== 'Identity-H') fault('font-encoding', name(font.get('Encoding')) ?? 'Encoding');
  if (name(descendant.get('CIDToGIDMap')) !== 'Identity') fault('glyph-map', 'CIDToGIDMap');
  const descriptor = dict(descendant.get('FontDescriptor'));
  if (name(descriptor?.get('FontName')) !== base) fault('unknown-font', 'FontName');
  if (descriptor?.has('FontFile3') || descriptor?.has('FontFile')) fault('font-program', 'FontFile3');
  checkMap(objects.decoded(font.get('ToUnicode')), codes, fault);
  if (!descriptor?.has('FontFile2')) {
    fault('font-embedded', base ?? '');
    return;
  }
  const bytes = objects.decoded(descriptor.get('FontFile2'));
  const program = bytes && openProgram(bytes);
  if (!program) {
    fault('font-program', base ?? '');
    return;
  }
  checkGlyphs(codes, program, widthsOf(descendant, objects, fault), fault);
  if (descriptor.has('CIDSet')) checkSet(objects.decoded(descriptor.get('CIDSet')), program, fault);
}

/** Every code shown has characters, none of them one that says nothing (ISO 19005-2, 6.2.11.7). */
function checkMap(stream: Uint8Array | null, { uses }: Codes, fault: Fault): void {
  const map = stream && readMap(latin1(stream));
  for (let code = 0; code < uses.length; code++) {
    const use = uses[code];
    if (use === 0) continue;
    const units = map?.get(code);
    if (units === undefined) {
      fault('code-unmapped', hex(code));
      continue;
    }
    const unit = units.charCodeAt(0);
    if ((units.length === 1 && unit > 0 && unit < leastSuspect) || !suspect.test(units)) continue;
    if (/[\0\ufeff\ufffe]/.test(units)) fault('code-value', hex(code));
    if (use === (shown | shownPlainly) && /[\ue000-\uf8ff\udb80-\udbff]/.test(units)) fault('code-private', hex(code));
  }
}

/** Characters that say nothing, or nothing that everybody knows; none but U+0000 is below the least. */
const leastSuspect = 0xdb80;
const suspect = /[\0\ufeff\ufffe\ue000-\uf8ff\udb80-\udbff]/;

function checkGlyphs({ uses }: Codes, program: Program, widths: ReadonlyMap<number, number> | null, fault: Fault): void {
  for (let code = 0; code < uses.length; code++) {
    if (uses[code] === 0) continue;
    if (code === 0) {
      fault('notdef', hex(code));
      continue;
    }
    if (!program.has(code)) {
      fault('glyph-missing', hex(code));
      continue;
    }
    const width = widths?.get(code) ?? null;
    const own = (program.advance(code) * perEm) / program.unitsPerEm;
    if (width === null || Math.abs(width - own) > tolerance) fault('glyph-width', `${hex(code)}: ${width} ${Math.round(own)}`);
  }
}

/** The set of glyphs, if there is one, names all there are (ISO 19005-2, 6.2.11.4.2). */
function checkSet(set: Uint8Array | null, program: Program, fault: Fault): void {
  for (let glyph = 1; glyph < program.count; glyph++) {
    if (((set?.[glyph >> 3] ?? 0) & (0x80 >> (glyph & 7))) !== 0) continue;
    fault('glyph-set', hex(glyph));
    return;
  }
}

/** Ranges of codes may overlap, but not for ever. */
const mostMapped = 0x40000;

/** Widths by glyph, as `W` and `DW` give them (ISO 32000-1, 9.7.4.3); null if they cannot be read. */
function widthsOf(font: Dict, objects: Objects, fault: Fault): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  let mapped = 0;
  const values = objects.list(font.get('W'));
  for (let at = 0; at < values.length; ) {
    const first = objects.resolve(values[at]);
    const second = objects.resolve(values[at + 1]);
    const third = objects.resolve(values[at + 2]);
    if (typeof first !== 'number' || !isCode(first)) {
      fault('glyph-width', 'W');
      break;
    }
    if (Array.isArray(second)) {
      const list: readonly PdfValue[] = second;
      for (let index = 0; index < list.length; index++) {
        const found = objects.resolve(list[index]);
        if (typeof found === 'number') widths.set(first + index, found);
      }
      at += 2;
    } else if (typeof second === 'number' && isCode(second) && typeof third === 'number') {
      for (let code = first; code <= second && mapped < mostMapped; code++, mapped++) widths.set(code, third);
      at += 3;
    } else {
      fault('glyph-width', 'W');
      break;
    }
  }
  const rest = objects.resolve(font.get('DW'));
  if (typeof rest !== 'number' && rest !== null) fault('glyph-width', 'DW');
  return widths;
}

function isCode(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xffff;
}

/** Reads a character map: UTF-16 units by code of two bytes (ISO 32000-1, 9.10.3). */
function readMap(text: string): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  let mapped = 0;
  const beginning = /\bbeginbf(char|range)\b/g;
  for (let begin = beginning.exec(text); begin; begin = beginning.exec(text)) {
    const ending = begin[1] === 'char' ? /\bendbfchar\b/g : /\bendbfrange\b/g;
    ending.lastIndex = beginning.lastIndex;
    const end = ending.exec(text);
    if (!end) continue;
    const body = text.slice(beginning.lastIndex, end.index);
    beginning.lastIndex = ending.lastIndex;
    if (begin[1] === 'char') {
      if (readPairs(body, map)) continue;
      for (const pair of body.matchAll(/<([\da-fA-F]{4})>\s*<([\da-fA-F]*)>/g))
        map.set(Number.parseInt(pair[1] ?? '', 16), unitsOf(pair[2] ?? ''));
      continue;
    }
    for (const range of body.matchAll(/<([\da-fA-F]{4})>\s*<([\da-fA-F]{4})>\s*(?:<([\da-fA-F]*)>|\[([^\]]*)\])/g)) {
      const [first, last] = [Number.parseInt(range[1] ?? '', 16), Number.parseInt(range[2] ?? '', 16)];
      const listed = range[4]?.match(/[\da-fA-F]+/g) ?? null;
      for (let code = first; code <= last && mapped < mostMapped; code++, mapped++) {
        const units = unitsOf(listed ? (listed[code - first] ?? '') : (range[3] ?? ''));
        const final = units.charCodeAt(units.length - 1) + (listed ? 0 : code - first);
        if (units !== '') map.set(code, units.slice(0, -1) + String.fromCharCode(final));
      }
    }
  }
  return map;
}

/** Reads the pairs of a section, each of a code and one unit in brackets and with white space behind them; whether they are all. */
function readPairs(body: string, map: Map<number, string>): boolean {
  let at = endOfSpace(body, 0);
  while (at < body.length) {
    const code = wordAt(body, at);
    const second = endOfSpace(body, at + bracketed);
    const unit = wordAt(body, second);
    if (code < 0 || unit < 0) return false;
    map.set(code, String.fromCharCode(unit));
    at = endOfSpace(body, second + bracketed);
  }
  return true;
}

/** Characters of a word of two bytes in its brackets. */
const bracketed = '<0000>'.length;

/** The word of two bytes that stands at a place in brackets; -1 if none does. */
function wordAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x3c || text.charCodeAt(at + bracketed - 1) !== 0x3e) return -1;
  let word = 0;
  for (let index = at + 1; index < at + bracketed - 1; index++) {
    const digit = digitOf[text.charCodeAt(index)] ?? noDigit;
    if (digit === noDigit) return -1;
    word = (word << 4) | digit;
  }
  return word;
}

function endOfSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character !== 0x0a && character !== 0x0d && character !== 0x20) break;
  }
  return at;
}

function unitsOf(digits: string): string {
  let units = '';
  for (let at = 0; at + 4 <= digits.length; at += 4) units += String.fromCharCode(Number.parseInt(digits.slice(at, at + 4), 16));
  return units;
}

function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}
