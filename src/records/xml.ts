/**
 * Writes the XML of records: an element a line, indented, so that a person can read and compare them. Text stands on its
 * element's line, because white space within it is data.
 */

import { escaped } from '../xml.ts';

export interface Element {
  readonly name: string;
  /** In the order they are written. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string | readonly Element[];
}

export function element(name: string, attributes: Readonly<Record<string, string>>, content: string | readonly Element[]): Element {
  return { name, attributes, content };
}

/** A whole file in UTF-8. */
export function xmlFile(root: Element): Uint8Array {
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '').join('\n')}\n`);
}

function lines({ name, attributes, content }: Element, indent: string): readonly string[] {
  const start = `${indent}<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`)].join(' ')}`;
  if (content.length === 0) return [`${start}/>`];
  if (typeof content === 'string') return [`${start}>${escaped(content)}</${name}>`];
  return [`${start}>`, ...content.flatMap((child) => lines(child, `${indent}  `)), `${indent}</${name}>`];
}
