/**
 * Values as a PDF file prints them (ISO 32000-1, 7.3). pdfkit would look at each through half a dozen kinds and write an
 * object in five pieces; ours are of few kinds and many.
 */
import type { Bytes } from './bytes.ts';
import { round } from './number.ts';
import type { Dictionary, Reference, Value } from './objects.ts';

/** Prints a value; `isReference` tells references. */
export function print(out: Bytes, value: Value, isReference: (value: object) => value is Reference): void {
  switch (typeof value) {
    case 'string':
      out.text('/');
      out.text(value);
      return;
    case 'number':
      printNumber(out, value);
      return;
    case 'boolean':
      out.text(String(value));
      return;
  }
  if (value === null) out.text('null');
  else if (Array.isArray(value)) {
    out.text('[');
    for (let index = 0; index < value.length; index++) {
      if (index > 0) out.text(' ');
      print(out, value[index], isReference);
    }
    out.text(']');
  } else if (isReference(value)) {
    out.number(value.id);
    out.text(' 0 R');
  } else if (value instanceof String) out.text(printed(String(value)));
  else if (value instanceof Uint8Array) out.text(`<${Buffer.from(value).toString('hex')}>`);
  else if (value instanceof Date) out.text(printed(`D:${value.toISOString().replace(/[-T:]|\..*/g, '')}Z`));
  else {
    const dictionary = value as Dictionary;
    out.text('<<');
    for (const name in dictionary) {
      const member = dictionary[name];
      if (member === undefined) continue;
      out.text('/');
      out.text(name);
      out.text(' ');
      print(out, member, isReference);
      out.text('\n');
    }
    out.text('>>');
  }
}

/** Decimals a number keeps, as pdfkit has it. */
const precision = 1e6;

function printNumber(out: Bytes, value: number): void {
  if (round(value) === value) out.number(value);
  else out.text(String(Math.round(value * precision) / precision));
}

/** A text string: ASCII stays readable; anything else is UTF-16 with its mark (ISO 32000-1, 7.9.2.2). */
function printed(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return `(${value.replace(/[\\()]/g, '\\$&')})`;
  const units = Array.from({ length: value.length }, (_, index) => value.charCodeAt(index).toString(16).padStart(4, '0'));
  return `<feff${units.join('')}>`;
}
