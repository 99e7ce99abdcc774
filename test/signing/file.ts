/** A PDF file of this program for the tests of signing, and ways to go on writing after its end. */
import { writePdf } from '../../src/backends/pdf/write.ts';
import { momentOf } from '../../src/signing/moment.ts';
import { objectsOf, readRevisions } from '../../src/signing/revisions.ts';
import { block, content, documentOf, line, pageOf, regular, run, setting } from '../pdf/sample.ts';

/** A page of a few words. */
export async function makePdf(properties: { readonly subject?: string } = {}): Promise<Uint8Array> {
  const text = block('paragraph', 'Some words.');
  const items = [line(content(text), 72, 130, run('Some words.', setting(regular, 10)))];
  return writePdf(documentOf([{ type: 'body', at: null, children: [text] }], properties), [pageOf(1, items)], { conformance: 2 });
}

export const moment = (said: string) => {
  const known = momentOf(said);
  if (!known) throw new Error(`${said} is no moment`);
  return known;
};

/** The file with a revision that writes these objects. */
export function addRevision(bytes: Uint8Array, objects: ReadonlyMap<number, string>): Uint8Array {
  const revisions = readRevisions(bytes);
  const { root, size } = objectsOf(bytes, revisions);
  let text = Buffer.from(bytes).toString('latin1');
  let table = '';
  for (const [number, value] of objects) {
    table += `${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${number} 0 obj\n${value}\nendobj\n`;
  }
  const last = Math.max(size, ...[...objects.keys()].map((number) => number + 1));
  const trailer = `trailer\n<< /Size ${last} /Root ${root.ref} 0 R /Prev ${revisions.at(-1)?.table} >>`;
  return Buffer.from(`${text}xref\n${table}${trailer}\nstartxref\n${text.length}\n%%EOF\n`, 'latin1');
}
