/**
 * Checks a detached CMS signature against the bytes it is for (RFC 5652, 5.4 and 5.6; RFC 5035, 5.4), by a reader of its own and
 * Node's cryptography. Says what is wrong, never throws for what a signature holds. Who the signer is stays the certificate's
 * word: no list of trusted authorities is asked.
 */
import { constants, createHash, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { type Certificate, readCertificate } from './certificate.ts';
import { type Digest, digestNamed, type SignatureAlgorithm, signatureAlgorithms, types } from './names.ts';
import { contentOf, type Element, elementAt, oidOf, readDer, timeOf, within } from './read-der.ts';

export type CmsFault =
  /** No CMS in DER with one signer and nothing in it but the signature. */
  | 'unreadable'
  /** A digest or a signature algorithm that is unknown here, or not sound any more. */
  | 'algorithm'
  /** The certificate is not there, or not the one the signature names. */
  | 'certificate'
  /** The bytes are not those that were signed. */
  | 'changed'
  /** The signature was not made with the certificate's key. */
  | 'forged';

export interface CmsVerdict {
  readonly fault: CmsFault | null;
  /** Null if it could not be read. */
  readonly certificate: Certificate | null;
  /** The signed attribute signing-time; null without one. */
  readonly signingTime: Date | null;
  /** Whether the certificate itself is signed, as level B-B asks. */
  readonly bindsCertificate: boolean;
}

/** Checks a signature that takes all of the bytes given. */
export function checkCms(cms: Uint8Array, content: Uint8Array): CmsVerdict {
  const nothing = { certificate: null, signingTime: null, bindsCertificate: false };
  let signer: Signer;
  try {
    signer = signerOf(cms);
  } catch {
    return { fault: 'unreadable', ...nothing };
  }
  const { certificate, attributes, digest, algorithm } = signer;
  if (digest === null || algorithm === null) return { fault: 'algorithm', ...nothing, certificate };
  if (certificate === null) return { fault: 'certificate', ...nothing };
  try {
    const bound = boundCertificate(attributes, certificate);
    const time = attributes.get(types.signingTime);
    const said = {
      certificate,
      signingTime: time ? timeOf(time) : null,
      bindsCertificate: bound === true,
    };
    const hash = createHash(digest).update(content).digest();
    const isData = oidOf(attributes.get(types.contentType)) === types.data;
    const isSame = same(contentOf(attributes.get(types.messageDigest), 0x04), hash);
    if (bound === false) return { fault: 'certificate', ...said };
    if (!isData || !isSame) return { fault: 'changed', ...said };
    return { fault: isSignedBy(certificate.key, signer, digest, algorithm) ? null : 'forged', ...said };
  } catch {
    return { fault: 'unreadable', ...nothing, certificate };
  }
}

/** The length of the value that bytes begin with, for a signature with room after it; null if there is none. */
export function lengthOfCms(bytes: Uint8Array): number | null {
  try {
    return elementAt(bytes, 0).bytes.length;
  } catch {
    return null;
  }
}

interface Signer {
  /** Null if it is not in the message. */
  readonly certificate: Certificate | null;
  /** The one value of each. */
  readonly attributes: ReadonlyMap<string, Element>;
  /** As they were signed. */
  readonly signedBytes: Uint8Array;
  readonly digest: Digest | null;
  readonly algorithm: SignatureAlgorithm | null;
  /** Of RSASSA-PSS. */
  readonly parameters: Element | null;
  readonly signature: Uint8Array;
}

function signerOf(cms: Uint8Array): Signer {
  const [type, wrapped] = within(readDer(cms), 0x30);
  if (oidOf(type) !== types.signedData) throw new Error('another kind of message');
  const [version, algorithms, encapsulated, ...rest] = within(within(wrapped, 0xa0)[0], 0x30);
  const [contentType, inside] = within(encapsulated, 0x30);
  if (oidOf(contentType) !== types.data || inside) throw new Error('a message with its content');
  const certificates = rest.find(({ tag }) => tag === 0xa0);
  const [info, another] = within(rest.at(-1), 0x31);
  if (another) throw new Error('several signers');
  const [signerVersion, identifier, digestAlgorithm, attributes, signatureAlgorithm, signature] = within(info, 0x30);
  if (!identifier || attributes?.tag !== 0xa0) throw new Error('no signed attributes');
  // By issuer and number a signer is of version 1, by its key of version 3; the message follows (RFC 5652, 5.1 and 5.3).
  const expected = identifier.tag === 0x30 ? 1 : 3;
  const [first, second] = [version, signerVersion].map((one) => numberOf(one));
  const named = within(algorithms, 0x31).map(digestOf);
  const digest = digestOf(digestAlgorithm);
  if (second !== expected || (first !== 1 && first !== 3) || !named.includes(digest)) throw new Error('a message at odds with itself');
  const [name, parameters = null] = within(signatureAlgorithm, 0x30);
  return {
    certificate: certificateOf(identifier, certificates ? within(certificates) : []),
    attributes: attributesOf(attributes),
    signedBytes: Buffer.concat([Buffer.from([0x31]), attributes.bytes.subarray(1)]),
    digest: digestNamed(digest),
    algorithm: signatureAlgorithms[oidOf(name)] ?? null,
    parameters,
    signature: contentOf(signature, 0x04),
  };
}

/** The name of a digest's algorithm, which has no parameters or some that say nothing (RFC 5754, 2). */
function digestOf(element: Element | undefined): string {
  const [name, parameters, another] = within(element, 0x30);
  if (another || !isNothing(parameters)) throw new Error('a digest with parameters');
  return oidOf(name);
}

function isNothing(element: Element | null | undefined): boolean {
  return !element || contentOf(element, 0x05).length === 0;
}

function numberOf(element: Element | undefined): number | null {
  const bytes = contentOf(element, 0x02);
  return bytes.length === 1 ? (bytes[0] ?? null) : null;
}

function attributesOf(element: Element): ReadonlyMap<string, Element> {
  const attributes = new Map<string, Element>();
  for (const one of within(element)) {
    const [type, values] = within(one, 0x30);
    const [value, another] = within(values, 0x31);
    const name = oidOf(type);
    if (!value || another || attributes.has(name)) throw new Error('an attribute with several values');
    attributes.set(name, value);
  }
  return attributes;
}

/** The certificate a signer is named by: its issuer and number, or the identifier of its key. */
function certificateOf(identifier: Element, certificates: readonly Element[]): Certificate | null {
  for (const { tag, bytes } of certificates) {
    if (tag !== 0x30) continue;
    const certificate = readCertificate(bytes);
    if (identifier.tag === 0x30) {
      const [issuer, serial] = within(identifier);
      if (issuer && serial && same(issuer.bytes, certificate.issuer) && same(serial.bytes, certificate.serial)) return certificate;
    } else if (Buffer.from(certificate.der).includes(Buffer.from(identifier.content))) return certificate;
  }
  return null;
}

/** Whether the certificate is the one the signature binds; null if it binds none. */
function boundCertificate(attributes: ReadonlyMap<string, Element>, certificate: Certificate): boolean | null {
  const value = attributes.get(types.signingCertificateV2);
  if (!value) return null;
  const [first] = within(within(value, 0x30)[0], 0x30);
  const [one, other] = within(first, 0x30);
  // The digest's algorithm may be left out where it is SHA-256.
  const digest = one?.tag === 0x30 ? digestNamed(oidOf(within(one)[0])) : 'sha256';
  if (digest === null) return false;
  const hash = contentOf(one?.tag === 0x30 ? other : one, 0x04);
  return same(hash, createHash(digest).update(certificate.der).digest());
}

function isSignedBy(key: KeyObject, signer: Signer, digest: Digest, algorithm: SignatureAlgorithm): boolean {
  const { signedBytes, signature } = signer;
  const kind = key.asymmetricKeyType;
  if (algorithm.key === 'rsa-pss') {
    if (kind !== 'rsa' && kind !== 'rsa-pss') return false;
    const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
    return verify(digestOfPss(signer.parameters), signedBytes, options, signature);
  }
  return isNothing(signer.parameters) && kind === algorithm.key && verify(algorithm.digest ?? digest, signedBytes, key, signature);
}

/** RSASSA-PSS says its digest in its parameters; without, it would be SHA-1 (RFC 4055, 3.1). */
function digestOfPss(parameters: Element | null): Digest {
  const [hash] = parameters ? within(parameters, 0x30) : [];
  const digest = hash?.tag === 0xa0 ? digestNamed(oidOf(within(within(hash)[0], 0x30)[0])) : null;
  if (digest === null) throw new Error('a digest that is not sound any more');
  return digest;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
