import type { X509Certificate } from 'node:crypto';
import { userId as userIdForm } from '@togo/transmission/protocol';
import { kindOf, type CertificateKind } from './certificate-kinds.ts';

/** What a certificate says about itself. Nothing here is proof of anything: the reception system judges it. */
export interface Certificate {
  /** SHA-256 of its DER form, 64 lower-case hexadecimal digits. */
  readonly fingerprint: string;
  /** Common name of the subject. */
  readonly name: string;
  /** The user ID that the common name is, where it is one. */
  readonly userId: string | undefined;
  readonly kind: CertificateKind | undefined;
  readonly from: Date;
  readonly until: Date;
}

export type Validity = 'valid' | 'expired' | 'not-yet-valid';

/** @throws TypeError, or what node:crypto throws at a certificate that it cannot make out. */
export function describeCertificate(x509: X509Certificate): Certificate {
  // Each field as the plain text that it is: in `x509.subject` a line break or a comma of the text would be escaped.
  const { CN, OU } = x509.toLegacyObject().subject;
  const [name = ''] = listOf(CN);
  const [from, until] = [x509.validFromDate, x509.validToDate];
  if (Number.isNaN(from.getTime()) || Number.isNaN(until.getTime())) throw new TypeError('expected a period of validity');
  return {
    fingerprint: fingerprintOf(x509),
    name,
    userId: userIdForm.safeParse(name).success ? name : undefined,
    kind: kindOf(listOf(OU)),
    from,
    until,
  };
}

export function fingerprintOf({ fingerprint256 }: X509Certificate): string {
  return fingerprint256.replaceAll(':', '').toLowerCase();
}

export function validityOf({ from, until }: Certificate, now: Date): Validity {
  return now < from ? 'not-yet-valid' : now > until ? 'expired' : 'valid';
}

/** Whether it names another user than this one. Without a user ID on either side nobody can say. */
export function isOfAnother({ userId }: Certificate, ownUserId: string | undefined): boolean {
  return userId !== undefined && ownUserId !== undefined && userId !== ownUserId;
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
