/**
 * Writes Akoma Ntoso as text: a block a line, indented, its inlines on the same line, because white space among them is data.
 * Each line knows the path of the source text behind it.
 */

import type { Path } from '../../tree/nodes.ts';
import { escaped } from '../../xml.ts';

export { escaped };

/** Attributes in the order they are written; null leaves one out. */
export type Attributes = Readonly<Record<string, string | null>>;
/** Escaped text and inline elements, ready to be written. */
export type Inlines = string & { readonly brand?: 'inlines' };

export interface Block {
  readonly name: string;
  readonly attributes: Attributes;
  /** Inlines, or blocks inside. */
  readonly content: Inlines | readonly Block[];
  readonly at: Path | null;
}

export function block(name: string, attributes: Attributes, content: Block['content'] = '', at: Path | null = null): Block {
  return { name, attributes, content, at };
}

export function inline(name: string, attributes: Attributes, content: Inlines = ''): Inlines {
  return content === '' ? `${start(name, attributes)}/>` : `${start(name, attributes)}>${content}</${name}>`;
}

export interface Written {
  readonly text: string;
  /** By line, the first at 0: the path of the innermost block that begins at or before it. */
  readonly paths: readonly (Path | null)[];
}

/** A whole file. */
export function written(root: Block): Written {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  const paths: (Path | null)[] = [null];
  const write = ({ name, attributes, content, at }: Block, indent: string, above: Path | null) => {
    const own = at ?? above;
    const line = (text: string) => {
      lines.push(`${indent}${text}`);
      paths.push(own);
    };
    if (typeof content === 'string') return line(inline(name, attributes, content));
    if (content.length === 0) return line(inline(name, attributes));
    line(`${start(name, attributes)}>`);
    for (const child of content) write(child, `${indent}  `, own);
    line(`</${name}>`);
  };
  write(root, '', null);
  return { text: `${lines.join('\n')}\n`, paths };
}

function start(name: string, attributes: Attributes): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) if (value !== null) text += ` ${key}="${escaped(value)}"`;
  return text;
}
