/**
 * What stands before the text: status, masthead and foot of the first page → `coverPage`; sessions, agenda and title →
 * `preface`. The names of things are those of the guideline's own letter (AKN4UN, part 1, S/2001/1189). A picture, which does
 * not travel with the file, is an empty inline with its alternative text, and a QR code a link; what pages repeat is left out.
 */
import type { OrganFacts } from '../../tree/facts.ts';
import type { Foot, Masthead, Part, SessionBlock, TextBlock } from '../../tree/nodes.ts';
import { plainText } from '../../tree/words.ts';
import { inlinesOf, marksBefore, type Stretch, stretchesOf } from './inlines.ts';
import type { Writing } from './writing.ts';
import { type Attributes, type Block, block, escaped, type Inlines, inline } from './xml.ts';

/** The blocks of `coverPage`. */
export function coverOf(parts: readonly Part[], writing: Writing): readonly Block[] {
  const members = parts.flatMap((part): readonly (Masthead | Foot)['children'][number][] =>
    part.type === 'masthead' || part.type === 'foot' ? part.children : [],
  );
  const marks = parts.flatMap((part) => (part.type === 'status-mark' ? [part] : []));
  return [
    ...marks.map((mark) => line(mark, 'docStatus', { refersTo: marksReference(writing) }, writing)),
    ...members.map((member) => memberOf(member, writing)),
  ];
}

function memberOf(member: (Masthead | Foot)['children'][number], writing: Writing): Block {
  const { tree, references } = writing;
  const { facts } = tree;
  switch (member.type) {
    case 'emblem':
      return picture('emblem', member);
    case 'bar-code':
      return picture('barCode', member);
    case 'recycle-sign':
      return picture('recycleSign', member);
    case 'qr-code':
      return block('p', {}, inline('a', { href: member.value }, escaped(member.alt)), member.at);
    case 'organization':
      return line(member, 'docAuthority', { refersTo: organizationReference(writing) }, writing);
    case 'organ': {
      const organ = facts.organs.find(({ name }) => name === plainText(member.children));
      return line(member, 'docAuthority', { refersTo: organ ? organReference(organ, writing) : null }, writing);
    }
    case 'symbol':
      return block('p', {}, inlinesOf(member, writing.notes, symbolStretches(member, writing)), member.at);
    case 'distribution': {
      const shown = plainText(member.children);
      const refersTo = references.to({ type: 'concept', id: 'distribution', place: `un/distribution/${facts.distribution}`, shown });
      return named('distribution', member, writing, { refersTo });
    }
    case 'masthead-date':
      return facts.issued === null ? paragraph(member, writing) : line(member, 'docDate', { date: facts.issued }, writing);
    case 'version-language':
      return named('languageOfExpression', member, writing);
    case 'original-language':
      return named('originalLanguage', member, writing);
    case 'job-line': {
      const refersTo = references.to({ type: 'concept', id: 'publicationNumber', place: 'un/publicationNumber', shown: 'job number' });
      return line(member, 'docNumber', { refersTo }, writing);
    }
    case 'recycle':
      return named('recycle', member, writing);
    default:
      return paragraph(member, writing);
  }
}

/** Each symbol of the document where it stands, and the marks of notes that follow it. */
function symbolStretches(symbol: TextBlock, { tree, references, notes }: Writing): readonly Stretch[] {
  const text = plainText(symbol.children);
  const refersTo = () => references.to({ type: 'concept', id: 'symbol', place: 'un/symbol', shown: 'symbol' });
  const symbols = tree.facts.organs.flatMap((organ) => (organ.symbol === null ? [] : [organ.symbol]));
  const found = stretchesOf(
    text,
    symbols.map((one) => ({ text: one, mark: (content) => inline('docNumber', { refersTo: refersTo() }, content) })),
  );
  return found.flatMap((stretch) => {
    const marks = marksBefore(text.slice(stretch.end), notes);
    const called = { start: stretch.end, end: stretch.end + marks.length, mark: (content: Inlines) => notes.called(marks) ?? content };
    return marks === '' ? [stretch] : [stretch, called];
  });
}

/** The blocks of `preface`: a container for each organ's column, then the title; an annex's original language before its own. */
export function prefaceOf(parts: readonly Part[], writing: Writing): readonly Block[] {
  return parts.flatMap((part) => {
    if (part.type === 'session-block') return part.children.map((column) => columnOf(column, writing));
    if (part.type === 'annex-original') return [named('originalLanguage', part, writing)];
    if (part.type === 'title' || part.type === 'annex-title')
      return [line(part, 'docTitle', { eId: writing.id(writing.prefix, 'title') }, writing)];
    return [];
  });
}

function columnOf(column: SessionBlock['children'][number], writing: Writing): Block {
  const [, place] = /^organs\.(\d+)/.exec(column.at ?? '') ?? [];
  const organ = place === undefined ? undefined : writing.tree.facts.organs[Number(place)];
  const refersTo = organ ? organReference(organ, writing) : null;
  const lines = column.children.map((one) => {
    switch (one.type) {
      case 'session-organ':
        return refersTo === null ? paragraph(one, writing) : line(one, 'organization', { refersTo }, writing);
      case 'session-line':
        return line(one, 'session', { value: String(organ?.session?.number ?? organ?.year ?? '') || null }, writing);
      case 'agenda-line':
        return named('agendaItem', one, writing);
      case 'agenda-title':
        return named('agendaItemTitle', one, writing);
      default:
        return paragraph(one, writing);
    }
  });
  return block('container', { eId: writing.id(writing.prefix, 'container'), name: 'sessionAndAgenda', refersTo }, lines, column.at);
}

// ---- what lines are made of ----

/** A paragraph whose whole text is one thing. */
function line(text: TextBlock, element: string, attributes: Attributes, writing: Writing): Block {
  return block('p', {}, inline(element, attributes, inlinesOf(text, writing.notes)), text.at);
}

/** A thing Akoma Ntoso has no element for, by a name of the guideline's. */
function named(name: string, text: TextBlock, writing: Writing, attributes: Attributes = {}): Block {
  return line(text, 'inline', { name, ...attributes }, writing);
}

function paragraph(text: TextBlock, writing: Writing): Block {
  return block('p', { class: text.type }, inlinesOf(text, writing.notes), text.at);
}

function picture(name: string, { alt, at }: { readonly alt: string; readonly at: string | null }): Block {
  return block('p', {}, inline('inline', { name, title: alt }), at);
}

// ---- what lines refer to ----

export function organizationReference({ references, organization }: Writing): string {
  return references.to({ type: 'organization', id: 'un', place: 'un/un', shown: organization });
}

export function organReference({ organ, name }: OrganFacts, { references, house }: Writing): string {
  const actor = house.organs.organs[organ]?.actor ?? organ;
  return references.to({ type: 'organization', id: actor, place: `un/${actor}`, shown: name });
}

/** What the document is: a draft, a sample, a reproduction, official. */
export function statusReference({ references, tree }: Writing): string {
  const { status, statusMark } = tree.facts;
  return references.to({ type: 'concept', id: 'status', place: `circulate/status/${status}`, shown: statusMark ?? status });
}

/** What the mark of the status says: also that a translation is nobody's official one. */
export function marksReference(writing: Writing): string {
  const status = statusReference(writing);
  if (!writing.tree.facts.unofficial) return status;
  const place = 'circulate/unofficialTranslation';
  return `${status} ${writing.references.to({ type: 'concept', id: 'unofficialTranslation', place, shown: 'unofficial translation' })}`;
}
