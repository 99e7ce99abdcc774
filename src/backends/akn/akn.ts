/**
 * The Akoma Ntoso back end: document tree in, an XML file out, valid against the schema of OASIS.
 */
import { validateXml } from '../../xsd.ts';
import type { Backend } from '../backend.ts';
import { documentOf } from './document.ts';

const encoder = new TextEncoder();

export const akn: Backend = {
  name: 'akn',
  extension: 'xml',
  async render(tree, context) {
    return encoder.encode(documentOf(tree, context).text);
  },
  async validate(versions) {
    const files = versions.map(({ tree, context }) => documentOf(tree, context));
    const faults = await validateXml(
      files.map(({ text }, index) => ({ name: String(index), bytes: encoder.encode(text) })),
      ['akn'],
    );
    return faults.map(({ index, line, message }) => ({
      index,
      line,
      at: (line === null ? null : files[index]?.paths[line - 1]) ?? null,
      message,
    }));
  },
};
