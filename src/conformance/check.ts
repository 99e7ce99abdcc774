/**
 * The program's own structural check of a finished PDF, an internal check and no validation: whether the file keeps what ISO
 * 19005-2 or -3, level A, and ISO 14289-1 ask of files such as ours. It reads the bytes alone and shares nothing with the writer.
 * What it does not know it finds, so that nothing passes unread. Untrusted input: sizes and depths are bounded; it never throws.
 */
import { Unreadable } from '../verify/pdf-file.ts';
import { checkAttachments } from './attachments.ts';
import type { Drawn } from './canvas.ts';
import { checkCatalogue } from './catalogue.ts';
import { checkColors } from './color.ts';
import { type Finding, Findings } from './finding.ts';
import { checkFonts } from './fonts.ts';
import { checkMetadata } from './metadata.ts';
import { checkElements } from './nesting.ts';
import { openObjects } from './objects.ts';
import { checkPages } from './pages.ts';
import { readTree } from './structure.ts';
import { checkValues } from './values.ts';

/** What was looked at, and what is wrong with it. */
export interface Inspection {
  /** Empty if the check passed. */
  readonly findings: readonly Finding[];
  /** What the file says it conforms to, as people write it; empty unless the check passed. */
  readonly identifiers: readonly string[];
}

/** What is wrong with a file; empty if the check passed. */
export function checkPdf(bytes: Uint8Array): readonly Finding[] {
  return inspectPdf(bytes).findings;
}

/** The same, with the identifiers of a file that passed. */
export function inspectPdf(bytes: Uint8Array): Inspection {
  const findings = new Findings();
  let part = 2;
  try {
    const objects = openObjects(bytes, findings);
    part = checkMetadata(objects, findings);
    checkCatalogue(objects, findings);
    checkValues(objects, findings);
    const drawn: Drawn = { fonts: new Map(), colors: new Map(), groups: [], transparent: [], length: 0 };
    const pages = checkPages(objects, drawn, findings);
    checkColors(objects, drawn, findings);
    checkFonts(objects, drawn, findings);
    checkElements(readTree(objects, pages, findings), objects, findings);
    checkAttachments(objects, part, findings);
  } catch (error) {
    // A value of thousands of levels overflows the stack before it meets a limit.
    if (!(error instanceof Unreadable) && !(error instanceof RangeError)) throw error;
    findings.add('unreadable', error.message);
  }
  const list = findings.list(part);
  // A file without its identifiers has not passed.
  return { findings: list, identifiers: list.length === 0 ? [`PDF/A-${part}a`, 'PDF/UA-1'] : [] };
}

export type { Finding } from './finding.ts';
