import { readFile } from 'node:fs/promises';
import { sha256 } from '@togo/foundation';
import { unsignedSha256, type SignedFile } from '@togo/signing';

/** Who signs for facilities: a folder (docs/runbook.md), and where the passphrase of its key, or the PIN of its token, comes from. */
export interface ProductionSigner {
  readonly folder: string;
  /** `env:NAME` or `file:PATH` */
  readonly passphrase: string;
}

/** How the executables of a cut are signed. */
export interface Signing {
  readonly kind: 'development' | 'production' | 'unsigned';
  /** Names the key: equal identity and equal bytes give the same signed file. */
  readonly identity: string;
  /** Signs a file in place. */
  readonly sign: (file: string) => Promise<SignedFile>;
  /** The same as a command that takes the file as its last argument; null when nothing is signed. */
  readonly command: readonly string[] | null;
  /** `trust.json` of the reception that this build will talk to. */
  readonly trustPath: string;
  /** `root.json` of the publisher whose updates this build will take. */
  readonly root: Uint8Array;
}

/** Leaves every file as it is: for builds whose bytes two builders compare. */
export async function leaveUnsigned(file: string): Promise<SignedFile> {
  const bytes = await readFile(file);
  return { unsignedSha256: unsignedSha256(bytes), sha256: sha256(bytes) };
}
