import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { Metadata, type MetadataKind } from '@tufjs/models';
import { statementTarget, withdrawalsTarget, type Statement, type Withdrawal } from '../src/index.ts';

export const digestOf = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

export interface TestKey {
  readonly id: string;
  readonly json: { keytype: string; scheme: string; keyval: { public: string } };
  readonly sign: (bytes: Uint8Array) => string;
}

export function makeKey(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  return { ...publicHalf(point), sign: (bytes) => sign(null, bytes, privateKey).toString('hex') };
}

/** @param point 64 hexadecimal digits. */
export function publicHalf(point: string): Omit<TestKey, 'sign'> {
  return { id: digestOf(point), json: { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: point } } };
}

type Signed = { _type: string; version: number } & Record<string, unknown>;

/** A metadata document; each key signs it, as often as it is named. */
export function document(signed: Signed, keys: readonly TestKey[]): Buffer {
  const metadata = Metadata.fromJSON(signed._type as MetadataKind.Root, { signed, signatures: [] } as never);
  const signatures: unknown[] = [];
  for (const { id, sign: make } of keys) {
    metadata.sign((bytes) => {
      signatures.push({ keyid: id, sig: make(bytes) });
      return { keyID: id } as never;
    });
  }
  return Buffer.from(JSON.stringify({ signed, signatures }));
}

const hour = 3_600_000;
export const installer = 'the whole installer, every byte of it';
export const update = 'the update, which has as many bytes!!';

export function makeStatement(changes: Partial<Statement> = {}): Statement {
  const artefact = (kind: 'installer' | 'update', content: string): Statement['releases'][number]['artefacts'][number] => ({
    kind,
    target: `9.1.0/${kind}.exe`,
    sha256: digestOf(content),
    bytes: Buffer.byteLength(content),
  });
  return {
    formatVersion: 1,
    sequence: 1,
    milestone: 'general',
    version: '9.1.0',
    at: '2021-04-19T10:00:00+09:00',
    planSha256: digestOf('plan'),
    notesSha256: digestOf('notes'),
    channels: { general: '9.1.0' },
    dates: { general: { at: '2021-04-19T10:00:00+09:00' }, cutover: { window: '令和3年4月以降' } },
    releases: [
      {
        version: '9.1.0',
        title: '統合インストーラ',
        upgradesFrom: '>=8.0.0 <9.1.0',
        artefacts: [artefact('installer', installer), artefact('update', update)],
      },
    ],
    announcements: [],
    reinstated: [],
    ...changes,
  };
}

/** What a publication says, and where an attack changes it. */
export interface Publication {
  readonly statement?: Statement;
  readonly withdrawals?: readonly Withdrawal[];
  /** Other target files by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Who signs a document, where it is not its role. */
  readonly signers?: Readonly<Record<string, readonly TestKey[]>>;
  /** Changes the signed part of a document. */
  readonly change?: Readonly<Record<string, (signed: Signed) => void>>;
}

type Versions = Record<'root' | 'targets' | 'status' | 'snapshot' | 'timestamp', number>;

/** A TUF repository in memory, with real keys and signatures, that publishes what it is told to, wrong things included. */
export class Publisher {
  /** By path below the origin. */
  readonly objects = new Map<string, Buffer>();
  readonly keys = {
    'root-1': makeKey(),
    'root-2': makeKey(),
    'root-3': makeKey(),
    release: makeKey(),
    qa: makeKey(),
    snapshot: makeKey(),
    timestamp: makeKey(),
    status: makeKey(),
  };
  readonly versions: Versions = { root: 0, targets: 0, status: 0, snapshot: 0, timestamp: 0 };
  now = Date.parse('2021-04-19T10:00:00+09:00');
  root: Buffer;

  constructor() {
    this.root = this.publishRoot();
  }

  /** Signs a new root with the keys of `keys` and of `old`, and puts it there. */
  publishRoot(change: (signed: Signed) => void = () => undefined, signers: readonly TestKey[] = [this.keys['root-1'], this.keys['root-2']]): Buffer {
    const { keys } = this;
    const role = (threshold: number, ...holders: TestKey[]): unknown => ({ threshold, keyids: holders.map(({ id }) => id) });
    const signed = this.#signed('root', 'root', 24 * 365 * hour, {
      consistent_snapshot: true,
      keys: Object.fromEntries(Object.values(keys).map(({ id, json }) => [id, json])),
      roles: {
        root: role(2, keys['root-1'], keys['root-2'], keys['root-3']),
        targets: role(2, keys.release, keys.qa),
        snapshot: role(1, keys.snapshot),
        timestamp: role(1, keys.timestamp),
      },
    });
    change(signed);
    const bytes = document(signed, signers);
    this.objects.set(`metadata/${this.versions.root}.root.json`, bytes);
    return bytes;
  }

  publish({ statement = makeStatement(), withdrawals = [], files = {}, signers = {}, change = {} }: Publication = {}): void {
    const { keys } = this;
    const finish = (name: keyof Versions, signed: Signed, usual: readonly TestKey[]): Buffer => {
      change[name]?.(signed);
      const bytes = document(signed, signers[name] ?? usual);
      this.objects.set(name === 'timestamp' ? 'metadata/timestamp.json' : `metadata/${signed.version}.${name}.json`, bytes);
      return bytes;
    };
    const content: Record<string, string> = {
      [statementTarget]: JSON.stringify(statement),
      '9.1.0/installer.exe': installer,
      '9.1.0/update.exe': update,
      ...files,
    };
    const targets = this.#signed('targets', 'targets', 24 * 365 * hour, {
      targets: this.#targets(content),
      delegations: {
        keys: { [keys.status.id]: keys.status.json },
        roles: [{ name: 'status', paths: ['status/*'], threshold: 1, keyids: [keys.status.id], terminating: true }],
      },
    });
    const targetsBytes = finish('targets', targets, [keys.release, keys.qa]);
    const list = JSON.stringify({ formatVersion: 1, withdrawals });
    const statusBytes = finish('status', this.#signed('targets', 'status', 24 * 365 * hour, { targets: this.#targets({ [withdrawalsTarget]: list }) }), [
      keys.status,
    ]);
    const meta = { 'targets.json': metaOf(targetsBytes), 'status.json': metaOf(statusBytes) };
    const snapshotBytes = finish('snapshot', this.#signed('snapshot', 'snapshot', 24 * 7 * hour, { meta }), [keys.snapshot]);
    finish('timestamp', this.#signed('timestamp', 'timestamp', 24 * hour, { meta: { 'snapshot.json': metaOf(snapshotBytes) } }), [keys.timestamp]);
  }

  #signed(type: string, name: keyof Versions, lifeMs: number, fields: Record<string, unknown>): Signed {
    this.versions[name] += 1;
    return { _type: type, spec_version: '1.0.31', version: this.versions[name], expires: new Date(this.now + lifeMs).toISOString(), ...fields };
  }

  /** Puts the files at their places and describes them. */
  #targets(files: Readonly<Record<string, string>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(files).map(([name, content]) => {
        const [hash, at] = [digestOf(content), name.lastIndexOf('/') + 1];
        this.objects.set(`targets/${name.slice(0, at)}${hash}.${name.slice(at)}`, Buffer.from(content));
        return [name, { length: Buffer.byteLength(content), hashes: { sha256: hash } }];
      }),
    );
  }
}

export function metaOf(bytes: Buffer): { version: number; length: number; hashes: { sha256: string } } {
  const { signed } = JSON.parse(bytes.toString()) as { signed: Signed };
  return { version: signed.version, length: bytes.length, hashes: { sha256: digestOf(bytes) } };
}
