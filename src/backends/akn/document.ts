/**
 * Document tree → Akoma Ntoso as the United Nations System uses it: one `doc` with cover page, preface, text and conclusions,
 * and each annex as a `doc` of its own among its attachments.
 */
import type { Annex, DocumentNode, Part } from '../../tree/nodes.ts';
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

/** An annex with what is enclosed with it. */
interface Attached {
  readonly annex: Annex;
  readonly enclosures: readonly Annex[];
}

/** Writes a version. */
export function documentOf(tree: DocumentNode, context: Context): Written {
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
  /** `within` stands before the id, `holder` before the component's name: both empty for what the document itself holds. */
  const attachmentOf = ({ annex, enclosures }: Attached, index: number, within: string, holder: string): Block => {
    const id = `${within}att_${index + 1}`;
    const component = `${holder}${annex.kind}_${index + 1}`;
    const [heading, ...parts] = annex.children;
    const writing = writingOf(parts, `${id}__`);
    const inner = enclosures.map((enclosed, at) => attachmentOf({ annex: enclosed, enclosures: [] }, at, `${id}__`, `${component}-`));
    const headings = heading && 'label' in heading ? [block('heading', {}, inlinesOf(heading, writing.notes))] : [];
    return block('attachment', { eId: id }, [...headings, componentOf(annex.kind, component, parts, writing, inner)], annex.at);
  };
  const attached = attachedTo(tree).map((one, index) => attachmentOf(one, index, '', ''));
  const name = house.types.get(tree.kind)?.akn?.name ?? tree.kind;
  const main = componentOf(name, mainComponent, tree.children, writingOf(tree.children, ''), attached);
  return written(block('akomaNtoso', { xmlns: namespace }, [main]));
}

/** The annexes of a document, each with the enclosures that follow it. */
function attachedTo(tree: DocumentNode): readonly Attached[] {
  const attached: { annex: Annex; enclosures: Annex[] }[] = [];
  for (const part of tree.children) {
    if (part.type !== 'annex') continue;
    const last = attached.at(-1);
    if (part.kind === 'enclosure' && last) last.enclosures.push(part);
    else attached.push({ annex: part, enclosures: [] });
  }
  return attached;
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
