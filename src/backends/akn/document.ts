/**
 * Document tree → Akoma Ntoso as the United Nations System uses it: one `doc` with cover page, preface, text and conclusions,
 * and each annex as a `doc` of its own among its attachments.
 */
import type { DocumentNode, Part, TextBlock } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import { bodyOf } from './body.ts';
import { conclusionsOf } from './conclusions.ts';
import { coverOf, prefaceOf } from './cover.ts';
import { inlinesOf, notesOf } from './inlines.ts';
import { namesOf } from './iri.ts';
import { mainComponent, metaOf } from './meta.ts';
import { counter, references } from './references.ts';
import type { Writing } from './writing.ts';
import { type Block, block, type Written, written } from './xml.ts';

/** What is attached to a document: a component of it, by its place among the annexes. */
export interface Annex {
  readonly heading: TextBlock;
  readonly parts: readonly Part[];
}

/** Writes a version. A tree of today holds no annex; whoever has some hands them over. */
export function documentOf(tree: DocumentNode, context: Context, annexes: readonly Annex[] = []): Written {
  const { house } = context;
  if (!house) throw new Error('Akoma Ntoso needs the data of the house');
  const codeOf = (language: string) => context.languages.get(language)?.codes.terminological ?? language;
  const whole = {
    tree,
    house,
    names: namesOf(tree, house, codeOf),
    references: references(),
    id: counter(),
    organization: context.language.phrases.organization ?? tree.properties.author,
  };
  const writingOf = (parts: readonly Part[], prefix: string): Writing => ({
    ...whole,
    prefix,
    notes: notesOf(
      parts.flatMap((part) => (part.type === 'special-notes' ? part.children : [])),
      prefix,
    ),
  });
  const attached = annexes.map(({ heading, parts }, index) => {
    const id = `att_${index + 1}`;
    const writing = writingOf(parts, `${id}__`);
    const component = componentOf('annex', `annex_${index + 1}`, parts, writing);
    return block('attachment', { eId: id }, [block('heading', {}, inlinesOf(heading, writing.notes)), component], heading.at);
  });
  const name = house.types.get(tree.kind)?.akn?.name ?? tree.kind;
  const main = componentOf(name, mainComponent, tree.children, writingOf(tree.children, ''), attached);
  return written(block('akomaNtoso', { xmlns: namespace }, [main]));
}

const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';

/** One `doc`. Its text is written before its `meta`, which declares what the text refers to. */
function componentOf(name: string, component: string, parts: readonly Part[], writing: Writing, attached: readonly Block[] = []): Block {
  const language = { 'xml:lang': writing.tree.language };
  const section = (element: string, content: readonly Block[]) => (content.length === 0 ? [] : [block(element, language, content)]);
  const text = [
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
  const attachments = attached.length === 0 ? [] : [block('attachments', {}, attached)];
  return block('doc', { name }, [metaOf(component, writing), ...text, ...attachments]);
}
