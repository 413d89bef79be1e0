import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { insteadOf } from '@togo/foundation';
import { refusal } from '../errors.ts';
import { readSecret } from '../keys/secret.ts';
import { parseTokenPlace } from '../keys/token-signer.ts';
import { developmentOrganization } from '../pki/names.ts';
import type { ProgramKey } from './key-arguments.ts';
import type { SigningIdentity } from './sign-authenticode.ts';

/** Who signs the programs of a release, and whom its clients believe: all of it public. */
export interface SigningFolder {
  readonly dir: string;
  /** `signer.pem`: the certificate for programs. */
  readonly certPem: string;
  /** `chain.pem`: the certificates above it, the root included. */
  readonly chainPem: string;
  /** `timestamp-url`, an RFC 3161 server, and `timestamp-root.pem`. */
  readonly timestamp: { readonly url: string; readonly rootPem: string };
  /** `trust.json` of reception system and download host. */
  readonly trustPath: string;
  /** `root.json`: of the publisher's metadata. */
  readonly root: Uint8Array;
}

/**
 * Reads the folder of a production signer. Its private key, `signer.key.pem` (encrypted) or `signer.token.json`, need not be there.
 *
 * @throws CodedError `SIGNING_FOLDER` naming the file; `DEVELOPMENT_KEYS` for a development certificate.
 */
export async function readSigningFolder(dir: string): Promise<SigningFolder> {
  const part = async (name: string): Promise<Buffer> =>
    readFile(join(dir, name)).catch((cause: unknown) => {
      throw refusal('SIGNING_FOLDER', `${join(dir, name)} cannot be read.`, { cause, hint: 'docs/runbook.md lists what the folder of a signer holds.' });
    });
  const text = async (name: string): Promise<string> => (await part(name)).toString('utf8');
  const [certPem, chainPem, url, rootPem, root] = await Promise.all([text('signer.pem'), text('chain.pem'), text('timestamp-url'), text('timestamp-root.pem'), part('root.json')]);
  await part('trust.json');
  refuseDevelopment(join(dir, 'signer.pem'), certPem);
  return { dir, certPem, chainPem, timestamp: { url: url.trim(), rootPem }, trustPath: join(dir, 'trust.json'), root };
}

/**
 * The same with its key, which opens when something is signed.
 *
 * @param passphrase `env:NAME` or `file:PATH`: of the key file, or the PIN of the token.
 * @throws CodedError as {@link readSigningFolder}, `SECRET_UNREADABLE`.
 */
export async function openSigningFolder(dir: string, passphrase: string, description: string): Promise<SigningFolder & { readonly identity: SigningIdentity }> {
  const folder = await readSigningFolder(dir);
  const { certPem, chainPem, timestamp } = folder;
  return { ...folder, identity: { certPem, chainPem, timestamp, key: await findKey(dir, await readSecret(passphrase)), description } };
}

async function findKey(dir: string, secret: string): Promise<ProgramKey> {
  const path = join(dir, 'signer.token.json');
  const written = await readFile(path, 'utf8').catch(insteadOf('ENOENT', undefined));
  if (written === undefined) return { path: join(dir, 'signer.key.pem'), passphrase: secret };
  const place = parseTokenPlace(written);
  if (place === undefined) throw refusal('SIGNING_FOLDER', `${path}: expected { "module", "token", "label" }`);
  return { ...place, pin: secret };
}

function refuseDevelopment(path: string, certPem: string): void {
  let subject: string;
  try {
    ({ subject } = new X509Certificate(certPem));
  } catch (cause) {
    throw refusal('SIGNING_FOLDER', `${path}: expected a certificate, PEM`, { cause });
  }
  if (!subject.split('\n').includes(`O=${developmentOrganization}`)) return;
  throw refusal('DEVELOPMENT_KEYS', `${path} is a development certificate, which no facility's Windows believes.`, { hint: 'Leave --signing out to cut with development keys.' });
}
