/**
 * Values as a PDF file prints them (ISO 32000-1, 7.3). pdfkit would look at each through half a dozen kinds and write an
 * object in five pieces; ours are of few kinds and many.
 */
import type { Dictionary, Reference, Value } from './objects.ts';

/** Prints a value; `isReference` tells references, which print themselves. */
export function print(value: Value, isReference: (value: object) => value is Reference): string {
  switch (typeof value) {
    case 'string':
      return `/${value}`;
    case 'number':
      return number(value);
    case 'boolean':
      return String(value);
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map((member: Value) => print(member, isReference)).join(' ')}]`;
  if (isReference(value)) return String(value);
  if (value instanceof String) return printText(String(value));
  if (value instanceof Uint8Array) return `<${Buffer.from(value).toString('hex')}>`;
  if (value instanceof Date) return printText(`D:${value.toISOString().replace(/[-T:]|\..*/g, '')}Z`);
  let out = '<<';
  const dictionary = value as Dictionary;
  for (const name in dictionary) {
    const member = dictionary[name];
    if (member !== undefined) out += `/${name} ${print(member, isReference)}\n`;
  }
  return `${out}>>`;
}

/** Decimals a number keeps, as pdfkit has it. */
const precision = 1e6;

function number(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return String(Math.round(value * precision) / precision);
}

/** ASCII stays readable; anything else is UTF-16 with its mark (ISO 32000-1, 7.9.2.2). */
function printText(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return `(${value.replace(/[\\()]/g, '\\$&')})`;
  const units = Array.from({ length: value.length }, (_, index) => value.charCodeAt(index).toString(16).padStart(4, '0'));
  return `<feff${units.join('')}>`;
}
