/**
 * Links as Word has them: runs within `w:hyperlink`, whose address stands in the relations of the part (ECMA-376-1, 17.16.22).
 * docx numbers such relations by chance, so each link says its address itself until the patch stage has made relations of ours.
 */
import { BuilderElement, type ParagraphChild, type XmlComponent } from 'docx';
import type { Link } from '../../tree/nodes.ts';
import { element } from './xml.ts';

/** Runs that lead to an address. */
export function hyperlink({ address, title }: Link, runs: readonly ParagraphChild[]): ParagraphChild {
  return new BuilderElement<{ id: string; history: number; tooltip?: string }>({
    name: 'w:hyperlink',
    attributes: {
      id: { key: 'r:id', value: address },
      history: { key: 'w:history', value: 1 },
      ...(title === null ? {} : { tooltip: { key: 'w:tooltip', value: title } }),
    },
    children: runs as readonly XmlComponent[],
  }) as ParagraphChild;
}

const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';

/** Makes relations of the addresses in a document's parts, each once a part. */
export function relateLinks(parts: Map<string, string | Uint8Array>): void {
  for (const [name, part] of [...parts]) {
    if (typeof part !== 'string' || !/^word\/\w+\.xml$/.test(name) || !part.includes('<w:hyperlink ')) continue;
    const ids = new Map<string, string>();
    const text = part.replaceAll(/(<w:hyperlink r:id=")([^"]*)"/g, (_, open: string, address: string) => {
      const id = ids.get(address) ?? `link${ids.size + 1}`;
      ids.set(address, id);
      return `${open}${id}"`;
    });
    parts.set(name, text);
    const file = name.replace('word/', 'word/_rels/').concat('.rels');
    const known = parts.get(file) ?? `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${relations}"></Relationships>`;
    const added = [...ids].map(([address, id]) => {
      // The address is escaped as it stands.
      const opening = element('Relationship', { Id: id, Type: kind }).replace('/>', '');
      return `${opening} Target="${address}" TargetMode="External"/>`;
    });
    parts.set(file, withRelations(String(known), added.join(''), file));
  }
}

function withRelations(known: string, added: string, file: string): string {
  const full = known.replace(/<Relationships([^>]*)\/>/, '<Relationships$1></Relationships>');
  if (!full.includes('</Relationships>')) throw new Error(`no place to patch: ${file}`);
  return full.replace('</Relationships>', () => `${added}</Relationships>`);
}
