/**
 * What a bag claims, checked again: that its PDF files keep the rules of the identifiers they bear, that its XML is valid, that
 * signatures fit, that each output says what the source says, and that the issued file is the one the source names. Only what
 * is looked at here is said to be so.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Format, isFormat } from '../../backends/table.ts';
import { checkPdf } from '../../conformance/check.ts';
import { reportFindings } from '../../conformance/report.ts';
import type { Version } from '../../pipeline.ts';
import type { Problem, Report } from '../../problem.ts';
import { reporterOf } from '../../reporter.ts';
import { cmsBytes } from '../../signing/sign.ts';
import { type SignatureVerdict, unreadSignature, verifyDetached, verifyPdfSignatures } from '../../signing/verify.ts';
import { verifyOutput } from '../../verify/verify.ts';
import { parseXml } from '../../xml.ts';
import { type SchemaName, schemaOf, validateXml } from '../../xsd.ts';
import { legible } from './paths.ts';
import type { BagFiles, Tell } from './reading.ts';
import type { KeptSettings } from './rebuild.ts';

export interface Claims {
  readonly pdf: number;
  readonly xml: number;
  readonly signatures: readonly (SignatureVerdict & { readonly file: string })[];
  /** Files below `original`. */
  readonly originals: number;
}

/** Told at most, of each file. */
const mostTold = 10;
const detached = '.p7s';
/** Larger XML is no record of a document. */
const xmlLimits = { size: 32 * 2 ** 20, depth: 200 };

/** Checks what can be checked without building anything. `passed` are files that an event says to have passed a check. */
export async function checkClaims(files: BagFiles, passed: readonly string[], tell: Tell): Promise<Claims> {
  const failed = new Set<string>();
  const pdfs = [...files].filter(([name]) => name.startsWith('data/representations/') && name.endsWith('.pdf'));
  const made = pdfs.filter(([name]) => !name.startsWith('data/representations/source/'));
  for (const [name, bytes] of made) {
    const findings = checkPdf(bytes);
    if (findings.length === 0) continue;
    failed.add(name);
    reportFindings(findings.slice(0, mostTold), name, [], (code, _, values, severity) => tell(code, name, values, severity));
  }
  const xml = await checkXml(files, failed, tell);
  for (const name of passed.filter((one) => failed.has(one))) tell('BAG_CLAIM', premis, { variant: 'event', path: legible(name) });
  const originals = [...files.keys()].filter((name) => name.startsWith('data/original/')).length;
  return { pdf: made.length, xml, signatures: checkSignatures(files, tell), originals };
}
const premis = 'data/metadata/preservation/premis.xml';

/** Every XML file outside the sources is well-formed, and valid where its schema is known. Gives how many were found valid. */
async function checkXml(files: BagFiles, failed: Set<string>, tell: Tell): Promise<number> {
  const schemas = new Set<SchemaName>();
  const known: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  for (const [name, bytes] of files) {
    if (!name.startsWith('data/') || name.startsWith('data/representations/source/') || name.startsWith('data/original/')) continue;
    if (!name.endsWith('.xml')) continue;
    const root = parseXml(new TextDecoder().decode(bytes), xmlLimits);
    if (root.type === 'fault') {
      failed.add(name);
      tell('BAG_CLAIM', name, { variant: 'schema', line: String(root.line), reason: legible(root.reason) });
      continue;
    }
    const prefix = root.name.includes(':') ? `xmlns:${root.name.split(':')[0]}` : 'xmlns';
    if (schemaOf(root.attributes[prefix] ?? '') === null) continue;
    for (const [key, value] of Object.entries(root.attributes)) {
      const schema = key.startsWith('xmlns') ? schemaOf(value) : null;
      if (schema !== null) schemas.add(schema);
    }
    known.push({ name, bytes });
  }
  const faults = await validateXml(known, [...schemas]);
  for (const { file, line, message } of faults) {
    if (failed.has(file)) continue;
    failed.add(file);
    tell('BAG_CLAIM', file, { variant: 'schema', line: String(line ?? 1), reason: legible(message) });
  }
  return known.filter(({ name }) => !failed.has(name)).length;
}

/** Signatures in PDF files, and those beside tag manifests. */
function checkSignatures(files: BagFiles, tell: Tell): Claims['signatures'] {
  const signatures = [...files].flatMap(([name, bytes]) => {
    if (name.endsWith('.pdf') && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/ByteRange'))
      return (verifyPdfSignatures(bytes, null) ?? [unreadSignature]).map((verdict) => ({ file: name, ...verdict }));
    const signed = name.endsWith(detached) ? files.get(name.slice(0, -detached.length)) : undefined;
    return signed ? [{ file: name, ...verifyDetached(path.posix.basename(name), cmsBytes(bytes), signed, null) }] : [];
  });
  for (const { file, fault, lacks, name, claimed, checkedAt, validFrom, validUntil } of signatures) {
    const values = { value: legible(name), date: checkedAt ?? claimed ?? '', from: validFrom ?? '', until: validUntil ?? '' };
    if (fault !== null) tell('SIGNATURE_INVALID', file, { ...values, variant: fault });
    else if (lacks.length > 0) tell('SIGNATURE_LEVEL', file, { ...values, lacks: lacks.join(', ') });
  }
  return signatures;
}

/** Outputs that are not what was built anew are held against the source's text; gives how many say it. */
export async function checkTexts(
  files: BagFiles,
  kept: KeptSettings,
  versions: readonly Version[],
  other: readonly string[],
  add: (problem: Problem) => void,
): Promise<number> {
  let sound = 0;
  for (const { path: place, format, language } of kept.outputs) {
    const name = `data/${place}`;
    const bytes = files.get(name);
    const version = versions.find((one) => one.language === language);
    if (!other.includes(name) || !bytes || !version || !isFormat(format)) continue;
    const reporter = reporterOf(name, false);
    const report: Report = (code, _, values, severity) => reporter.report(code, { file: name }, values, severity);
    const verdict = await verifyOutput(format satisfies Format, bytes, version.tree, name, report);
    if (verdict.ok) sound++;
    for (const problem of reporter.problems) add(problem);
  }
  return sound;
}

/** The issued file of each version is the one whose digest its source or catalogue gives. */
export function checkOriginals(files: BagFiles, kept: KeptSettings, versions: readonly Version[], tell: Tell): void {
  for (const { tree } of versions) {
    const told = tree.facts.reproduces;
    if (!told?.file) continue;
    const own = path.posix.normalize(told.file);
    const name = own.startsWith('original/') ? `data/${own}` : `data/representations/source/data/${kept.document}/${own}`;
    const bytes = files.get(name);
    if (!bytes) tell('BAG_CLAIM', name, { variant: 'original-missing', path: legible(told.file) });
    else if (told.sha256 !== null && createHash('sha256').update(bytes).digest('hex') !== told.sha256.toLowerCase())
      tell('BAG_CLAIM', name, { variant: 'original' });
  }
}
