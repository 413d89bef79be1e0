import { readFile } from 'node:fs/promises';
import type { Check } from '../checks.ts';
import { readOr } from '../read-or.ts';
import { readCertificateTable, type CertificateTable } from './certificate-table.ts';
import { askOsslsigncode, type LineCount, type Verdict } from './osslsigncode-verdict.ts';
import { readPe } from './pe.ts';
import { readPkcs7, type SignatureFacts } from './pkcs7.ts';

export type AuthenticodeCheckId =
  | 'signature.present'
  | 'signature.table'
  | 'signature.attributes'
  | 'signature.digest'
  | 'signature.chain'
  | 'signature.timestamp'
  | 'signature.eku'
  | 'signature.organization';

export interface AuthenticodeExpectations {
  /** Trust anchors of the signer, PEM. */
  readonly rootPem: string;
  /** Trust anchors of the time-stamp authority, PEM. */
  readonly tsaRootPem: string;
  /** An extended key usage that the signer must have besides code signing. */
  readonly eku?: string;
  /** The O= of the signer's subject. */
  readonly organization?: string;
}

type AuthenticodeCheck = Check<AuthenticodeCheckId>;

const codeSigning = '1.3.6.1.5.5.7.3.3';
/** RFC 3161 token as Microsoft stores it, and the older PKCS#9 countersignature. */
const timestampAttributes = ['1.3.6.1.4.1.311.3.3.1', '1.2.840.113549.1.9.6'];

/**
 * Judges the Authenticode signature of a program, offline. Every check is always in the answer; a file passes when all are ok.
 *
 * @throws CodedError `TOOL_MISSING` (osslsigncode). A bad file is an answer, not an error.
 */
export async function verifyAuthenticode(file: string, expected: AuthenticodeExpectations): Promise<AuthenticodeCheck[]> {
  return await judgeAuthenticode(file, await readFile(file), expected);
}

/** As {@link verifyAuthenticode}, for a caller that has read the file's bytes already. */
export async function judgeAuthenticode(file: string, bytes: Buffer, expected: AuthenticodeExpectations): Promise<AuthenticodeCheck[]> {
  const table = readOr(() => readCertificateTable(bytes, readPe(bytes)));
  const pkcs7 = typeof table === 'string' ? undefined : table.pkcs7;
  const facts = pkcs7 === undefined ? 'no readable PKCS#7 structure' : readOr(() => readPkcs7(pkcs7));
  const leaf = typeof facts === 'string' ? {} : { leafSha256: facts.signer.fingerprint256.replaceAll(':', '') };
  const verdict = await askOsslsigncode(file, { rootPem: expected.rootPem, tsaRootPem: expected.tsaRootPem, ...leaf });
  return [
    isPresent(table),
    hasCleanTable(table),
    hasNoHiddenAttributes(facts),
    hasDigest(verdict),
    hasTrustedChain(verdict),
    hasTrustedTimestamp(verdict),
    hasKeyUsage(facts, expected.eku),
    ...(expected.organization === undefined ? [] : [hasOrganization(facts, expected.organization)]),
  ];
}

function isPresent(table: CertificateTable | string): AuthenticodeCheck {
  const got = typeof table === 'string' ? table : table.pkcs7 === undefined ? 'no signature' : 'a signature';
  return { id: 'signature.present', ok: got === 'a signature', expected: 'a signature', got };
}

function hasCleanTable(table: CertificateTable | string): AuthenticodeCheck {
  const faults = typeof table === 'string' ? [table] : table.pkcs7 === undefined && table.faults.length === 0 ? ['no certificate table'] : table.faults;
  const expected = 'nothing but one PKCS#7 structure and its padding, at the end of the file';
  return { id: 'signature.table', ok: faults.length === 0, expected, got: faults.length === 0 ? 'only that' : faults.join('; ') };
}

/** Attributes outside the signed part can carry any bytes without breaking the signature; only a timestamp belongs there. */
function hasNoHiddenAttributes(facts: SignatureFacts | string): AuthenticodeCheck {
  const names = typeof facts === 'string' ? undefined : facts.unauthenticated;
  const ok = names !== undefined && names.length <= 1 && names.every((name) => timestampAttributes.includes(name));
  const got = typeof facts === 'string' ? facts : facts.unauthenticated.join(', ') || 'none';
  return { id: 'signature.attributes', ok, expected: 'one signer and at most one unsigned attribute, a timestamp', got };
}

function hasDigest({ digest }: Verdict): AuthenticodeCheck {
  const ok = digest !== undefined && digest.algorithm === 'SHA256' && digest.written === digest.calculated;
  const expected = digest === undefined ? 'the SHA256 of the program' : `SHA256 ${digest.written}`;
  return { id: 'signature.digest', ok, expected, got: digest === undefined ? 'none' : `${digest.algorithm} ${digest.calculated}` };
}

function hasTrustedChain({ exitCode, signature, complaints }: Verdict): AuthenticodeCheck {
  const ok = exitCode === 0 && isOnce(signature);
  const got = ok ? 'found' : [`exit code ${exitCode ?? 'none'}`, `${signature.ok} good and ${signature.failed} bad signatures`, ...complaints].join('; ');
  return { id: 'signature.chain', ok, expected: 'one signature that chains to the given root ("Signature verification: ok")', got };
}

function hasTrustedTimestamp({ timestamp, complaints }: Verdict): AuthenticodeCheck {
  const ok = isOnce(timestamp);
  const fault = timestamp.failed > 0 ? ['a timestamp that does not verify', ...complaints].join('; ') : `${timestamp.ok} such lines`;
  return { id: 'signature.timestamp', ok, expected: 'the line "Timestamp Server Signature verification: ok", once', got: ok ? 'found' : fault };
}

function hasKeyUsage(facts: SignatureFacts | string, eku: string | undefined): AuthenticodeCheck {
  const wanted = [codeSigning, ...(eku === undefined ? [] : [eku])];
  // Node calls it keyUsage, but it is the extended one, and undefined when the extension is absent.
  const usages = typeof facts === 'string' ? [] : (facts.signer.keyUsage ?? []);
  const got = typeof facts === 'string' ? facts : usages.join(', ') || 'none';
  return { id: 'signature.eku', ok: wanted.every((usage) => usages.includes(usage)), expected: wanted.join(' and '), got };
}

function hasOrganization(facts: SignatureFacts | string, organization: string): AuthenticodeCheck {
  const got = typeof facts === 'string' ? facts : [facts.signer.toLegacyObject().subject.O ?? 'none'].flat().join(' + ');
  return { id: 'signature.organization', ok: got === organization, expected: organization, got };
}

function isOnce({ ok, failed }: LineCount): boolean {
  return ok === 1 && failed === 0;
}
