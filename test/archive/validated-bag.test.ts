/** `circulate archive --verapdf`: what a bag says of a validation, as against the program's own looks at its files. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementsOf, parseXml, type XmlElement } from '../../src/xml.ts';
import { circulate, copyDocument, filesBelow, type Ran, scratch } from '../command.ts';
import { content, validator } from '../conformance/validator.ts';

const { folder, remove } = scratch();
afterAll(remove);

let user: string;
beforeAll(() => {
  user = folder();
  copyDocument('content/sample-letter', user, 'a-letter');
});

function archive(out: string, behaviour: string): Promise<Ran> {
  const program = validator(folder(), behaviour);
  return circulate(['archive', '--depositor', 'Sample Mission', '--out', out, '--verapdf', program], user, { SOURCE_DATE_EPOCH: '' });
}
function all(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}
const textIn = (element: XmlElement, name: string) =>
  all(element, name).map((one) => one.children.map((child) => (child.type === 'text' ? child.text : '')).join(''));

describe('an archive with a validator', { timeout: 120_000 }, () => {
  it('has PREMIS call the validator’s word a validation by it, and our own an internal check by the program', async () => {
    expect(await archive('bags', content)).toMatchObject({ exit: 0, stderr: '' });
    const bag = filesBelow(path.join(user, 'bags/A_80_99999-S_2025_99999'));
    const premis = parseXml(String(bag.get('data/metadata/preservation/premis.xml')), { size: 5_000_000, depth: 100 });
    if (premis.type === 'fault') throw new Error(premis.reason);
    const events = all(premis, 'event').map((event) => ({
      type: textIn(event, 'eventType')[0],
      about: textIn(event, 'linkingObjectIdentifierValue').filter((file) => file.endsWith('.pdf')),
      by: textIn(event, 'linkingAgentIdentifierValue')[0]?.replace(/circulate .*/, 'circulate'),
      outcome: textIn(event, 'eventOutcome')[0],
      isInVocabulary:
        all(event, 'eventType')[0]?.attributes.valueURI?.startsWith('http://id.loc.gov/vocabulary/preservation/eventType/') ?? false,
    }));
    const [mailed, kept] = ['pdf-mail', 'pdf'].map((of) => `representations/${of}/data/A_80_99999-S_2025_99999-EN.pdf`);
    const about = (file: string | undefined, type: string) =>
      events
        .filter((event) => event.type === type && event.about.length === 1 && event.about[0] === file)
        .map(({ by, outcome, isInVocabulary }) => [by, outcome, isInVocabulary]);
    expect(about(mailed, 'validation')).toEqual([['software: veraPDF 9.8.7', 'success: Profile 2a, Profile ua1', true]]);
    expect(about(kept, 'validation')).toEqual([['software: veraPDF 9.8.7', 'success: Profile 3a, Profile ua1', true]]);
    const checks = about(mailed, 'internal check');
    expect(checks).toContainEqual(['software: circulate', 'success: PDF/A-2a, PDF/UA-1', false]);
    expect(checks.every(([by]) => by === 'software: circulate')).toBe(true);
    expect(textIn(premis, 'agentName')).toContain('veraPDF');
    expect(JSON.parse(String(bag.get('data/metadata/other/reports/verapdf.json')))).toMatchObject({
      files: [{ version: '9.8.7' }, { version: '9.8.7' }],
    });
    // A bag with a report that no run without the validator makes is verified all the same.
    expect(await circulate(['verify', 'bags/A_80_99999-S_2025_99999'], user)).toMatchObject({ exit: 0, stderr: '' });
  });

  it('makes no bag where the validator finds fault, or cannot be used', async () => {
    const failing = await archive('failed', 'report(files.map((file) => job(file, failed)));');
    expect([failing.exit, failing.stderr.match(/^.*error VERAPDF_FAILED$/gm)]).toEqual([
      7,
      ['pdf-mail', 'pdf'].map((of) => `representations/${of}/data/A_80_99999-S_2025_99999-EN.pdf: error VERAPDF_FAILED`),
    ]);
    const silent = await archive('failed', '');
    expect([silent.exit, silent.stderr.match(/error VERAPDF_UNUSABLE/g)?.length]).toEqual([7, 1]);
    expect(existsSync(path.join(user, 'failed'))).toBe(false);
  });
});
