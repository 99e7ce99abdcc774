/**
 * Colours: which spaces are used, and the output intent that says what they look like (ISO 19005-2, 6.2.3, 6.2.4 and 6.2.10).
 */
import type { Dict, PdfValue } from '../verify/pdf-file.ts';
import type { Drawn } from './canvas.ts';
import type { Findings } from './finding.ts';
import type { Objects } from './objects.ts';

/** Device spaces; `own` says its colours itself. */
export type ColorSpace = 'DeviceGray' | 'DeviceRGB' | 'DeviceCMYK' | 'own';

// Places in the head of a profile (ISO 15076-1, 7.2), and how long it is.
const head = { size: 0, version: 8, class: 12, space: 16, signature: 36, length: 128 };
const latestVersion = 4;
const profileSpaces: Readonly<Record<string, { readonly components: number; readonly device: ColorSpace }>> = {
  GRAY: { components: 1, device: 'DeviceGray' },
  'RGB ': { components: 3, device: 'DeviceRGB' },
  CMYK: { components: 4, device: 'DeviceCMYK' },
};

/** The device space a colour space comes down to; null if it is none that is known here. */
export function spaceOf(value: PdfValue | undefined, objects: Objects): ColorSpace | null {
  const name = objects.name(value);
  if (name !== null) return name === 'DeviceGray' || name === 'DeviceRGB' || name === 'DeviceCMYK' ? name : null;
  const [family, base] = objects.list(value);
  const kind = objects.name(family);
  if (kind === 'Indexed')
    return objects.name(base) === null && objects.name(objects.list(base)[0]) === 'Indexed' ? null : spaceOf(base, objects);
  return kind === 'ICCBased' && profileOf(base, objects, ['prtr', 'mntr', 'scnr', 'spac']) !== null ? 'own' : null;
}

/** Checks the output intents, and that no device colour stands without its meaning. */
export function checkColors(objects: Objects, drawn: Drawn, findings: Findings): void {
  const intents = objects.list(objects.catalog.get('OutputIntents'));
  let device: ColorSpace | null = null;
  let profile: PdfValue | undefined;
  for (const value of intents) {
    const intent = objects.dict(value);
    const kind = objects.name(intent?.get('S'));
    if (kind !== 'GTS_PDFA1') {
      findings.add('output-intent', kind ?? '');
      continue;
    }
    const own = intent?.get('DestOutputProfile');
    if (profile !== undefined && JSON.stringify(own) !== JSON.stringify(profile)) findings.add('output-intent', 'DestOutputProfile');
    profile = own;
    device = profileOf(own, objects, ['prtr', 'mntr']);
    if (device === null) findings.add('output-intent', 'DestOutputProfile');
    if (!(objects.resolve(intent?.get('OutputConditionIdentifier')) instanceof Uint8Array))
      findings.add('output-intent', 'OutputConditionIdentifier');
  }
  for (const [space, page] of drawn.colors) {
    // Grey has a meaning in any intent.
    if (space === 'own' || (device !== null && (space === 'DeviceGray' || space === device))) continue;
    findings.add('device-color', space, { page });
  }
  for (const page of new Set(drawn.transparent)) if (device === null) findings.add('transparency', '', { page });
  for (const { dict, page } of drawn.groups) checkGroup(dict, device, objects, findings, page);
}

/** A group blends in a space that means something (ISO 19005-2, 6.2.10). */
function checkGroup(group: Dict | null, device: ColorSpace | null, objects: Objects, findings: Findings, page: number): void {
  const space = group?.has('CS') ? spaceOf(group.get('CS'), objects) : device;
  const isMeant = space === 'own' || (space !== null && device !== null && (space === device || space === 'DeviceGray'));
  if (!isMeant) findings.add('transparency', 'Group', { page });
}

/** The device space of an embedded profile; null if it is none, or not of the classes given. */
function profileOf(value: PdfValue | undefined, objects: Objects, classes: readonly string[]): ColorSpace | null {
  const dict = objects.dict(value);
  const bytes = objects.decoded(value);
  if (!dict || !bytes || bytes.length < head.length) return null;
  const four = (at: number) => String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(head.size);
  const space = four(head.space);
  const known = Object.hasOwn(profileSpaces, space) ? profileSpaces[space] : undefined;
  const isSound = size === bytes.length && four(head.signature) === 'acsp' && (bytes[head.version] ?? 0) <= latestVersion;
  if (!known || !isSound || !classes.includes(four(head.class)) || objects.resolve(dict.get('N')) !== known.components) return null;
  return known.device;
}
