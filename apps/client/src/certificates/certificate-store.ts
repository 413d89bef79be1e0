import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '@togo/foundation/files';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import { isMissing, readText } from '../read-file.ts';
import { describeCertificate, fingerprintOf, type Certificate } from './certificate.ts';
import { encryptKey } from './encrypt-key.ts';
import type { KeyPair } from './match-key.ts';

/** What lies below `certificates`. */
export interface Stored {
  readonly certificates: readonly Certificate[];
  /** Names of folders whose certificate cannot be read. */
  readonly damaged: readonly string[];
  /** Fingerprint of the one that the user chose. */
  readonly chosen: string | undefined;
}

export interface StoredPair {
  /** PEM: the certificate, then those of its issuers. */
  readonly certificates: string;
  /** PEM, encrypted under its owner's password. */
  readonly key: string;
}

const [ownerFile, ownerFolder] = [0o600, 0o700];
const fingerprintForm = /^[0-9a-f]{64}$/;

/** `<folder>/<fingerprint>/key.pem` and, written last, `certificate.pem`: without the latter there is no certificate. */
export class CertificateStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws ClientError `C-713` */
  async read(): Promise<Stored> {
    try {
      const names = await readdir(this.#folder).catch(noneIfMissing);
      const fingerprints = names.filter((name) => fingerprintForm.test(name));
      const found = await Promise.all(fingerprints.map(async (name) => ({ name, certificate: await this.#describe(name) })));
      return {
        certificates: found.flatMap(({ certificate }) => (certificate instanceof Error || certificate === undefined ? [] : [certificate])),
        damaged: found.flatMap(({ name, certificate }) => (certificate instanceof Error ? [name] : [])),
        chosen: await this.#readChoice(),
      };
    } catch (cause) {
      throw new ClientError('C-713', `certificates: ${String(cause)}`, { cause });
    }
  }

  /**
   * Takes a pair in, or anew under another password, and reads it again: what is called saved has been seen saved.
   *
   * @throws ClientError `C-712`; then what lay there before lies there still.
   */
  async save({ key, certificate, issuers }: KeyPair, password: string): Promise<void> {
    const folder = this.#folderOf(fingerprintOf(certificate));
    const encrypted = await encryptKey(key, password);
    const chain = [certificate, ...issuers].map(String).join('');
    try {
      await mkdir(folder, { recursive: true, mode: ownerFolder });
      await writePrivate(join(folder, 'key.pem'), encrypted);
      await writePrivate(join(folder, 'certificate.pem'), chain);
      const back = await this.readPair(fingerprintOf(certificate));
      if (back.key !== encrypted || back.certificates !== chain) throw new Error('expected to read back what was written');
    } catch (cause) {
      throw new ClientError('C-712', `certificates: ${String(cause)}`, { cause });
    }
  }

  /** @throws ClientError `C-713` */
  async readPair(fingerprint: string): Promise<StoredPair> {
    try {
      const folder = this.#folderOf(fingerprint);
      const read = (name: string): Promise<string> => readText(join(folder, name), limits.certificateMaxBytes);
      return { certificates: await read('certificate.pem'), key: await read('key.pem') };
    } catch (cause) {
      throw new ClientError('C-713', `certificates: ${String(cause)}`, { cause });
    }
  }

  /** @throws ClientError `C-712` */
  async remove(fingerprint: string): Promise<void> {
    const folder = this.#folderOf(fingerprint);
    try {
      await rm(join(folder, 'certificate.pem'), { force: true });
      await rm(folder, { recursive: true, force: true });
    } catch (cause) {
      throw new ClientError('C-712', `certificates: ${String(cause)}`, { cause });
    }
  }

  /**
   * @param fingerprint undefined: no choice.
   * @throws ClientError `C-712`
   */
  async choose(fingerprint: string | undefined): Promise<void> {
    try {
      if (fingerprint === undefined) await rm(this.#choicePath, { force: true });
      else await writePrivate(this.#choicePath, `${JSON.stringify({ formatVersion: 1, fingerprint })}\n`);
    } catch (cause) {
      throw new ClientError('C-712', `certificates: ${String(cause)}`, { cause });
    }
  }

  get #choicePath(): string {
    return join(this.#folder, 'chosen.json');
  }

  #folderOf(fingerprint: string): string {
    if (!fingerprintForm.test(fingerprint)) throw new ClientError('C-715', 'expected a fingerprint of 64 hexadecimal digits');
    return join(this.#folder, fingerprint);
  }

  /** Undefined for a folder without a certificate: an import that was cut off. */
  async #describe(name: string): Promise<Certificate | Error | undefined> {
    try {
      const certificate = describeCertificate(new X509Certificate(await readText(join(this.#folder, name, 'certificate.pem'), limits.certificateMaxBytes)));
      return certificate.fingerprint === name ? certificate : new Error('expected the certificate of that name');
    } catch (error) {
      if (isMissing(error)) return undefined;
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** A choice that cannot be read is none: then the newest is used. */
  async #readChoice(): Promise<string | undefined> {
    try {
      const { formatVersion, fingerprint } = JSON.parse(await readText(this.#choicePath, limits.certificateMaxBytes)) as Partial<Record<string, unknown>>;
      return formatVersion === 1 && typeof fingerprint === 'string' ? fingerprint : undefined;
    } catch {
      return undefined;
    }
  }
}

async function writePrivate(path: string, text: string): Promise<void> {
  await writeAtomic(path, text);
  await chmod(path, ownerFile);
}

function noneIfMissing(error: unknown): string[] {
  if (isMissing(error)) return [];
  throw error;
}
