/**
 * Reads an X.509 certificate (RFC 5280, 4.1): what a signature names it by, whom it names, and from when until when.
 */
import { type KeyObject, X509Certificate } from 'node:crypto';
import type { Moment } from './moment.ts';
import { elementAt, NotDer, readDer, timeOf, within } from './read-der.ts';

export interface Certificate {
  readonly der: Uint8Array;
  /** Encoded, as a signature repeats it. */
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  /** Distinguished names on one line, such as `CN=Maria Sample, O=Permanent Mission`. */
  readonly subject: string;
  readonly issuedBy: string;
  readonly from: Date;
  readonly until: Date;
  readonly key: KeyObject;
  /** Its signature verifies with its own key: nobody else vouches for it. */
  readonly isSelfSigned: boolean;
  readonly x509: X509Certificate;
}

/** Reads a certificate in DER; throws what the libraries and the reader throw. */
export function readCertificate(der: Uint8Array): Certificate {
  const [body] = within(readDer(der), 0x30);
  const fields = within(body, 0x30);
  // The version stands in a context of its own and may be left out.
  const [serial, , issuer, validity] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [from, until] = within(validity, 0x30);
  if (!serial || !issuer) throw new NotDer('a certificate without issuer');
  const x509 = new X509Certificate(der);
  return {
    der,
    issuer: issuer.bytes,
    serial: serial.bytes,
    subject: onOneLine(x509.subject),
    issuedBy: onOneLine(x509.issuer),
    from: timeOf(from),
    until: timeOf(until),
    key: x509.publicKey,
    isSelfSigned: x509.subject === x509.issuer && x509.verify(x509.publicKey),
    x509,
  };
}

/** Whether a certificate was valid at a moment, or at some time of a day. */
export function standingAt({ from, until }: Pick<Certificate, 'from' | 'until'>, { first, last }: Moment): 'early' | 'valid' | 'expired' {
  return last < from ? 'early' : first > until ? 'expired' : 'valid';
}

/** The bytes of a certificate's file: PEM, or DER as it is. */
export function certificateBytes(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file).toString('latin1');
  const armour = /-----BEGIN CERTIFICATE-----([A-Za-z\d+/=\s]+)-----END CERTIFICATE-----/.exec(text);
  return armour ? Buffer.from(armour[1] ?? '', 'base64') : elementAt(file, 0).bytes;
}

/** Node puts each part of a name on a line, the least first told last. */
function onOneLine(name: string): string {
  return name.split('\n').toReversed().join(', ');
}
