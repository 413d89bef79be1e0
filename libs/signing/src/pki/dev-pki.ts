import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '@togo/foundation';
import type { SigningIdentity } from '../authenticode/sign-authenticode.ts';
import { refusal } from '../errors.ts';
import { isKey, layout } from './layout.ts';
import { parseMarker } from './marker.ts';

/** The keys and certificates of a development machine. Certificates as PEM text, keys as paths of files of mode 0600. */
export interface DevPki {
  /** The folder of this PKI. */
  readonly dir: string;
  readonly marker: 'development';
  /** When it runs out; it is remade some weeks before. */
  readonly notAfter: Date;
  readonly codeSigning: { readonly certPem: string; readonly keyPath: string; readonly rootPem: string };
  readonly tsa: { readonly certPem: string; readonly keyPath: string; readonly rootPem: string };
  readonly reception: {
    /** trust.json for clients. */
    readonly trustPath: string;
    /** Server certificate with intermediate, and key: RSA first, then ECDSA. A server shows both. */
    readonly identities: readonly [rsa: IdentityFiles, ecdsa: IdentityFiles];
  };
}

export interface IdentityFiles {
  readonly certPath: string;
  readonly keyPath: string;
}

/**
 * Reads a development PKI.
 *
 * @throws CodedError `DEV_PKI_FAILED` when a part is missing, `KEY_EXPOSED` when others can read a key.
 */
export async function readDevPki(dir: string): Promise<DevPki> {
  const at = (name: keyof typeof layout): string => join(dir, layout[name]);
  for (const path of Object.values(layout)) await demandFile(join(dir, path));
  const { notAfter } = parseMarker(await readFile(at('marker'), 'utf8'));
  const rootPem = await readFile(at('codeSigningRoot'), 'utf8');
  return {
    dir,
    marker: 'development',
    notAfter: new Date(notAfter),
    codeSigning: { certPem: await readFile(at('codeSigner'), 'utf8'), keyPath: at('codeSignerKey'), rootPem },
    tsa: { certPem: await readFile(at('timestamp'), 'utf8'), keyPath: at('timestampKey'), rootPem },
    reception: {
      trustPath: at('trust'),
      identities: [
        { certPath: at('receptionChain'), keyPath: at('receptionServerKey') },
        { certPath: at('receptionEcdsaChain'), keyPath: at('receptionEcdsaServerKey') },
      ],
    },
  };
}

/** How this PKI signs programs. */
export function developmentIdentity({ codeSigning, tsa }: DevPki, description: string): SigningIdentity {
  return { certPem: codeSigning.certPem, key: codeSigning.keyPath, chainPem: codeSigning.rootPem, description, timestamp: tsa };
}

async function demandFile(path: string): Promise<void> {
  let mode: number;
  try {
    const facts = await stat(path);
    if (!facts.isFile() || facts.size === 0) throw refusal('DEV_PKI_FAILED', `${path} is not a file with content`);
    mode = facts.mode & 0o777;
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT', 'ENOTDIR')) throw cause;
    throw refusal('DEV_PKI_FAILED', `${path} is missing`, { cause });
  }
  if (isKey(path) && (mode & 0o077) !== 0) {
    throw refusal('KEY_EXPOSED', `${path} can be read by other users (mode ${mode.toString(8)}, expected 600).`, {
      hint: 'Remove the folder of development keys; new ones are made on the next use.',
    });
  }
}
