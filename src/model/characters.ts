/**
 * Characters that no document may hold: controls, halves of surrogate pairs, marks that steer direction, noncharacters.
 */
import type { Code, Report } from '../problem.ts';

/** One report for each, but no flood. */
const most = 20;

const bad =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufdd0-\ufdef\ufff9-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Every unit that may be one of them: sooner asked of a text than where they stand. */
const suspect =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff]/;

/** Looks through one string; `rtl` allows the marks a text set from right to left may need. */
export function reportCharacters(text: string, path: string, rtl: boolean, report: Report): void {
  if (!suspect.test(text)) return;
  let count = 0;
  for (const match of text.matchAll(bad)) {
    const unit = match[0].charCodeAt(0);
    const code = codeOf(unit);
    if (code === 'CHARACTER_BIDI' && rtl && (unit === 0x61c || unit === 0x200e || unit === 0x200f)) continue;
    // U+FFFC and U+FFFD are characters; the first stands for an object and is refused, the second is what is left of a lost one.
    count += 1;
    if (count > most) return;
    report(code, { path, offset: match.index, length: 1 }, { character: pointOf(unit) });
  }
}

function codeOf(unit: number): Code {
  if (unit >= 0xd800 && unit <= 0xdfff) return 'CHARACTER_SURROGATE';
  if (unit === 0x61c || unit === 0x200e || unit === 0x200f || (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069))
    return 'CHARACTER_BIDI';
  return 'CHARACTER_CONTROL';
}

/** "U+200E". */
export function pointOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Tells every string of some data with its path; map keys are not looked at: unknown ones are refused anyway. */
export function eachString(data: unknown, path: string, tell: (path: string, text: string) => void): void {
  if (typeof data === 'string') tell(path, data);
  else if (typeof data === 'object' && data !== null) {
    for (const key of Object.keys(data)) {
      eachString((data as Readonly<Record<string, unknown>>)[key], path === '' ? key : `${path}.${key}`, tell);
    }
  }
}
