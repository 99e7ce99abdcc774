/** The validator as libxml2 judges: several files in one call, each with its own verdict and its own lines. */
import { describe, expect, it } from 'vitest';
import { validateXml, type XmlFile } from '../src/xsd.ts';

const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
const identification = (level: string, more = '') =>
  `<FRBR${level}><FRBRthis value="/x"/><FRBRuri value="/x"/><FRBRdate date="2020-01-17" name="generation"/><FRBRauthor href="#a"/>${more}</FRBR${level}>`;
const meta = `<meta><identification source="#a">${identification('Work', '<FRBRcountry value="un"/>')}${identification('Expression', '<FRBRlanguage language="eng"/>')}${identification('Manifestation')}</identification></meta>`;
const file = (name: string, body: string, attributes = 'name="officialLetter"'): XmlFile => ({
  name,
  bytes: new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="${namespace}">\n<doc ${attributes}>${meta}\n<mainBody>\n${body}\n</mainBody></doc></akomaNtoso>\n`,
  ),
});
const sound = file('sound.xml', '<p>Sundials.</p>');

describe('validation against a schema', () => {
  it('finds nothing in files that are valid', async () => {
    expect(await validateXml([sound, file('other.xml', '<p xml:lang="fr">Cadrans.</p>')], ['akn'])).toEqual([]);
  });

  it('tells of each file what is wrong in it, with the line, and leaves out those that are valid', async () => {
    const faults = await validateXml([file('a.xml', '<p>one</p>\n<stray/>'), sound, file('b.xml', '<p>two</p>', 'kind="x"')], ['akn']);
    expect(faults.map(({ file, index, line }) => [file, index, line])).toEqual([
      ['a.xml', 0, 6],
      ['b.xml', 2, 3],
      ['b.xml', 2, 3],
    ]);
    expect(faults[0]?.message).toMatch(/^Element 'stray': This element is not expected\./);
    expect(faults[2]?.message).toBe("Element 'doc': The attribute 'name' is required but missing.");
  });

  it('takes a file that is not well-formed for a fault among valid ones, wherever it stands', async () => {
    const broken = { name: 'broken.xml', bytes: new TextEncoder().encode('<akomaNtoso>\n<doc>\n') };
    const before = await validateXml([broken, sound], ['akn']);
    const after = await validateXml([sound, broken], ['akn']);
    expect(new Set(before.map((fault) => fault.file))).toEqual(new Set(['broken.xml']));
    expect(after.map(({ line, message }) => [line, message])).toEqual(before.map(({ line, message }) => [line, message]));
  });

  it('does not take another vocabulary, or an empty file, for a valid one', async () => {
    const other = { name: 'other.xml', bytes: new TextEncoder().encode('<note/>') };
    const empty = { name: 'empty.xml', bytes: new Uint8Array() };
    expect((await validateXml([other, empty], ['akn'])).map(({ file }) => file)).toEqual(['other.xml', 'empty.xml']);
  });

  it('judges a file of several million characters', async () => {
    expect(await validateXml([file('long.xml', '<p>Sundials and gnomons.</p>\n'.repeat(150_000))], ['akn'])).toEqual([]);
  });
});
