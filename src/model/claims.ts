/**
 * Checks what a document claims to be: an official one says who issued it, a sample can be taken for nothing else, what is
 * unknown stays unknown, and no path leads out of its folder.
 */

import { digestIn, holds } from '../files.ts';
import type { Report } from '../problem.ts';
import type { Source } from '../source.ts';
import type { ModelData } from './house-data.ts';
import type { OrganEntry } from './model.ts';
import type { Values } from './validate.ts';

/** Runs after the fields; knows only those that were sound. */
export async function checkClaims(
  values: Values,
  organs: readonly OrganEntry[],
  source: Source,
  data: ModelData,
  report: Report,
): Promise<void> {
  const status = values.status ?? 'draft';
  if (status === 'official' && !values.official) report('STATUS_OFFICIAL_UNSIGNED', { path: 'status' }, {});
  checkIdentity(values, status, data, report);
  if (status === 'reproduction' || status === 'official') checkUnknown(values, organs, report);
  await checkReproduced(values.reproduces, source.folder, report);
}

/** The issued file lies in the document's folder and is the one whose digest is given; false after reporting. */
export async function checkReproduced(
  reproduces: { readonly file?: string | null | undefined; readonly sha256?: string | null | undefined } | null | undefined,
  folder: string,
  report: Report,
): Promise<boolean> {
  const file = reproduces?.file;
  if (!file) return true;
  const held = await holds(folder, file);
  if (held === false) report('PATH_OUTSIDE', { path: 'reproduces.file' }, { value: file });
  else if (held === null) report('FILE_UNREADABLE', { path: 'reproduces.file' }, { value: file, reason: 'ENOENT' });
  const digest = held === true && reproduces.sha256 ? await digestIn(folder, file) : null;
  const isOther = digest !== null && digest !== reproduces.sha256;
  if (isOther) report('ORIGINAL_DIFFERS', { path: 'reproduces.sha256' }, { value: file, found: digest });
  return held === true && !isOther;
}

/** Checks what names one version of a document: its job number and the address in its QR code. */
export function checkIdentity(values: Pick<Values, 'job' | 'qr'>, status: string, data: ModelData, report: Report): void {
  checkJob(values.job, status, data, report);
  if (values.qr && status === 'sample' && isReal(values.qr, data.organs.hosts))
    report('QR_MISLEADING', { path: 'qr' }, { value: values.qr, host: hostOf(values.qr) ?? '' });
}

function checkJob(job: Values['job'], status: string, data: ModelData, report: Report): void {
  const number = job?.number;
  if (number === undefined) return;
  const { pattern, sample } = data.organs.job;
  if (!new RegExp(`^(?:${pattern})$`, 'u').test(number)) report('JOB_MALFORMED', { path: 'job.number' }, { value: number, sample });
  else if (status === 'sample' && number !== sample) report('STATUS_SAMPLE_CLAIM', { path: 'job.number' }, { value: number, sample });
  else if (status !== 'sample' && status !== 'draft' && number === sample)
    report('JOB_MALFORMED', { path: 'job.number' }, { value: number, sample, status, variant: 'sample' });
}

/** One warning for everything that an issued document has and this one lacks. */
function checkUnknown(values: Values, organs: readonly OrganEntry[], report: Report): void {
  const unknown = [
    ...organs.flatMap((entry, index) => (entry.symbol === null ? [{ path: `organs.${index}.symbol`, name: 'symbol' }] : [])),
    ...(values.issued ? [] : [{ path: 'issued', name: 'issued' }]),
    ...(values.job ? [] : [{ path: 'job', name: 'job' }]),
  ];
  const first = unknown[0];
  if (!first) return;
  const names = [...new Set(unknown.map((one) => one.name))].join(', ');
  report('SYMBOL_UNKNOWN', { path: first.path, on: 'key' }, { unknown: names, status: values.status ?? 'draft' });
}

function hostOf(address: string): string | null {
  try {
    return new URL(address).hostname.toLowerCase().replace(/\.$/, '');
  } catch {
    return null;
  }
}

function isReal(address: string, hosts: readonly string[]): boolean {
  const host = hostOf(address);
  return host === null || hosts.some((known) => host === known || host.endsWith(`.${known}`));
}
