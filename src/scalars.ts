/**
 * Where each character of a YAML scalar's value stands in the file. Reads the scalar's own source again, as the
 * specification folds and unescapes it, and gives up (null) when the result is not the value.
 */

export type ScalarStyle = 'literal' | 'folded' | 'double' | 'single' | 'plain';

/** Offsets in `text` of every UTF-16 unit of `value`, and of its end; null if they cannot be told. */
export function offsetsOf(text: string, start: number, end: number, style: ScalarStyle, value: string): readonly number[] | null {
  switch (style) {
    case 'literal':
      return literal(text, start, end, value);
    case 'double':
    case 'single':
    case 'plain':
      return flow(text, start, end, style, value);
    case 'folded':
      return folded(text, start, end, value);
  }
}

/** YAML 1.2.2, 8.1.3: folding changes white space and nothing else. */
function folded(text: string, start: number, end: number, value: string): readonly number[] | null {
  const offsets: number[] = [];
  let at = text.indexOf('\n', start) + 1;
  const isSpace = (offset: number) => offset < end && /\s/.test(text.charAt(offset));
  for (const character of value.split('')) {
    if (!/\s/.test(character)) while (isSpace(at)) at += 1;
    if (!/\s/.test(character) && text.charAt(at) !== character) return null;
    offsets.push(Math.min(at, end));
    if (!/\s/.test(character) || isSpace(at)) at += 1;
  }
  return [...offsets, Math.min(at, end)];
}

/** YAML 1.2.2, 8.1.2: lines without their indentation. */
function literal(text: string, start: number, end: number, value: string): readonly number[] | null {
  const header = text.indexOf('\n', start);
  if (header === -1) return null;
  const lines: { readonly at: number; readonly text: string }[] = [];
  for (let at = header + 1; at < end; ) {
    const next = text.indexOf('\n', at);
    const stop = next === -1 || next > end ? end : next;
    const line = text.slice(at, stop);
    lines.push({ at, text: line.endsWith('\r') ? line.slice(0, -1) : line });
    at = stop + 1;
  }
  const first = lines.find((line) => /[^ ]/.test(line.text));
  const given = /[1-9]/.test(text.slice(start, header).split('#')[0] ?? '');
  const most = first ? first.text.search(/[^ ]/) : 0;
  for (let indent = most; indent >= (given ? 0 : most); indent -= 1) {
    const offsets: number[] = [];
    let made = '';
    for (const line of lines) {
      const skipped = Math.min(indent, line.text.length);
      for (let index = skipped; index < line.text.length; index += 1) offsets.push(line.at + index);
      offsets.push(line.at + line.text.length);
      made += `${line.text.slice(skipped)}\n`;
    }
    if (made.startsWith(value)) return [...offsets.slice(0, value.length), offsets[value.length] ?? end];
  }
  return null;
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** YAML 1.2.2, 6.5 and 7.3: quotes, escapes and folded line ends. */
function flow(text: string, start: number, end: number, style: 'double' | 'single' | 'plain', value: string): readonly number[] | null {
  const quoted = style !== 'plain';
  const stop = quoted ? end - 1 : end;
  const offsets: number[] = [];
  let made = '';
  const put = (characters: string, at: number) => {
    for (let index = 0; index < characters.length; index += 1) offsets.push(at);
    made += characters;
  };
  // Blanks before a folded line end are no part of the value; escaped ones are.
  let kept = 0;
  for (let at = quoted ? start + 1 : start; at < stop; ) {
    const character = text.charAt(at);
    if (style === 'double' && character === '\\') {
      const next = text.charAt(at + 1);
      const digits = hexDigits[next];
      if (next === '\n' || next === '\r') {
        at += next === '\r' ? 3 : 2;
        while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at += 1;
        while (/[\r\n]/.test(text.charAt(at)) && at < stop) {
          if (text.charAt(at) === '\n') put('\n', at);
          at += 1;
          while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at += 1;
        }
      } else if (digits !== undefined) {
        const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
        if (Number.isNaN(code) || code > 0x10ffff) return null;
        put(String.fromCodePoint(code), at);
        at += 2 + digits;
      } else {
        put(escapes[next] ?? next, at);
        at += 2;
      }
      kept = made.length;
    } else if (style === 'single' && character === "'") {
      put("'", at);
      at += 2;
    } else if (character === '\n' || (character === '\r' && text.charAt(at + 1) === '\n')) {
      while (made.length > kept && /[ \t]$/.test(made)) {
        made = made.slice(0, -1);
        offsets.pop();
      }
      const from = at;
      let ends = 0;
      while (at < stop && /[ \t\r\n]/.test(text.charAt(at))) {
        if (text.charAt(at) === '\n') ends += 1;
        at += 1;
      }
      put(ends === 1 ? ' ' : '\n'.repeat(ends - 1), from);
      kept = made.length;
    } else {
      put(character, at);
      at += 1;
    }
  }
  return made === value ? [...offsets, stop] : null;
}
