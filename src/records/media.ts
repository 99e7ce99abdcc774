/**
 * Media types of the files a document is made as, by format (IANA registry; Akoma Ntoso's by the OASIS standard, part 1, 4).
 */

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  akn: 'application/akn+xml',
  text: 'text/plain',
};

/** Null for a format whose media type is not known. */
export const mediaTypeOf = (format: string): string | null => mediaTypes[format] ?? null;

/** A file's path as an address (RFC 3986, 3.3). */
export const referenceTo = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
