/**
 * Writes XML elements as text, for the parts that docx does not write as we need them.
 */

/** Attributes in the order they are written; null leaves one out. */
export type Attributes = Readonly<Record<string, string | number | null>>;

/** Writes an element: without content if there are no children. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly string[]): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) if (value !== null) text += ` ${key}="${escaped(String(value))}"`;
  const content = children.join('');
  return content === '' ? `${text}/>` : `${text}>${content}</${name}>`;
}

/** Writes an element whose value stands in `w:val`, as most of Word's do. */
export function valued(name: string, value: string | number): string {
  return element(name, { 'w:val': value });
}

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Writes a whole part of Word's own vocabulary. */
export function wordPart(name: string, ...children: readonly string[]): string {
  return declaration + element(name, { 'xmlns:w': namespace }, ...children);
}

/** Text as it stands in XML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
