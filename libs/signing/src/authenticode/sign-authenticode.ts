import { X509Certificate } from 'node:crypto';
import { chmod, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CodedError, InternalError, sha256 } from '@togo/foundation';
import { demandChecks } from '../checks.ts';
import { refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import { withScratch } from '../scratch.ts';
import { runTool } from '../tool.ts';
import { readCertificateTable } from './certificate-table.ts';
import { keyArguments, type ProgramKey } from './key-arguments.ts';
import { readPe } from './pe.ts';
import { readPkcs7 } from './pkcs7.ts';
import { unsignedImage, unsignedSha256 } from './unsigned-image.ts';
import { judgeAuthenticode } from './verify-authenticode.ts';

/** Who signs, and what the signature says. */
export interface SigningIdentity {
  readonly certPem: string;
  readonly key: ProgramKey;
  /** The certificates above the signer, its root included. */
  readonly chainPem: string;
  /** What Windows shows as the program's name when it asks for permission. ASCII. */
  readonly description: string;
  readonly url?: string;
  readonly timestamp: TimestampSource;
}

/** A key of our own (development), or an RFC 3161 server. `rootPem`: the trust anchors of its certificate. */
export type TimestampSource =
  | { readonly certPem: string; readonly keyPath: string; readonly rootPem: string }
  | { readonly url: string; readonly rootPem: string };

export interface SignedFile {
  /** SHA-256 of the unsigned image, equal before and after signing (see unsignedImage). */
  readonly unsignedSha256: string;
  /** SHA-256 of the signed file. */
  readonly sha256: string;
}

/**
 * Signs a program in place. The file is replaced at the end, when the new signature has passed every check of verifyAuthenticode;
 * before that it is untouched. Its own earlier signature is replaced.
 *
 * @throws CodedError `FOREIGN_SIGNATURE`, `DESCRIPTION_UNUSABLE`, `PE_UNREADABLE`, `SIGN_FAILED`, `CHECK_FAILED`, `TOOL_MISSING`.
 */
export async function signAuthenticode(file: string, identity: SigningIdentity): Promise<SignedFile> {
  if (!/^[\x20-\x7e]+$/.test(identity.description)) {
    throw refusal('DESCRIPTION_UNUSABLE', `The description ${JSON.stringify(identity.description)} cannot be written into a signature.`, {
      hint: 'Use printable ASCII: osslsigncode stores other text in a form that Windows shows as garbage.',
    });
  }
  const original = await readFile(file);
  refuseForeignSignature(file, original, identity);
  const image = unsignedImage(original);
  return await withScratch(dirname(file), async (folder) => {
    const output = join(folder, 'signed');
    await callOsslsigncode(folder, image, output, identity);
    const signed = await readFile(output);
    const checks = await judgeAuthenticode(output, signed, { rootPem: identity.chainPem, tsaRootPem: identity.timestamp.rootPem });
    demandChecks(`the new signature of ${basename(file)}`, checks);
    if (!unsignedImage(signed).equals(image)) throw new InternalError(`signing changed the program ${file} itself`);
    await chmod(output, (await stat(file)).mode);
    await rename(output, file);
    return { unsignedSha256: unsignedSha256(original), sha256: sha256(signed) };
  });
}

async function callOsslsigncode(folder: string, image: Buffer, output: string, identity: SigningIdentity): Promise<void> {
  const input = join(folder, 'unsigned');
  const cert = join(folder, 'cert.pem');
  const chain = join(folder, 'chain.pem');
  await writeFile(input, image);
  await writeFile(cert, identity.certPem);
  await writeFile(chain, identity.chainPem);
  const key = keyArguments(identity.key);
  const args = [
    ...['sign', '-h', 'sha256', '-certs', cert, '-ac', chain, ...key.args, '-n', identity.description],
    ...(identity.url === undefined ? [] : ['-i', identity.url]),
    ...(await timestampArguments(folder, identity.timestamp)),
    ...['-in', input, '-out', output],
  ];
  try {
    await runTool('osslsigncode', args, { timeoutMs: limits.signTimeoutMs, ...key.options });
  } catch (cause) {
    if (!(cause instanceof CodedError) || cause.code !== 'RUN_FAILED') throw cause;
    throw refusal('SIGN_FAILED', `osslsigncode did not sign.\n${cause.message}`, {
      cause,
      hint: 'Check the key (its file, or token, label and PIN) and the certificates, and that the time-stamp server answers. The file is unchanged.',
    });
  }
}

async function timestampArguments(folder: string, source: TimestampSource): Promise<string[]> {
  if ('url' in source) return ['-ts', source.url];
  const cert = join(folder, 'tsa.pem');
  await writeFile(cert, source.certPem);
  return ['-TSA-certs', cert, '-TSA-key', source.keyPath];
}

function refuseForeignSignature(file: string, bytes: Buffer, identity: SigningIdentity): void {
  const headers = readPe(bytes);
  if (headers.table === undefined) return;
  const { pkcs7 } = readCertificateTable(bytes, headers);
  const signer = pkcs7 === undefined ? undefined : readPkcs7(pkcs7).signer;
  if (signer?.fingerprint256 === new X509Certificate(identity.certPem).fingerprint256) return;
  const by = signer?.subject.replaceAll('\n', ', ') ?? 'somebody unknown';
  throw refusal('FOREIGN_SIGNATURE', `${file} is already signed by ${by}; signing it would destroy that signature.`, {
    hint: 'Ship the file as it is, or build it again without a signature.',
  });
}
