/**
 * Reads the plain part of YAML that nearly every letter keeps to: keys one below another, lists, words on one line with or
 * without quotes, flow collections on one line, literal blocks. Everything else, and everything wrong, it leaves to the library,
 * whose data it must give to the letter. Remembers no places: they are asked for only when there is something to report.
 */

export interface PlainYaml {
  readonly data: unknown;
  /** Paths of literal blocks. */
  readonly literals: ReadonlySet<string>;
}
/** Levels of nesting, and fields of one group. */
export interface PlainLimits {
  readonly depth: number;
  readonly members: number;
}

/** Gives the data of a plain text; null if it is not plain. */
export function readPlainYaml(text: string, limits: PlainLimits): PlainYaml | null {
  if (strangeCharacters.test(text)) return null;
  const reader: Reader = { text, at: 0, limits, literals: new Set() };
  const line = nextLine(reader);
  if (line === null || line.indent !== 0) return null;
  const data = readMap(reader, 0, '', 1);
  return data === strange || nextLine(reader) !== null ? null : { data, literals: reader.literals };
}

/** Line ends of other systems, tabs and whatever might count as white space or as a mark of the encoding. */
const strangeCharacters = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

/** What a reader gives of something that is not plain. */
const strange = Symbol('not plain');
type Read = string | number | boolean | null | Read[] | { [key: string]: Read };
type Plain<T> = T | typeof strange;

interface Reader {
  readonly text: string;
  /** Within a line that has been read, or at the beginning of the next one. */
  at: number;
  readonly limits: PlainLimits;
  readonly literals: Set<string>;
}

/** Null below a key with a dot, which no path can name. */
type Path = string | null;

function below(path: Path, key: string): Path {
  return path === null || key.includes('.') ? null : path === '' ? key : `${path}.${key}`;
}

const space = 0x20;
const lineEnd = 0x0a;
const hash = 0x23;

/** Goes to the content of the next line that has any; null at the end. Comments are none. */
function nextLine(reader: Reader): { readonly indent: number } | null {
  const { text } = reader;
  let start = reader.at === 0 || text.charCodeAt(reader.at - 1) === lineEnd ? reader.at : lineEndFrom(reader, reader.at) + 1;
  while (start < text.length) {
    let at = start;
    while (text.charCodeAt(at) === space) at += 1;
    const character = text.charCodeAt(at);
    if (character !== lineEnd && character !== hash && at < text.length) {
      reader.at = start;
      return { indent: at - start };
    }
    start = lineEndFrom(reader, at) + 1;
  }
  reader.at = text.length;
  return null;
}

function lineEndFrom({ text }: Reader, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found;
}

const plainKey = /([A-Za-z][\w.-]{0,200}|"[^"\\\n]{1,200}"):(?= |\n|$)/y;
/** Words that would be no text, and a name that no plain object can have. */
const noKey = /^(?:null|Null|NULL|true|True|TRUE|false|False|FALSE|"__proto__")$/;

/** The key at a place, and where its value begins; null if there is none. */
function keyAt({ text }: Reader, at: number): { readonly key: string; readonly end: number } | null {
  plainKey.lastIndex = at;
  const [whole, key] = plainKey.exec(text) ?? [];
  if (whole === undefined || key === undefined || noKey.test(key)) return null;
  return { key: key.startsWith('"') ? key.slice(1, -1) : key, end: at + whole.length };
}

/** Reads the members of a map whose keys stand `indent` deep; the first may stand after the dash of a list (`from`). */
function readMap(reader: Reader, indent: number, path: Path, depth: number, from: number | null = null): Plain<Read> {
  const map: { [key: string]: Read } = {};
  let members = 0;
  if (depth >= reader.limits.depth) return strange;
  for (let at = from ?? reader.at + indent; ; at = reader.at + indent) {
    const found = keyAt(reader, at);
    members += 1;
    if (found === null || Object.hasOwn(map, found.key) || members >= reader.limits.members) return strange;
    const value = readMember(reader, found.end, indent, below(path, found.key), depth);
    if (value === strange) return strange;
    map[found.key] = value;
    const line = nextLine(reader);
    if (line === null || line.indent < indent) return map;
    if (line.indent > indent) return strange;
  }
}

/** Reads what stands after a key's colon, or below it. */
function readMember(reader: Reader, after: number, indent: number, path: Path, depth: number): Plain<Read> {
  const { text } = reader;
  let at = after;
  while (text.charCodeAt(at) === space) at += 1;
  if (text.charAt(at) === '|') return text.charCodeAt(at + 1) === lineEnd ? readLiteral(reader, at + 2, indent, path) : strange;
  if (at < text.length && text.charCodeAt(at) !== lineEnd && text.charCodeAt(at) !== hash) return readLine(reader, at, depth);
  reader.at = Math.min(lineEndFrom(reader, at) + 1, text.length);
  const line = nextLine(reader);
  if (line === null) return null;
  const isList = text.charAt(reader.at + line.indent) === '-';
  if (line.indent < indent || (line.indent === indent && !isList)) return null;
  return isList ? readList(reader, line.indent, path, depth + 1) : readMap(reader, line.indent, path, depth + 1);
}

/** Reads the members of a list whose dashes stand `indent` deep. */
function readList(reader: Reader, indent: number, path: Path, depth: number): Plain<Read> {
  const { text } = reader;
  const list: Read[] = [];
  if (depth >= reader.limits.depth) return strange;
  for (;;) {
    let at = reader.at + indent + 1;
    if (text.charCodeAt(at) !== space) return strange;
    while (text.charCodeAt(at) === space) at += 1;
    if (text.charCodeAt(at) === lineEnd || text.charCodeAt(at) === hash || at >= text.length) return strange;
    const value = keyAt(reader, at)
      ? readMap(reader, at - reader.at, below(path, String(list.length)), depth + 1, at)
      : readLine(reader, at, depth);
    if (value === strange) return strange;
    list.push(value);
    const line = nextLine(reader);
    if (line === null || line.indent < indent) return list;
    if (line.indent > indent) return strange;
    if (text.charAt(reader.at + indent) !== '-') return list;
  }
}

/** Reads a literal block without blanks at the ends of its empty lines (YAML 1.2.2, 8.1). */
function readLiteral(reader: Reader, start: number, indent: number, path: Path): Plain<Read> {
  const { text } = reader;
  let inner = 0;
  while (text.charCodeAt(start + inner) === space) inner += 1;
  if (inner <= indent || text.charCodeAt(start + inner) === lineEnd) return strange;
  const lines: string[] = [];
  let at = start;
  for (; at < text.length; ) {
    const end = text.indexOf('\n', at);
    if (end === -1) return strange;
    let deep = 0;
    while (deep < inner && text.charCodeAt(at + deep) === space) deep += 1;
    if (deep < inner && end > at + deep) {
      if (deep > indent) return strange;
      break;
    }
    const line = text.slice(at + deep, end);
    if (line === '' ? deep > 0 : line.charCodeAt(0) === space && line.trim() === '') return strange;
    lines.push(line);
    at = end + 1;
  }
  while (lines.at(-1) === '') lines.pop();
  lines.push('');
  reader.at = at;
  if (path !== null) reader.literals.add(path);
  return lines.join('\n');
}

/** Reads a value that ends with its line. */
function readLine(reader: Reader, start: number, depth: number): Plain<Read> {
  const { text } = reader;
  const end = lineEndFrom(reader, start);
  reader.at = start;
  const first = text.charAt(start);
  if (first === '{' || first === '[' || first === '"' || first === "'") {
    const value = first === '{' || first === '[' ? readFlow(reader, depth + 1) : readQuoted(reader);
    if (value === strange || !nothingMore.test(text.slice(reader.at, end))) return strange;
    reader.at = end;
    return value;
  }
  reader.at = end;
  const words = text.slice(start, end);
  const comment = words.indexOf(' #');
  return wordsOf(comment === -1 ? words : words.slice(0, comment));
}

const nothingMore = /^(?: *| +#.*)$/;
const quoted = /"((?:[^"\\\n]|\\["\\n])*)"|'((?:[^'\n]|'')*)'/y;

function readQuoted(reader: Reader): Plain<string> {
  quoted.lastIndex = reader.at;
  const [whole, double, single] = quoted.exec(reader.text) ?? [];
  if (whole === undefined) return strange;
  reader.at += whole.length;
  if (double === undefined) return (single ?? '').replaceAll("''", "'");
  return double.includes('\\') ? double.replace(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark)) : double;
}

/** Reads a flow collection, which must end on its line. */
function readFlow(reader: Reader, depth: number): Plain<Read> {
  const { text } = reader;
  const isMap = text.charAt(reader.at) === '{';
  const list: Read[] = [];
  const map: { [key: string]: Read } = {};
  if (depth >= reader.limits.depth) return strange;
  reader.at += 1;
  passSpaces(reader);
  for (let members = 0; ; members += 1) {
    if (members === 0 && text.charAt(reader.at) === (isMap ? '}' : ']')) break;
    if (members >= reader.limits.members) return strange;
    let key = '';
    if (isMap) {
      const found = keyAt(reader, reader.at);
      if (found === null || Object.hasOwn(map, found.key)) return strange;
      key = found.key;
      reader.at = found.end;
      passSpaces(reader);
    }
    const value = readFlowMember(reader, depth);
    if (value === strange) return strange;
    if (isMap) map[key] = value;
    else list.push(value);
    passSpaces(reader);
    if (text.charAt(reader.at) !== ',') break;
    reader.at += 1;
    passSpaces(reader);
  }
  if (text.charAt(reader.at) !== (isMap ? '}' : ']')) return strange;
  reader.at += 1;
  return isMap ? map : list;
}

const flowWords = /[^,[\]{}\n]+/y;

function readFlowMember(reader: Reader, depth: number): Plain<Read> {
  const first = reader.text.charAt(reader.at);
  if (first === '{' || first === '[') return readFlow(reader, depth + 1);
  if (first === '"' || first === "'") return readQuoted(reader);
  flowWords.lastIndex = reader.at;
  const [words = ''] = flowWords.exec(reader.text) ?? [];
  reader.at += words.length;
  return words.includes(' #') ? strange : wordsOf(words);
}

function passSpaces(reader: Reader): void {
  while (reader.text.charCodeAt(reader.at) === space) reader.at += 1;
}

/** What begins something else than words, or might. */
const indicators = '-?:,[]{}#&*!|>\'"%@`~+.';
/** Numbers of other kinds than plain whole ones. */
const otherNumber = /^(?:\d+|0o[0-7]+|0x[\da-fA-F]+|\d+\.\d*|\d+(?:\.\d*)?[eE][-+]?\d+)$/;

/** Words without quotes as the core schema takes them (YAML 1.2.2, 10.3). */
function wordsOf(words: string): Plain<Read> {
  const value = trimmedEnd(words);
  if (value === '' || indicators.includes(value.charAt(0)) || value.includes(': ') || value.endsWith(':')) return strange;
  switch (value) {
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
  }
  if (!/^\d/.test(value)) return value;
  if (/^(?:0|[1-9]\d{0,14})$/.test(value)) return Number(value);
  return otherNumber.test(value) ? strange : value;
}

function trimmedEnd(words: string): string {
  let end = words.length;
  while (end > 0 && words.charCodeAt(end - 1) === space) end -= 1;
  return words.slice(0, end);
}
