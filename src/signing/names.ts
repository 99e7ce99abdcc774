/** Names of what signatures are made of: attributes, digests and signature algorithms, by their object identifiers. */

/** RFC 5652, 4, 5.1 and 11; RFC 5035, 3 (signing-certificate-v2). */
export const types = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** Digests still held to be sound, by their names in Node (RFC 5754, 2). */
export const digests = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;
export type Digest = keyof typeof digests;

/** What makes a signature: the key, and the digest if the algorithm names it (RFC 4055, RFC 5754, RFC 8419). */
export interface SignatureAlgorithm {
  readonly key: 'rsa' | 'rsa-pss' | 'ec';
  /** Null: the digest of the signer, or of the parameters, counts. */
  readonly digest: Digest | null;
}
export const signatureAlgorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.1': { key: 'rsa', digest: null },
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  '1.2.840.113549.1.1.10': { key: 'rsa-pss', digest: null },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' },
};

/** The digest of an object identifier; null for one that is unknown or not sound any more. */
export function digestNamed(identifier: string): Digest | null {
  const [name] = Object.entries(digests).find(([, value]) => value === identifier) ?? [];
  return (name as Digest | undefined) ?? null;
}
