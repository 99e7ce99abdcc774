/**
 * Reads a finished PDF back as text, page by page, with what it says of itself. The one door to pdf-parse (with yauzl's
 * next door, in `read-zip.ts`). Whatever cannot be read as PDF gives null.
 */
import { createRequire, Module } from 'node:module';
import type { PDFParse } from 'pdf-parse';

export interface PdfText {
  /** In order of pages; lines end in `\n`, cells of one line may be parted by tabs. */
  readonly pages: readonly string[];
  readonly title: string;
  readonly author: string;
  /** BCP 47, as the catalogue states it. */
  readonly language: string;
  /** Alternative texts of the structure; null if they stand where this reader does not look (compressed objects). */
  readonly alternatives: readonly string[] | null;
}

/**
 * Reads a PDF. What the extractor changes, and therefore nobody can compare: every white space becomes a plain space or a
 * line end, format characters (Unicode category Cf, the soft hyphen among them) vanish. All else comes as ToUnicode says.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfText | null> {
  let parser: PDFParse | null = null;
  try {
    const Parser = loadParser();
    // The parser takes the buffer away from its owner: give it a copy.
    parser = new Parser({ data: new Uint8Array(bytes), isEvalSupported: false, useSystemFonts: false });
    const { pages } = await parser.getText({ pageJoiner: '', disableNormalization: true });
    const { info } = await parser.getInfo();
    const said = (key: string): string => (typeof info?.[key] === 'string' ? info[key] : '');
    return {
      pages: pages.map((page) => page.text),
      title: said('Title'),
      author: said('Author'),
      language: said('Language'),
      alternatives: alternativesIn(bytes),
    };
  } catch {
    return null;
  } finally {
    await parser?.destroy().catch(() => undefined);
  }
}

let loaded: typeof PDFParse | null = null;

/**
 * Loads pdf-parse without its canvas. It asks for a native drawing library only to draw, which we never do: loading that
 * takes four times as long as the rest (measured: 110 ms of 145) and needs a binary for the machine. Empty classes stand in
 * for the three names it looks for while loading, and are taken away again. So is the `push` of arrays it brings for old
 * browsers: with it every letter after the first took a sixth longer.
 */
function loadParser(): typeof PDFParse {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  const canvas = createRequire(require.resolve('pdf-parse')).resolve('@napi-rs/canvas');
  const needsStandIn = require.cache[canvas] === undefined;
  const names = ['DOMMatrix', 'ImageData', 'Path2D'].filter((name) => !(name in globalThis));
  if (needsStandIn) {
    const standIn = new Module(canvas);
    standIn.exports = Object.fromEntries(names.map((name) => [name, class {}]));
    standIn.loaded = true;
    require.cache[canvas] = standIn;
  }
  const { push } = Array.prototype;
  try {
    loaded = (require('pdf-parse') as typeof import('pdf-parse')).PDFParse;
  } finally {
    if (Array.prototype.push !== push) Array.prototype.push = push;
    if (needsStandIn) {
      delete require.cache[canvas];
      for (const name of names) Reflect.deleteProperty(globalThis, name);
    }
  }
  return loaded;
}

/** The values of `/Alt` in uncompressed objects (ISO 32000-1, 7.3.4 and 14.9.3). */
function alternativesIn(bytes: Uint8Array): readonly string[] | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found = [...file.matchAll(/\/Alt\s*(?:\(((?:[^\\()]|\\[\s\S])*)\)|<([\dA-Fa-f\s]*)>)/g)].map((match) =>
    textString(
      match[1] === undefined ? Buffer.from((match[2] ?? '').replace(/\s/g, ''), 'hex') : Buffer.from(unescaped(match[1]), 'latin1'),
    ),
  );
  return found.length === 0 && file.includes('/ObjStm') ? null : found;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(literal: string): string {
  return literal.replace(/\\(?:([0-7]{1,3})|\r?\n|([\s\S]))/g, (_, octal: string | undefined, character: string | undefined) =>
    octal === undefined ? (escapes[character ?? ''] ?? character ?? '') : String.fromCharCode(Number.parseInt(octal, 8) & 0xff),
  );
}

/** A text string is UTF-16BE after a byte order mark, else PDFDocEncoding, of which ASCII is all we need. */
function textString(bytes: Buffer): string {
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1');
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
  return Buffer.from(even).swap16().toString('utf16le');
}
