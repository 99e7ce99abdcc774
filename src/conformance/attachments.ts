/**
 * Files inside the file: none in part 2, since ours would have to be PDF/A themselves; in part 3 each with its name, its kind and
 * its relation to the document (ISO 19005-3, 6.8; ISO 14289-1, 7.11).
 */
import { type Dict, type PdfValue, textOf } from '../verify/pdf-file.ts';
import type { Findings } from './finding.ts';
import type { Objects } from './objects.ts';

const relations = ['Source', 'Data', 'Alternative', 'Supplement', 'Unspecified'];

/** Checks every file specification that holds a file, wherever it stands. */
export function checkAttachments(objects: Objects, part: number, findings: Findings): void {
  const associated = new Set<Dict | null>();
  const specifications: { readonly dict: Dict; readonly object: number }[] = [];
  const seen = new Set<PdfValue>();
  const names = objects.dict(objects.dict(objects.catalog.get('Names'))?.get('EmbeddedFiles'));
  for (const { number, value } of objects.all.values()) {
    if (!(value instanceof Map)) continue;
    if (value.has('EF')) specifications.push({ dict: value, object: number });
    const list = objects.resolve(value.get('AF'));
    if (list === null || seen.has(list)) continue;
    seen.add(list);
    for (const one of objects.list(list)) associated.add(objects.dict(one));
  }
  if (part === 2) {
    for (const { object } of specifications) findings.add('attachment-forbidden', '', { object });
    if (names && specifications.length === 0) findings.add('attachment-forbidden', 'EmbeddedFiles');
    return;
  }
  for (const { dict, object } of specifications) {
    const at = { object };
    const said = (key: string) => {
      const value = objects.resolve(dict.get(key));
      return value instanceof Uint8Array ? textOf(value) : '';
    };
    if (said('F') === '' || said('UF') === '') findings.add('attachment-name', said('F'), at);
    const relation = objects.name(dict.get('AFRelationship'));
    if (relation === null || !relations.includes(relation)) findings.add('attachment-relation', relation ?? '', at);
    if (!associated.has(dict)) findings.add('attachment-association', said('F'), at);
    const stream = objects.dict(dict.get('EF'))?.get('F');
    const file = objects.dict(stream);
    if (!file || objects.decoded(stream) === null || objects.name(file.get('Type')) !== 'EmbeddedFile')
      findings.add('attachment-stream', said('F'), at);
    const kind = objects.name(file?.get('Subtype'));
    if (kind === null || !/^[-\w+.]+\/[-\w+.]+$/.test(kind)) findings.add('attachment-type', kind ?? '', at);
  }
}
