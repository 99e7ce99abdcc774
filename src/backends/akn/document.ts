/**
 * Document tree → Akoma Ntoso as the United Nations System uses it: one `doc` with cover page, preface, text and conclusions,
 * and each annex as a `doc` of its own among its attachments.
 */
import type { Annex, DocumentNode, Part, TextBlock } from '../../tree/nodes.ts';
import { footnotesOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { bodyOf } from './body.ts';
import { conclusionsOf } from './conclusions.ts';
import { coverOf, prefaceOf } from './cover.ts';
import { inlinesOf, notesOf } from './inlines.ts';
import { type Component, componentsOf, namesOf } from './iri.ts';
import { mainComponent, metaOf } from './meta.ts';
import { counter, references } from './references.ts';
import type { Writing } from './writing.ts';
import { type Block, block, type Written, written } from './xml.ts';

/** Writes a version. */
export function documentOf(tree: DocumentNode, context: Context): Written {
  const { house } = context;
  if (!house) throw new Error('Akoma Ntoso needs the data of the house');
  const codeOf = (language: string) => context.languages.get(language)?.codes.terminological ?? language;
  const writing: Writing = {
    tree,
    house,
    names: namesOf(tree, house, codeOf),
    references: references(),
    id: counter(),
    organization: context.language.phrases.organization ?? tree.properties.author,
    prefix: '',
    notes: notesOf(
      tree.children.flatMap((part) => (part.type === 'special-notes' ? part.children : [])),
      footnotesOf(tree),
      '',
    ),
  };
  // The letter's own marks come first: an annex is attached to what has been written.
  const name = house.types.get(tree.kind)?.akn?.name ?? tree.kind;
  const text = textParts(tree.children, writing);
  const attached = attachmentsOf(componentsOf(tree.children), '', writing);
  return written(block('akomaNtoso', { xmlns: namespace }, [componentOf(name, mainComponent, text, attached, writing)]));
}

const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';

/** One `doc`. Its text is written before its `meta`, which declares what the text refers to. */
function componentOf(name: string, component: string, text: readonly Block[], attached: readonly Block[], writing: Writing): Block {
  const attachments = attached.length === 0 ? [] : [block('attachments', {}, attached)];
  return block('doc', { name }, [metaOf(component, writing), ...text, ...attachments]);
}

function textParts(parts: readonly Part[], writing: Writing): readonly Block[] {
  const section = (element: string, content: readonly Block[]) =>
    content.length === 0 ? [] : [block(element, { 'xml:lang': writing.tree.language }, content)];
  return [
    ...section('coverPage', coverOf(parts, writing)),
    ...section('preface', prefaceOf(parts, writing)),
    ...section(
      'mainBody',
      bodyOf(
        parts.flatMap((part) => (part.type === 'body' ? part.children : [])),
        writing,
      ),
    ),
    ...section('conclusions', conclusionsOf(parts, writing)),
  ];
}

/** Annexes as attachments, each with its enclosures as attachments of its own. */
function attachmentsOf(components: readonly Component[], before: string, writing: Writing): readonly Block[] {
  return components.map(({ name, annex, enclosures }) => {
    const id = writing.id(before, 'att');
    return attachmentOf(annex, name, id, attachmentsOf(enclosures, `${id}__`, writing), writing);
  });
}

/** Heading and label stand above the component, whose preface holds its original language and title. */
function attachmentOf(annex: Annex, component: string, id: string, attached: readonly Block[], writing: Writing): Block {
  const prefix = `${id}__`;
  const own = { ...writing, prefix, notes: { ...writing.notes, prefix } };
  const heads = annex.children.filter((child): child is TextBlock => child.type === 'annex-heading' || child.type === 'annex-label');
  const headings = heads.map((head, index) =>
    block(index === 0 ? 'heading' : 'subheading', { class: head.type }, inlinesOf(head, writing.notes), head.at),
  );
  const doc = componentOf(annex.kind, component, textParts(annex.children, own), attached, own);
  return block('attachment', { eId: id, 'xml:lang': writing.tree.language }, [...headings, doc], annex.at);
}
