/**
 * Opens a PKCS #12 file (RFC 7292): its private key, the certificate that belongs to it, and those that vouch for that one. The
 * one door to node-forge, which knows files of every age; keys are then Node's own. No password and no key is told to anybody.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import type forge from 'node-forge';
import { type Certificate, readCertificate } from './certificate.ts';

export interface Keys {
  readonly key: KeyObject;
  readonly certificate: Certificate;
  /** From the one that issued the certificate upwards, as far as the file has them. */
  readonly chain: readonly Certificate[];
}

export type KeyFault =
  | 'unreadable'
  | 'password'
  | 'no-key'
  | 'no-certificate'
  /** With the algorithm's name. */
  | { readonly unsupported: string };

/** Bits of an RSA key below which nobody should trust it any more (ETSI TS 119 312, 6.2). */
const leastBits = 2048;
const curves = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Opens a file with its password. */
export async function openKeys(file: Uint8Array, password: string): Promise<Keys | KeyFault> {
  const { default: forge } = await import('node-forge');
  const opened = decrypt(forge, file, password);
  if (typeof opened === 'string') return opened;
  const keys = opened.keys.flatMap((der) => {
    try {
      return [createPrivateKey({ key: Buffer.from(der, 'latin1'), format: 'der', type: 'pkcs8' })];
    } catch {
      return [];
    }
  });
  const certificates = opened.certificates.flatMap((der) => {
    try {
      return [readCertificate(Buffer.from(der, 'latin1'))];
    } catch {
      return [];
    }
  });
  if (keys.length === 0) return opened.keys.length === 0 ? 'no-key' : { unsupported: 'an unknown algorithm' };
  for (const key of keys) {
    const certificate = certificates.find(({ x509 }) => x509.checkPrivateKey(key));
    if (!certificate) continue;
    const unsupported = unsupportedOf(key);
    return unsupported === null ? { key, certificate, chain: chainOf(certificate, certificates) } : { unsupported };
  }
  return 'no-certificate';
}

/** The name of a key's algorithm if nothing can be signed with it here. */
function unsupportedOf(key: KeyObject): string | null {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') return modulusLength < leastBits ? `RSA of ${modulusLength} bits` : null;
  if (key.asymmetricKeyType === 'ec') return curves.includes(namedCurve) ? null : `the curve ${namedCurve}`;
  return key.asymmetricKeyType ?? 'an unknown algorithm';
}

function chainOf(certificate: Certificate, among: readonly Certificate[]): readonly Certificate[] {
  const chain: Certificate[] = [];
  for (let last = certificate; !last.isSelfSigned; ) {
    const issuer = among.find((one) => !chain.includes(one) && one !== certificate && last.x509.checkIssued(one.x509));
    if (!issuer) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

type Forge = typeof forge;
/** Keys as PKCS #8 and certificates, in DER as forge keeps bytes: one character each. */
interface Opened {
  readonly keys: readonly string[];
  readonly certificates: readonly string[];
}

function decrypt(forge: Forge, file: Uint8Array, password: string): Opened | 'unreadable' | 'password' {
  const read = () => forge.asn1.fromDer(Buffer.from(file).toString('latin1'));
  try {
    read();
  } catch {
    return 'unreadable';
  }
  // Newer files take the password in UTF-8, which forge must be given as bytes; it then cannot compute the check of the whole file,
  // which older ways of encryption take in UTF-16. What is decrypted wrongly does not parse.
  const attempts: [() => forge.asn1.Asn1, string][] = [[read, password]];
  if (/[^\0-\x7f]/.test(password)) attempts.push([() => withoutCheck(read()), forge.util.encodeUtf8(password)]);
  let wrong = false;
  for (const [asn1, given] of attempts) {
    try {
      return contentsOf(forge, forge.pkcs12.pkcs12FromAsn1(asn1(), false, given));
    } catch (error) {
      // Forge tells by words alone. Files without encryption that are no PKCS #12 fail on their structure, before any password.
      wrong ||= !/not an? PKCS#12|not a supported|ASN\.1 object is not/i.test(error instanceof Error ? error.message : '');
    }
  }
  return wrong ? 'password' : 'unreadable';
}

/** The same file without the sum over all of it (RFC 7292, 4: the third field). */
function withoutCheck(pfx: forge.asn1.Asn1): forge.asn1.Asn1 {
  return Array.isArray(pfx.value) ? { ...pfx, value: pfx.value.slice(0, 2) } : pfx;
}

function contentsOf(forge: Forge, file: forge.pkcs12.Pkcs12Pfx): Opened {
  const bags = file.safeContents.flatMap(({ safeBags }) => safeBags);
  const der = (asn1: forge.asn1.Asn1) => forge.asn1.toDer(asn1).getBytes();
  const keys = bags
    .filter(({ type }) => type === forge.pki.oids.keyBag || type === forge.pki.oids.pkcs8ShroudedKeyBag)
    .map((bag) => der(bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1));
  const certificates = bags
    .filter(({ type }) => type === forge.pki.oids.certBag)
    .map((bag) => der(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1));
  return { keys, certificates };
}
