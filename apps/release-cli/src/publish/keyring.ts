import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Clock } from '@togo/foundation';
import { writeAtomic } from '@togo/foundation/files';
import {
  addSignature,
  draftRoot,
  ensureDevelopmentKeys,
  hasThreshold,
  keyNames,
  loadKeyFile,
  loadSigner,
  makeStatus,
  parseTokenPlace,
  readPublicKey,
  readSecret,
  refuseDevelopmentKeys,
  signingLimits,
  type KeyName,
  type Signer,
  type TufKey,
} from '@togo/signing';
import { sha256 } from '@togo/foundation';
import { withdrawalsTarget, type Withdrawal } from '@togo/trust';
import { refusal } from './errors.ts';
import { documentOf, keysIn } from './metadata.ts';

/** The keys of one person, or of the publisher: a folder. */
export interface Keyring {
  readonly isDevelopment: boolean;
  /** Every root from the first to the newest. */
  readonly roots: readonly [Uint8Array, ...Uint8Array[]];
  publicKey(name: KeyName): Promise<TufKey>;
  /** Whether the private key is here. */
  has(name: KeyName): Promise<boolean>;
  /** @throws CodedError of @togo/signing: wrong passphrase, unreadable key. */
  signer(name: KeyName): Promise<Signer>;
  /** What the status role says as long as nothing was ever withdrawn. */
  firstStatus(clock: Clock): Promise<Uint8Array>;
}

/** When targets that speak of a moment expire. */
export function targetsExpire({ isDevelopment }: Pick<Keyring, 'isDevelopment'>, at: Date): Date {
  return isDevelopment ? developmentExpires : new Date(at.getTime() + signingLimits.tuf.targetsLifeMs);
}

export const firstStatusFile = '1.status.json';

/** The bytes of `status/withdrawals.json`. */
export function withdrawalsBytes(withdrawals: readonly Withdrawal[]): Uint8Array {
  return Buffer.from(`${canonicalJson({ formatVersion: 1, withdrawals })}\n`, 'utf8');
}

/** Status metadata that name a list of withdrawals. */
export function signStatus(withdrawals: readonly Withdrawal[], signer: Signer, now: Date, previous?: Uint8Array): Promise<Uint8Array> {
  const bytes = withdrawalsBytes(withdrawals);
  const entry = { name: withdrawalsTarget, bytes: bytes.length, sha256: sha256(bytes) };
  return makeStatus({ withdrawals: entry, signer, now, ...(previous === undefined ? {} : { previous }) });
}

/** What development keys sign outlives every rehearsal and every look at an old release; the root goes into what is cut, and equal keys give equal bytes. */
const developmentExpires = new Date('2099-12-31T00:00:00Z');

/** The development keys of this machine with a root of their own; made on first use. */
export async function developmentKeyring(dir: string): Promise<Keyring> {
  const signers = await ensureDevelopmentKeys(dir);
  const keys = Object.fromEntries(keyNames.map((name) => [name, signers[name].publicKey])) as Record<KeyName, TufKey>;
  const path = join(dir, '1.root.json');
  const draft = draftRoot({ keys, expires: developmentExpires });
  const root = await addSignature(await addSignature(draft, signers['root-1']), signers['root-2']);
  await writeAtomic(path, root);
  return {
    isDevelopment: true,
    roots: [root],
    publicKey: (name) => Promise.resolve(keys[name]),
    has: () => Promise.resolve(true),
    signer: (name) => Promise.resolve(signers[name]),
    firstStatus: (clock) => signStatus([], signers.status, clock.now()),
  };
}

/**
 * The keys in a folder: `<name>.key.pem`, or `<name>.token.json` for a key in a PKCS#11 token, with `<name>.public.json`; `<n>.root.json`.
 *
 * @param passphrase `env:NAME` or `file:PATH`: of the key file, or the PIN of the token. Asked for when a private key is.
 * @throws CodedError `ROOT_UNUSABLE`
 */
export async function folderKeyring(dir: string, passphrase: string | undefined): Promise<Keyring> {
  const roots = await readRoots(dir);
  const keys = roots.flatMap((root) => keysIn(root) as TufKey[]);
  const names = new Set(await readdir(dir));
  return {
    isDevelopment: keys.some(({ development }) => development === true),
    roots,
    publicKey: async (name) => (await readPublicKey(dir, name)).key,
    has: (name) => Promise.resolve(names.has(`${name}.key.pem`) || names.has(`${name}.token.json`)),
    signer: (name) => openSigner(dir, name, passphrase),
    firstStatus: () => readFile(join(dir, firstStatusFile)).catch((cause: unknown) => {
      throw refusal('ROOT_UNUSABLE', `${join(dir, firstStatusFile)} cannot be read: it says that nothing is withdrawn yet`, '`togo keys init` made it beside the key of the status role: copy it into this folder.', cause);
    }),
  };
}

/** Opens one private key of a folder. */
export async function openSigner(dir: string, name: KeyName, passphrase: string | undefined): Promise<Signer> {
  if (passphrase === undefined) throw refusal('WRONG_KEY', `the key of ${name} needs its passphrase`, 'Give --passphrase file:PATH or --passphrase env:NAME.');
  const token = await readFile(join(dir, `${name}.token.json`), 'utf8').catch(() => undefined);
  const secret = await readSecret(passphrase);
  if (token === undefined) return loadKeyFile(dir, name, secret);
  const place = parseTokenPlace(token);
  if (place === undefined) throw refusal('WRONG_KEY', `${join(dir, `${name}.token.json`)}: expected { "module", "token", "label" }`, 'module is the library of the token, token and label name the key in it.');
  return loadSigner({ name, pkcs11: { ...place, pin: secret } });
}

/** Development keys are refused for any origin that is not on this machine. */
export function demandFitFor(keyring: Keyring, originUrl: string): void {
  refuseDevelopmentKeys(originUrl, keyring.roots.flatMap((root) => keysIn(root) as TufKey[]));
}

/** @throws CodedError `ROOT_EXPIRED` */
export function demandLivingRoot({ roots }: Keyring, now: Date): void {
  const { expires, version } = documentOf(newestRoot(roots));
  if (expires > now) return;
  throw refusal('ROOT_EXPIRED', `${version}.root.json expired at ${expires.toISOString()}: no client would believe anything new`, 'Hold a key ceremony for the next root (docs/runbook.md), then repeat the same command.');
}

export function newestRoot(roots: Keyring['roots']): Uint8Array {
  return roots.at(-1) ?? roots[0];
}

async function readRoots(dir: string): Promise<Keyring['roots']> {
  const hint = 'Copy every <n>.root.json of the key ceremony into this folder; `togo keys root` drafts the first one.';
  const roots: Uint8Array[] = [];
  for (;;) {
    const path = join(dir, `${roots.length + 1}.root.json`);
    const root = await readFile(path).catch(() => undefined);
    if (root === undefined) break;
    const before = roots.at(-1) ?? root;
    if (!hasThreshold(root, root) || !hasThreshold(root, before)) {
      throw refusal('ROOT_UNUSABLE', `${path} is not signed by two root keys${before === root ? '' : ' of the root before it and two of its own'}`, 'Let two root holders sign it with `togo keys sign`.');
    }
    roots.push(root);
  }
  const [first, ...others] = roots;
  if (first === undefined) throw refusal('ROOT_UNUSABLE', `${dir} has no 1.root.json`, hint);
  return [first, ...others];
}
