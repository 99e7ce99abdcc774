/**
 * Makes a detached CMS signature of the level B-B (ETSI EN 319 122-1, 6.3; of a PDF, EN 319 142-1, 6.3): content-type,
 * message-digest and signing-certificate-v2 are signed. RSA (PKCS #1, 1.5) gives the same bytes for the same content; an elliptic
 * curve does not, since its signatures begin with a random number.
 */
import { createHash, sign } from 'node:crypto';
import * as der from './der.ts';
import type { Keys } from './keys.ts';
import { type Digest, digests, signatureAlgorithms, types } from './names.ts';

/**
 * Signs bytes. `claimed` is written as the signed attribute signing-time, as CAdES asks; a signature in a PDF has none, since its
 * dictionary tells the time.
 */
export function makeCms(content: Uint8Array, { key, certificate, chain }: Keys, claimed: Date | null): Uint8Array {
  const digest = digestFor(key.asymmetricKeyDetails?.namedCurve ?? null);
  const hash = (bytes: Uint8Array) => createHash(digest).update(bytes).digest();
  const attributes = [
    attribute(types.contentType, der.oid(types.data)),
    attribute(types.messageDigest, der.octets(hash(content))),
    attribute(types.signingCertificateV2, signingCertificate(hash(certificate.der), digest, certificate)),
    ...(claimed === null ? [] : [attribute(types.signingTime, der.time(claimed))]),
  ];
  // What is signed is the set under its own tag; in the message it stands in a context (RFC 5652, 5.4).
  const signature = sign(digest, der.setOf(attributes), key);
  const signer = der.sequence(
    der.integer(1),
    der.sequence(certificate.issuer, certificate.serial),
    digestAlgorithm(digest),
    der.setOf(attributes, der.context(0)),
    signatureAlgorithm(key.asymmetricKeyType === 'ec' ? 'ec' : 'rsa', digest),
    der.octets(signature),
  );
  const certificates = [certificate, ...chain].map((one) => one.der);
  const signed = der.sequence(
    der.integer(1),
    der.setOf([digestAlgorithm(digest)]),
    der.sequence(der.oid(types.data)),
    der.setOf(certificates, der.context(0)),
    der.setOf([signer]),
  );
  return der.sequence(der.oid(types.signedData), der.element(der.context(0), signed));
}

function attribute(type: string, value: Uint8Array): Buffer {
  return der.sequence(der.oid(type), der.setOf([value]));
}

/** ESSCertIDv2 (RFC 5035, 4): SHA-256 is not named, since it is the default. */
function signingCertificate(hash: Uint8Array, digest: Digest, { issuer, serial }: Keys['certificate']): Buffer {
  const named = digest === 'sha256' ? [] : [der.sequence(der.oid(digests[digest]))];
  const directoryName = der.element(der.context(4), issuer);
  const issuerSerial = der.sequence(der.sequence(directoryName), serial);
  return der.sequence(der.sequence(der.sequence(...named, der.octets(hash), issuerSerial)));
}

function digestAlgorithm(digest: Digest): Buffer {
  return der.sequence(der.oid(digests[digest]));
}

function signatureAlgorithm(key: 'rsa' | 'ec', digest: Digest): Buffer {
  const [identifier] =
    Object.entries(signatureAlgorithms).find(([, algorithm]) => algorithm.key === key && algorithm.digest === digest) ?? [];
  if (identifier === undefined) throw new Error(`no algorithm of ${key} with ${digest}`);
  // RSA has parameters that say nothing (RFC 4055, 5); curves have none (RFC 5754, 3.3).
  return der.sequence(der.oid(identifier), ...(key === 'rsa' ? [der.nothing()] : []));
}

/** A curve takes the digest of its own strength (FIPS 186-5, 6.1.1). */
function digestFor(curve: string | null): Digest {
  return curve === 'secp384r1' ? 'sha384' : curve === 'secp521r1' ? 'sha512' : 'sha256';
}
