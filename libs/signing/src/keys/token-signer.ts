import { createHash, createPublicKey } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { refusal, type SigningError } from '../errors.ts';
import { limits } from '../limits.ts';
import { withScratch } from '../scratch.ts';
import { runTool } from '../tool.ts';
import type { Signer } from './signer.ts';
import { holds, keyIdOf, tufKey, type KeyName } from './tuf-key.ts';

/** A P-256 key in a PKCS#11 token. (pkcs11-tool hands SoftHSM's Ed25519 at most 1 KiB to sign, less than any metadata.) */
export interface TokenKey {
  /** The PKCS#11 module of the token's maker: a shared library. */
  readonly module: string;
  /** Label of the token. */
  readonly token: string;
  /** Label of the key pair in it. */
  readonly label: string;
  /** The user PIN itself: it goes on in the environment, never in an argument list. */
  readonly pin: string;
}

/** Where a key lies, without what opens it: what a `<name>.token.json` says. */
export type TokenPlace = Omit<TokenKey, 'pin'>;

/** @returns undefined for anything but `{ "module", "token", "label" }`. */
export function parseTokenPlace(text: string): TokenPlace | undefined {
  try {
    const { module, token, label } = (JSON.parse(text) ?? {}) as Partial<TokenPlace>;
    return module === undefined || token === undefined || label === undefined ? undefined : { module, token, label };
  } catch {
    return undefined;
  }
}

const pinVariable = 'TOGO_TOKEN_PIN';

/**
 * A signer whose private key never leaves its token.
 *
 * @throws CodedError `TOKEN_REFUSED`, `TOOL_MISSING`, `KEY_UNUSABLE`.
 */
export async function tokenSigner(name: KeyName, place: TokenKey): Promise<Signer> {
  const id = await findId(place);
  const der = await withScratch(tmpdir(), async (folder) => {
    const file = join(folder, 'public.der');
    await pkcs11(place, ['--read-object', '--type', 'pubkey', '--id', id, '--output-file', file]);
    return readFile(file);
  });
  const publicKey = tufKey(createPublicKey({ key: der, format: 'der', type: 'spki' }), name);
  return { keyId: keyIdOf(publicKey), publicKey, sign };

  async function sign(bytes: Uint8Array): Promise<Uint8Array> {
    const signature = await withScratch(tmpdir(), async (folder) => {
      const [digest, output] = [join(folder, 'digest'), join(folder, 'signature')];
      await writeFile(digest, createHash('sha256').update(bytes).digest());
      await pkcs11(place, ['--sign', '--mechanism', 'ECDSA', '--signature-format', 'openssl', '--id', id, '--input-file', digest, '--output-file', output]);
      return readFile(output);
    });
    if (!holds(publicKey, bytes, signature)) throw refused(place, 'what it signed does not hold with its own public key');
    return signature;
  }
}

/** pkcs11-tool signs with whatever key comes first when it is given a label; an id it obeys. */
async function findId(place: TokenKey): Promise<string> {
  const list = await pkcs11(place, ['--list-objects', '--type', 'pubkey']);
  const objects = list.split(/^(?=Public Key Object)/m);
  const found = objects.filter((object) => valueOf(object, 'label') === place.label);
  const id = found.length === 1 ? valueOf(found[0] ?? '', 'ID') : undefined;
  if (id === undefined) throw refused(place, `expected one key pair with the label ${place.label}, got ${found.length}`);
  return id;
}

function valueOf(object: string, field: string): string | undefined {
  return new RegExp(`^ *${field}: +(.*)$`, 'm').exec(object)?.[1];
}

async function pkcs11(place: TokenKey, args: readonly string[]): Promise<string> {
  const common = ['--module', place.module, '--token-label', place.token, '--login', '--pin', `env:${pinVariable}`];
  try {
    const options = { env: { [pinVariable]: place.pin }, secrets: [place.pin], timeoutMs: limits.signTimeoutMs };
    return (await runTool('pkcs11-tool', [...common, ...args], options)).stdout;
  } catch (cause) {
    if (!(cause instanceof CodedError) || cause.code === 'TOOL_MISSING') throw cause;
    throw refused(place, /CKR_PIN_INCORRECT/.test(cause.message) ? 'wrong PIN' : cause.message.split('\n').slice(1).join(' ') || cause.message, cause);
  }
}

function refused({ token }: TokenKey, why: string, cause?: unknown): SigningError {
  return refusal('TOKEN_REFUSED', `Token ${token}: ${why}`, {
    cause,
    hint: 'A token locks itself after some wrong PINs. Look at module, token label, key label and PIN.',
  });
}
