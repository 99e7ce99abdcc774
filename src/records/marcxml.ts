/**
 * The MARCXML record of a document in all its languages (Library of Congress, MARC21slim).
 */
import { validateXml } from '../xsd.ts';
import { marcFields } from './marc.ts';
import type { RecordMaker } from './record.ts';
import { readRecordsData, recordsFile } from './records-data.ts';
import { element, xmlFile } from './xml.ts';

const namespace = 'http://www.loc.gov/MARC21/slim';

export const marcxml: RecordMaker = {
  name: 'marcxml',
  fileName: (document) => `${document}.marc.xml`,
  async render({ versions, house, report }) {
    const data = await readRecordsData(house, report);
    if (!data) return null;
    const fields = marcFields(versions, data, house).map(({ tag, indicators, subfields }) =>
      element(
        'datafield',
        { tag, ind1: indicators.charAt(0), ind2: indicators.charAt(1) },
        subfields.map(([code, value]) => element('subfield', { code }, value)),
      ),
    );
    const bytes = xmlFile(
      element('record', { xmlns: namespace, type: 'Bibliographic' }, [element('leader', {}, data.marc.leader), ...fields]),
    );
    // What the house's file says of MARC may be what no record can hold.
    const faults = await validateXml([{ name: marcxml.name, bytes }], ['marc']);
    for (const { line, message } of faults)
      report('XML_INVALID', { file: recordsFile }, { value: `${marcxml.name}:${line ?? ''}`, detail: message });
    return faults.length > 0 ? null : bytes;
  },
};
