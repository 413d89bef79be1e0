import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  addSignature,
  draftRoot,
  draftTargets,
  ensureDevelopmentKeys,
  hasThreshold,
  makeSnapshot,
  makeStatus,
  makeTimestamp,
  metadataKey,
  signaturesOf,
  type KeyName,
  type RootDraft,
  type Signers,
  type SigningErrorCode,
  type TargetEntry,
} from '../src/index.ts';
import { tufKey } from '../src/keys/tuf-key.ts';
import { readMetadata } from '../src/tuf/document.ts';
import { useScratch } from './scratch.ts';

const scratch = useScratch();
const refused = (code: SigningErrorCode, message: string): unknown => expect.objectContaining({ code, message: expect.stringContaining(message) });
const now = new Date('2021-04-19T10:00:00+09:00');
const expires = new Date('2022-04-19T10:00:00+09:00');
const entry = (name: string, content: string): TargetEntry => ({ name, bytes: Buffer.byteLength(content), sha256: sha256(content) });

let signers: Signers;
let keys: RootDraft['keys'];
let root: Uint8Array;

const signed = async (metadata: Uint8Array, ...names: KeyName[]): Promise<Uint8Array> => {
  let bytes = metadata;
  for (const name of names) bytes = await addSignature(bytes, signers[name]);
  return bytes;
};
const targets = (version: number, previous: Uint8Array | undefined, ...entries: TargetEntry[]): Uint8Array =>
  draftTargets({ version, ...(previous === undefined ? {} : { previous }), targets: entries, expires, delegations: { status: signers.status.publicKey } });

beforeAll(async () => {
  signers = await ensureDevelopmentKeys(join(scratch(), 'keys'));
  keys = Object.fromEntries(Object.entries(signers).map(([name, { publicKey }]) => [name, publicKey])) as RootDraft['keys'];
  root = await signed(draftRoot({ keys, expires }), 'root-1', 'root-3');
});

describe('when a root is made', () => {
  it('names the keys of four roles with their thresholds, and not the key of the delegated one', () => {
    const { roles, consistentSnapshot, version } = readMetadata('root', root).signed;
    expect([version, consistentSnapshot]).toEqual([1, true]);
    expect(Object.fromEntries(Object.entries(roles).map(([name, { keyIDs, threshold }]) => [name, `${threshold} of ${keyIDs.length}`]))).toEqual({
      root: '2 of 3',
      targets: '2 of 2',
      snapshot: '1 of 1',
      timestamp: '1 of 1',
    });
    expect(Buffer.from(root).toString()).not.toContain(signers.status.keyId);
  });

  it('one key in two places is refused', () => {
    expect(() => draftRoot({ keys: { ...keys, qa: { ...keys.release, name: 'qa' } }, expires })).toThrow(
      refused('KEY_UNUSABLE', 'release and qa: expected two keys, got one'),
    );
  });

  it('a key under the name of another is refused', () => {
    expect(() => draftRoot({ keys: { ...keys, qa: keys.release, release: keys.qa }, expires })).toThrow(
      refused('KEY_UNUSABLE', 'expected the key of release, got that of qa'),
    );
  });

  it('a key of small order is refused', () => {
    const weak = { ...keys.timestamp, keyval: { public: `01${'00'.repeat(31)}` } };
    expect(() => draftRoot({ keys: { ...keys, timestamp: weak }, expires })).toThrow(refused('KEY_UNUSABLE', 'timestamp: expected a proper key'));
  });

  it('a new one needs two of the old keys and two of the new ones', async () => {
    const fresh = tufKey(generateKeyPairSync('ed25519').publicKey, 'root-3');
    const next = draftRoot({ previous: root, keys: { ...keys, 'root-3': fresh }, expires });
    expect(readMetadata('root', next).signed.version).toBe(2);
    const byOldOnly = await signed(next, 'root-1', 'root-3');
    expect([hasThreshold(byOldOnly, root), hasThreshold(byOldOnly, next)]).toEqual([true, false]);
    const byBoth = await signed(next, 'root-1', 'root-2');
    expect([hasThreshold(byBoth, root), hasThreshold(byBoth, next)]).toEqual([true, true]);
  });
});

describe('when roles sign', () => {
  it('says of each whether it has, and why a signature counts for nothing', async () => {
    const draft = targets(1, undefined, entry('statement.json', '{}'));
    const states = (metadata: Uint8Array): string[] => signaturesOf(metadata, root).map(({ role, valid, why }) => `${role}: ${valid} (${why})`);
    expect(states(draft)).toEqual(['release: false (has not signed)', 'qa: false (has not signed)']);
    const half = await signed(draft, 'qa', 'qa');
    expect(states(half)).toEqual(['release: false (has not signed)', 'qa: true (signed)']);
    expect(hasThreshold(half, root)).toBe(false);
    const stranger = await signed(half, 'snapshot');
    expect(states(stranger)[2]).toBe('unknown: false (is no key of this role)');
    expect(hasThreshold(stranger, root)).toBe(false);
    const whole = await signed(half, 'release');
    expect(hasThreshold(whole, root)).toBe(true);
    const changed = Buffer.from(Buffer.from(whole).toString().replace('"length":2', '"length":3'));
    expect(states(changed)).toEqual([
      'release: false (signed something else: it was changed afterwards)',
      'qa: false (signed something else: it was changed afterwards)',
    ]);
  });

  it('the order in which they sign changes nothing in what was signed', async () => {
    const draft = targets(1, undefined, entry('statement.json', '{}'));
    const [one, two] = [await signed(draft, 'qa', 'release'), await signed(draft, 'release', 'qa')];
    expect(readMetadata('targets', one).signed.equals(readMetadata('targets', two).signed)).toBe(true);
    expect([hasThreshold(one, root), hasThreshold(two, root)]).toEqual([true, true]);
  });

  it('the status role is judged by the targets that delegate to it', async () => {
    const draft = targets(1, undefined);
    const status = await makeStatus({ withdrawals: entry('status/withdrawals.json', '{}'), now, signer: signers.status });
    expect(signaturesOf(status, draft)).toMatchObject([{ role: 'status', valid: true }]);
    const byOther = await makeStatus({ withdrawals: entry('status/withdrawals.json', '{}'), now, signer: signers.qa });
    expect(hasThreshold(byOther, draft)).toBe(false);
  });

  it.each(['', '{', '[]', '{"signed":{"_type":"mirror"},"signatures":[]}', '{"signed":{"_type":"targets","version":"1"},"signatures":[]}'])(
    'what is no metadata is refused: %j',
    (text) => {
      expect(() => signaturesOf(Buffer.from(text), root)).toThrow(refused('METADATA_UNREADABLE', 'expected'));
    },
  );
});

describe('when targets are drafted', () => {
  it('published files stay, and new ones come', () => {
    const first = targets(1, undefined, entry('statement.json', 'one'), entry('9.0.0/a.exe', 'a'));
    const second = targets(2, first, entry('statement.json', 'two'), entry('9.1.0/b.exe', 'b'));
    expect(Object.keys(readMetadata('targets', second).signed.targets).sort()).toEqual(['9.0.0/a.exe', '9.1.0/b.exe', 'statement.json']);
    expect(readMetadata('targets', second).signed.targets['statement.json']?.hashes).toEqual({ sha256: sha256('two') });
  });

  it('a published name never gets other bytes', () => {
    const first = targets(1, undefined, entry('9.1.0/a.exe', 'a'));
    expect(() => targets(2, first, entry('9.1.0/a.exe', 'b'))).toThrow(
      refused('DRAFT_REFUSED', `9.1.0/a.exe: expected the published bytes (SHA-256 ${sha256('a')})`),
    );
    expect(() => targets(2, first, entry('9.1.0/a.exe', 'a'))).not.toThrow();
  });

  it('a version is never skipped or used again', () => {
    const first = targets(1, undefined);
    expect(() => targets(1, first)).toThrow(refused('DRAFT_REFUSED', 'expected version 2, got 1'));
    expect(() => targets(3, first)).toThrow(refused('DRAFT_REFUSED', 'expected version 2, got 3'));
    expect(() => targets(2, undefined)).toThrow(refused('DRAFT_REFUSED', 'expected version 1, got 2'));
  });
});

describe('when the publisher makes its metadata', () => {
  it('each names the exact bytes below it, and holds for its time', async () => {
    const draft = await signed(targets(1, undefined, entry('statement.json', '{}')), 'release', 'qa');
    const status = await makeStatus({ withdrawals: entry('status/withdrawals.json', '{}'), now, signer: signers.status });
    const snapshot = await makeSnapshot({ targets: draft, status, now, signer: signers.snapshot });
    const timestamp = await makeTimestamp({ snapshot, now, signer: signers.timestamp });
    expect(readMetadata('snapshot', snapshot).signed.meta['targets.json']).toMatchObject({
      version: 1,
      length: draft.length,
      hashes: { sha256: sha256(draft) },
    });
    expect(readMetadata('timestamp', timestamp).signed.snapshotMeta).toMatchObject({
      version: 1,
      length: snapshot.length,
      hashes: { sha256: sha256(snapshot) },
    });
    expect([readMetadata('snapshot', snapshot), readMetadata('timestamp', timestamp)].map((metadata) => metadata.signed.expires)).toEqual([
      '2021-04-26T01:00:00Z',
      '2021-04-20T01:00:00Z',
    ]);
    expect([hasThreshold(snapshot, root), hasThreshold(timestamp, root)]).toEqual([true, true]);

    const later = await makeTimestamp({ snapshot, previous: timestamp, now, signer: signers.timestamp });
    expect(readMetadata('timestamp', later).signed.version).toBe(2);
  });

  it('it never goes back', async () => {
    const [first, second] = [targets(1, undefined), targets(2, targets(1, undefined))];
    const status = await makeStatus({ withdrawals: entry('status/withdrawals.json', '{}'), now, signer: signers.status });
    const made = { status, now, signer: signers.snapshot };
    const old = await makeSnapshot({ ...made, targets: first });
    const snapshot = await makeSnapshot({ ...made, targets: second, previous: old });
    await expect(makeSnapshot({ ...made, targets: first, previous: snapshot })).rejects.toThrow(
      refused('DRAFT_REFUSED', 'targets.json: expected version 2 or higher, got 1'),
    );
    const timestamp = await makeTimestamp({ snapshot, now, signer: signers.timestamp });
    await expect(makeTimestamp({ snapshot: old, previous: timestamp, now, signer: signers.timestamp })).rejects.toThrow(
      refused('DRAFT_REFUSED', 'snapshot.json: expected version 2 or higher, got 1'),
    );
  });

  it('only the timestamp has one place', () => {
    expect([metadataKey('root', 2), metadataKey('status', 3), metadataKey('timestamp', 4)]).toEqual([
      'metadata/2.root.json',
      'metadata/3.status.json',
      'metadata/timestamp.json',
    ]);
  });
});
