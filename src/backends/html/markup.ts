/**
 * Writes HTML that is well-formed XML too, so that any reader of either reads it: every element closed, every attribute in
 * quotation marks, no entities but those of XML (W3C, Polyglot Markup). Whatever comes from a document passes `escaped`.
 */

/** Attributes in the order they are written; null leaves one out. */
export type Attributes = Readonly<Record<string, string | null>>;

/** Elements that never hold anything (HTML, 13.1.2). */
const empty: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'link', 'meta']);

/** Writes an element. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly string[]): string {
  const start = `<${name}${attributesOf(attributes)}`;
  return empty.has(name) ? `${start}/>` : `${start}>${children.join('')}</${name}>`;
}

/** Writes an element whose children each stand on lines of their own. */
export function group(name: string, attributes: Attributes, children: readonly string[]): string {
  return element(name, attributes, '\n', ...children.map((child) => `${child}\n`));
}

/** Text as it stands in an element or an attribute. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${escaped(value)}"`))
    .join('');
}

/** A file beside the page as an address: no character of its name can be taken for another part of one (RFC 3986, 3.3). */
export const addressOf = (fileName: string): string => `./${encodeURIComponent(fileName)}`;
