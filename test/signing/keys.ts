/**
 * Makes keys, certificates and PKCS #12 files for tests: certificates by the DER writer and Node's own signatures, files by
 * node-forge, or by the writer where forge does not know the key.
 */
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import forge from 'node-forge';
import { readCertificate } from '../../src/signing/certificate.ts';
import * as der from '../../src/signing/der.ts';
import type { Keys } from '../../src/signing/keys.ts';

export type Kind = 'rsa' | 'weak-rsa' | 'P-256' | 'P-384' | 'P-521' | 'ed25519';

export interface Owner {
  readonly name: string;
  readonly from: string;
  readonly until: string;
  /** Who vouches for it; itself if null. */
  readonly issuer: Keys | null;
}

const usual: Owner = { name: 'Maria Sample', from: '2020-01-01T00:00:00Z', until: '2030-01-01T00:00:00Z', issuer: null };

/** A key with its certificate. */
export function makeKeys(kind: Kind, owner: Partial<Owner> = {}): Keys {
  const key = makeKey(kind);
  const { name, from, until, issuer } = { ...usual, ...owner };
  const subject = nameOf(name);
  const signer = issuer?.key ?? key;
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const serial = createHash('sha256').update(publicKey).digest().subarray(0, 8);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const body = der.sequence(
    der.element(der.context(0), der.integer(2)),
    der.element(der.tags.integer, serial),
    algorithmOf(signer),
    issuer ? subjectOf(issuer) : subject,
    der.sequence(der.time(new Date(from)), der.time(new Date(until))),
    subject,
    publicKey,
  );
  const hash = signer.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  const signature = der.element(der.tags.bits, Buffer.from([0]), sign(hash, body, signer));
  const certificate = readCertificate(der.sequence(body, algorithmOf(signer), signature));
  return { key, certificate, chain: issuer ? [issuer.certificate, ...issuer.chain] : [] };
}

/** An encrypted file of an RSA key, in the newer way (AES) or the older (3DES). */
export function makeFile({ key, certificate, chain }: Keys, password: string, algorithm: 'aes256' | '3des' = 'aes256'): Uint8Array {
  const pem = key.export({ format: 'pem', type: 'pkcs1' }).toString();
  const certificates = [certificate, ...chain].map(({ der: bytes }) => forgeCertificate(bytes));
  return fileOf(
    forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(pem) as forge.pki.rsa.PrivateKey, certificates, password, { algorithm }),
  );
}

/** A file of a certificate alone. */
export function makeFileWithoutKey({ certificate }: Keys, password: string): Uint8Array {
  return fileOf(forge.pkcs12.toPkcs12Asn1(null, [forgeCertificate(certificate.der)], password, { algorithm: 'aes256' }));
}

/** A file of any key, not encrypted and without a check (RFC 7292, 4). */
export function makeOpenFile({ key, certificate }: Keys): Uint8Array {
  const bag = (type: string, value: Uint8Array) => der.sequence(der.oid(type), der.element(der.context(0), value));
  const data = (content: Uint8Array) => bag('1.2.840.113549.1.7.1', der.octets(content));
  const held = bag('1.2.840.113549.1.9.22.1', der.octets(certificate.der));
  const bags = der.sequence(
    bag('1.2.840.113549.1.12.10.1.1', key.export({ format: 'der', type: 'pkcs8' })),
    bag('1.2.840.113549.1.12.10.1.3', held),
  );
  return der.sequence(der.integer(3), data(der.sequence(data(bags))));
}

function makeKey(kind: Kind): KeyObject {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519').privateKey;
  if (kind === 'rsa' || kind === 'weak-rsa') return generateKeyPairSync('rsa', { modulusLength: kind === 'rsa' ? 2048 : 1024 }).privateKey;
  return generateKeyPairSync('ec', { namedCurve: kind }).privateKey;
}

function algorithmOf(key: KeyObject): Buffer {
  if (key.asymmetricKeyType === 'ed25519') return der.sequence(der.oid('1.3.101.112'));
  return key.asymmetricKeyType === 'ec'
    ? der.sequence(der.oid('1.2.840.10045.4.3.2'))
    : der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing());
}

function nameOf(name: string): Buffer {
  return der.sequence(der.setOf([der.sequence(der.oid('2.5.4.3'), der.element(0x0c, Buffer.from(name)))]));
}

/** The subject of a certificate made here, whose one part is its name. */
function subjectOf({ certificate }: Keys): Buffer {
  return nameOf(certificate.subject.replace(/^CN=/, ''));
}

function forgeCertificate(bytes: Uint8Array): forge.pki.Certificate {
  return forge.pki.certificateFromAsn1(forge.asn1.fromDer(Buffer.from(bytes).toString('latin1')));
}

function fileOf(asn1: forge.asn1.Asn1): Uint8Array {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
}
