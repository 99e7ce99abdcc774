/**
 * The root of a document: that it says it is tagged, in which language, that its title is shown, and that it holds nothing an
 * archive forbids (ISO 19005-2, 6.4, 6.5, 6.7 and 6.9 to 6.11; ISO 14289-1, 7.1 and 7.2). Entries the check does not know are found.
 */
import { type Dict, type PdfValue, textOf } from '../verify/pdf-file.ts';
import type { Findings } from './finding.ts';
import type { Objects } from './objects.ts';

const known = [
  'Type',
  'Version',
  'Extensions',
  'Pages',
  'PageLabels',
  'PageMode',
  'PageLayout',
  'Names',
  'Dests',
  'ViewerPreferences',
  'Outlines',
  'OpenAction',
  'AcroForm',
  'Metadata',
  'StructTreeRoot',
  'MarkInfo',
  'Lang',
  'OutputIntents',
  'AF',
  // Found by their own rules.
  'AA',
  'OCProperties',
  'Perms',
  'Requirements',
  'NeedsRendering',
];
const knownNames = ['Dests', 'EmbeddedFiles', 'JavaScript', 'AlternatePresentations'];

/** Checks the catalogue, its outline and its form. */
export function checkCatalogue(objects: Objects, findings: Findings): void {
  const { catalog } = objects;
  for (const key of catalog.keys()) if (!known.includes(key)) findings.add('unknown-entry', key);
  const version = objects.name(catalog.get('Version'));
  if (catalog.has('Version') && (version === null || !/^1\.[0-7]$/.test(version))) findings.add('version', version ?? '');

  const marks = objects.dict(catalog.get('MarkInfo'));
  if (objects.resolve(marks?.get('Marked')) !== true) findings.add('marked');
  if (objects.resolve(marks?.get('Suspects')) === true) findings.add('suspects');
  const language = objects.resolve(catalog.get('Lang'));
  if (!(language instanceof Uint8Array) || language.length === 0) findings.add('document-language');
  const preferences = objects.dict(catalog.get('ViewerPreferences'));
  if (objects.resolve(preferences?.get('DisplayDocTitle')) !== true) findings.add('display-title');

  if (catalog.has('OCProperties')) findings.add('optional-content', 'OCProperties');
  if (catalog.has('Requirements')) findings.add('requirements', 'Requirements');
  if (objects.resolve(catalog.get('NeedsRendering')) === true) findings.add('form-fields', 'NeedsRendering');
  const permissions = objects.dict(catalog.get('Perms'));
  for (const key of permissions?.keys() ?? []) if (key !== 'DocMDP') findings.add('permissions', key);
  const names = objects.dict(catalog.get('Names'));
  for (const key of names?.keys() ?? []) if (!knownNames.includes(key)) findings.add('unknown-entry', key);
  if (names?.has('JavaScript')) findings.add('action-forbidden', 'JavaScript');
  if (names?.has('AlternatePresentations')) findings.add('alternate-presentations', 'AlternatePresentations');

  checkForm(objects, findings);
  checkOutline(objects, findings);
}

/** The only fields are signatures: nothing is filled in. */
function checkForm(objects: Objects, findings: Findings): void {
  const form = objects.dict(objects.catalog.get('AcroForm'));
  if (!form) return;
  if (form.has('XFA')) findings.add('form-fields', 'XFA');
  if (objects.resolve(form.get('NeedAppearances')) === true) findings.add('form-fields', 'NeedAppearances');
  for (const field of objects.list(form.get('Fields'))) {
    const dict = objects.dict(field);
    const kind = objects.name(dict?.get('FT'));
    if (!dict || kind !== 'Sig' || dict.has('Kids')) findings.add('form-fields', kind ?? '');
  }
}

/** Every bookmark has a title and leads somewhere. */
function checkOutline(objects: Objects, findings: Findings): void {
  const root = objects.dict(objects.catalog.get('Outlines'));
  if (!root) return;
  const seen = new Set<Dict>();
  const waiting: (PdfValue | undefined)[] = [root.get('First')];
  while (waiting.length > 0) {
    const item = objects.dict(waiting.pop());
    if (!item) continue;
    if (seen.has(item)) {
      findings.add('outline', 'First');
      return;
    }
    seen.add(item);
    const title = objects.resolve(item.get('Title'));
    if (!(title instanceof Uint8Array) || textOf(title).trim() === '') findings.add('outline', 'Title');
    if (!item.has('Dest') && !item.has('A')) findings.add('outline', 'Dest');
    waiting.push(item.get('Next'), item.get('First'));
  }
}
