/** Reads the XML of a Word file for the tests: outermost elements of a name as text, attributes, the text a reader sees. */

/** Every element of a name that holds none of the same name, in order. */
export function elements(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*?)?(?:/>|>.*?</${name}>)`, 'gs'))].map(([found]) => found);
}

/** The first element of a name; throws if there is none. */
export function one(xml: string, name: string): string {
  const [found] = elements(xml, name);
  if (found === undefined) throw new Error(`no ${name} in ${xml.slice(0, 200)}`);
  return found;
}

/** An attribute of an element's own start tag; null if it has none. */
export function attribute(element: string, name: string): string | null {
  const start = element.slice(0, element.indexOf('>'));
  return new RegExp(` ${name}="([^"]*)"`).exec(start)?.[1] ?? null;
}

/** The value of a child that says it in `w:val`; null if there is no such child, '' if it has no value. */
export function value(xml: string, name: string): string | null {
  const [found] = elements(xml, name);
  return found === undefined ? null : (attribute(found, 'w:val') ?? '');
}

/** Attributes of the first element of a name, for comparing whole. */
export function attributes(xml: string, name: string): Readonly<Record<string, string>> {
  const found = one(xml, name);
  return Object.fromEntries(
    [...found.slice(0, found.indexOf('>')).matchAll(/ ([\w:]+)="([^"]*)"/g)].map(([, key = '', text = '']) => [key, text]),
  );
}

/** The text of an element: tabs as \t, breaks as \n. */
export function shown(xml: string): string {
  return xml
    .replaceAll(/<w:pPr>.*?<\/w:pPr>/gs, '')
    .replaceAll(/<w:instrText[^>]*>.*?<\/w:instrText>/gs, '')
    .replaceAll('<w:tab/>', '\t')
    .replaceAll('<w:br/>', '\n')
    .replaceAll('<w:noBreakHyphen/>', '\u2011')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** The paragraph whose text holds a string. */
export function paragraphWith(xml: string, text: string): string {
  const found = elements(xml, 'w:p').find((paragraph) => shown(paragraph).includes(text));
  if (found === undefined) throw new Error(`no paragraph with ${text}`);
  return found;
}

/** The style of a style sheet by its identifier. */
export function styleOf(styles: string, id: string): string {
  const found = elements(styles, 'w:style').find((style) => attribute(style, 'w:styleId') === id);
  if (found === undefined) throw new Error(`no style ${id}`);
  return found;
}

/** A part of a Word file; throws if it is missing. */
export function part(parts: ReadonlyMap<string, string>, name: string): string {
  const found = parts.get(name);
  if (found === undefined) throw new Error(`no part ${name}`);
  return found;
}

/** The head or foot of a kind: `first`, `default` or `even`. */
export function margin(parts: ReadonlyMap<string, string>, which: 'header' | 'footer', kind: string): string {
  const reference = elements(part(parts, 'word/document.xml'), `w:${which}Reference`).find((found) => attribute(found, 'w:type') === kind);
  const id = reference === undefined ? null : attribute(reference, 'r:id');
  const relation = elements(part(parts, 'word/_rels/document.xml.rels'), 'Relationship').find((found) => attribute(found, 'Id') === id);
  if (relation === undefined) throw new Error(`no ${kind} ${which}`);
  return part(parts, `word/${attribute(relation, 'Target')}`);
}
