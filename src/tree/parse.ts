/**
 * Markup → Tree: reads what a template printed, grafts the author's blocks where it says `<blocks at="…"/>`, and refuses
 * what the schema does not allow. White space of the template's own layout is folded; no-break spaces stay.
 */
import type { Report } from '../problem.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import type {
  Annex,
  Block,
  Body,
  DocumentNode,
  Foot,
  Inline,
  Masthead,
  Part,
  SessionColumn,
  Signature,
  SignatureBlock,
  TextBlock,
  TextBlockType,
} from './nodes.ts';
import { mayHold, tags } from './schema.ts';

export interface Graft {
  /** The template's file, for problems. */
  readonly file: string;
  readonly kind: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly linebreaks: 'word' | 'optimal';
  readonly properties: DocumentNode['properties'];
  readonly facts: DocumentNode['facts'];
  /** The author's blocks by path. */
  readonly blocks: Readonly<Record<string, readonly Block[]>>;
}

const limits = { size: 4_000_000, depth: 32 };

/** Parses expanded markup; null when something was reported. */
export function parseMarkup(markup: string, graft: Graft, report: Report): DocumentNode | null {
  const root = parseXml(markup, limits);
  if (root.type === 'fault') {
    report('TEMPLATE_SYNTAX', { file: graft.file }, { detail: root.reason });
    return null;
  }
  let sound = true;
  const refuse = (values: Record<string, string>) => {
    sound = false;
    report('TAG_NOT_ALLOWED', { file: graft.file }, values);
  };
  if (root.name !== 'document') refuse({ tag: root.name, parent: '' });
  checkElement(root, refuse);
  if (!sound) return null;

  const children = childrenOf(root).map((element) => partOf(element, graft));
  return {
    type: 'document',
    at: null,
    kind: graft.kind,
    language: graft.language,
    direction: graft.direction,
    linebreaks: graft.linebreaks,
    properties: graft.properties,
    facts: graft.facts,
    children,
  };
}

function checkElement(element: XmlElement, refuse: (values: Record<string, string>) => void): void {
  const rule = tags[element.name];
  if (!rule) {
    refuse({ tag: element.name, parent: '' });
    return;
  }
  for (const name of Object.keys(element.attributes)) {
    if (!rule.attributes.includes(name)) refuse({ tag: name, parent: element.name });
  }
  for (const child of element.children) {
    if (child.type === 'element') {
      if (tags[child.name] && !mayHold(element.name, child.name)) refuse({ tag: child.name, parent: element.name });
      checkElement(child, refuse);
    } else if (!mayHold(element.name, null) && /[^ \t\r\n]/.test(child.text)) {
      refuse({ tag: child.text.trim(), parent: element.name });
    }
  }
}

const childrenOf = (element: XmlElement): readonly XmlElement[] =>
  element.children.filter((child): child is XmlElement => child.type === 'element');
const pathOf = (element: XmlElement): string | null => element.attributes.at || null;
const altOf = (element: XmlElement): string => element.attributes.alt ?? '';

function partOf(element: XmlElement, graft: Graft): Part {
  const at = pathOf(element);
  const parts = childrenOf(element);
  switch (element.name) {
    case 'masthead':
      return { type: 'masthead', at, children: parts.map(mastheadMember) };
    case 'session-block':
      return { type: 'session-block', at, children: parts.map(sessionColumn) };
    case 'blocks':
      return bodyOf(element, graft);
    case 'signature-block':
      return signatureBlock(element);
    case 'annex':
      return annexOf(element, graft);
    case 'end-rule':
      return { type: 'end-rule', at };
    case 'special-notes':
      return { type: 'special-notes', at, children: parts.map(textBlock) };
    case 'foot':
      return { type: 'foot', at, children: parts.map(footMember) };
    case 'running-head':
      return { type: 'running-head', at, symbols: parts.map(textBlock), job: element.attributes.job ?? null };
    default:
      return textBlock(element);
  }
}

function mastheadMember(element: XmlElement): Masthead['children'][number] {
  return element.name === 'emblem' ? { type: 'emblem', at: pathOf(element), alt: altOf(element) } : textBlock(element);
}

function sessionColumn(element: XmlElement): SessionColumn {
  return { type: 'session-column', at: pathOf(element), children: childrenOf(element).map(textBlock) };
}

function bodyOf(element: XmlElement, graft: Graft): Body {
  const at = pathOf(element);
  return { type: 'body', at, children: at === null ? [] : (graft.blocks[at] ?? []) };
}

function signatureBlock(element: XmlElement): SignatureBlock {
  return { type: 'signature-block', at: pathOf(element), children: childrenOf(element).map(signature) };
}

function annexOf(element: XmlElement, graft: Graft): Annex {
  const children = childrenOf(element).map((child) => {
    if (child.name === 'blocks') return bodyOf(child, graft);
    return child.name === 'signature-block' ? signatureBlock(child) : textBlock(child);
  });
  return { type: 'annex', at: pathOf(element), kind: element.attributes.kind === 'enclosure' ? 'enclosure' : 'annex', children };
}

function signature(element: XmlElement): Signature {
  return {
    type: 'signature',
    at: pathOf(element),
    room: element.attributes.room !== undefined,
    children: childrenOf(element).map(textBlock),
  };
}

function footMember(element: XmlElement): Foot['children'][number] {
  const at = pathOf(element);
  const value = element.attributes.value ?? '';
  switch (element.name) {
    case 'bar-code':
      return { type: 'bar-code', at, value, alt: altOf(element) };
    case 'qr-code':
      return { type: 'qr-code', at, value, alt: altOf(element) };
    case 'recycle-sign':
      return { type: 'recycle-sign', at, alt: altOf(element) };
    default:
      return textBlock(element);
  }
}

/** A line or paragraph of text; the schema has seen to it that the tag is one. */
function textBlock(element: XmlElement): TextBlock {
  return {
    type: element.name as TextBlockType,
    at: pathOf(element),
    children: trimmed(inlinesOf(element, pathOf(element))),
    label: element.attributes.label ?? null,
    tight: false,
    linesKept: false,
  };
}

function inlinesOf(element: XmlElement, at: string | null): readonly Inline[] {
  return element.children.map((child): Inline => {
    if (child.type === 'text') return { type: 'text', at, text: child.text.replace(/[ \t\r\n]+/g, ' ') };
    const inner = pathOf(child) ?? at;
    const children = inlinesOf(child, inner);
    switch (child.name) {
      case 'break':
        return { type: 'break', at };
      case 'strong':
        return { type: 'strong', at: inner, children };
      case 'emphasis':
        return { type: 'emphasis', at: inner, children };
      case 'organ-letter':
        return { type: 'organ-letter', at, children };
      case 'note-mark':
        return { type: 'note-mark', at, text: child.children.map((piece) => (piece.type === 'text' ? piece.text : '')).join('') };
      default:
        return { type: 'span', at, language: child.attributes.lang ?? '', children };
    }
  });
}

/** Drops the space a template's own lines leave at both ends of a block, beside its breaks, and before a mark, which stands at its word. */
function trimmed(inlines: readonly Inline[]): readonly Inline[] {
  const kept: Inline[] = [];
  for (let index = 0; index < inlines.length; index++) {
    const inline = inlines[index] as Inline;
    if (inline.type !== 'text') {
      kept.push(inline);
      continue;
    }
    const before = inlines[index - 1];
    const after = inlines[index + 1];
    let { text } = inline;
    if ((!before || before.type === 'break') && text.startsWith(' ')) text = text.slice(1);
    if ((!after || after.type === 'break' || after.type === 'note-mark') && text.endsWith(' ')) text = text.slice(0, -1);
    if (text !== '') kept.push({ type: 'text', at: inline.at, text });
  }
  return kept;
}
