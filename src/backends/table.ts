/**
 * The back ends, by hand in one table. Each is imported only when its format is made.
 */
import type { Backend } from './backend.ts';

export const backends = {
  pdf: async (): Promise<Backend> => (await import('./pdf/pdf.ts')).pdf,
  docx: async (): Promise<Backend> => (await import('./docx/docx.ts')).docx,
  html: async (): Promise<Backend> => (await import('./html/html.ts')).html,
  akn: async (): Promise<Backend> => (await import('./akn/akn.ts')).akn,
  text: async (): Promise<Backend> => (await import('./text/text.ts')).text,
} as const;

export type Format = keyof typeof backends;
export const formats = Object.keys(backends) as readonly Format[];
/** What a build makes unless it is told. */
export const usual: readonly Format[] = ['pdf', 'docx'];
/** What travels within a PDF that is to have its sources attached. */
export const attachedFormats: readonly Format[] = ['akn'];

export const isFormat = (name: string): name is Format => Object.hasOwn(backends, name);

/** A format's file extension where it is not its name. */
const extensions: Readonly<Partial<Record<Format, string>>> = { akn: 'xml', text: 'txt' };

/** The format a file has by its name; null if none. */
export const formatOf = (file: string): Format | null => formats.find((name) => file.endsWith(`.${extensions[name] ?? name}`)) ?? null;
