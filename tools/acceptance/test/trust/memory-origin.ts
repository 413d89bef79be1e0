import { sha256 } from '@togo/foundation';
import {
  addSignature,
  draftRoot,
  draftTargets,
  makeSnapshot,
  makeStatus,
  makeTimestamp,
  metadataKey,
  type RootDraft,
  type Signer,
  type Signers,
  type TargetEntry,
} from '@togo/signing';
import { hashedTargetPath, statementTarget, withdrawalsTarget, type Statement, type Withdrawal } from '@togo/trust';
import type { Getter } from '@togo/trust/node';

export const originUrl = 'https://denso.kaigo.example/togo';
export const documents = ['root', 'targets', 'status', 'snapshot', 'timestamp'] as const;
export type DocumentName = (typeof documents)[number];

/** What lies on an origin, by key. */
export type Objects = Map<string, Uint8Array>;

/** A publication: the documents, each with its version, and the content that they name. */
export interface Publication {
  readonly documents: Readonly<Record<DocumentName, { readonly version: number; readonly bytes: Uint8Array }>>;
  readonly content: Objects;
}

export interface Writer {
  readonly now: Date;
  readonly statement: Statement;
  readonly files: Readonly<Record<string, string>>;
  readonly withdrawals: readonly Withdrawal[];
  /** Whose public keys the documents name. */
  readonly named: Signers;
  /** Who signs which document. */
  readonly signing: (document: DocumentName) => readonly Signer[];
  /** The documents that stay as they are. */
  readonly kept?: Partial<Publication['documents']>;
  readonly previous?: Publication['documents'];
}

/** Makes a publication with the signing side, the documents of `kept` excepted: later ones name those. */
export async function write({ now, statement, files, withdrawals, named, signing, kept = {}, previous }: Writer): Promise<Publication> {
  const expires = new Date(now.getTime() + 365 * 86_400_000);
  const content: Objects = new Map();
  const put = (name: string, text: string): TargetEntry => {
    content.set(`targets/${hashedTargetPath(name, sha256(text))}`, Buffer.from(text));
    return { name, bytes: Buffer.byteLength(text), sha256: sha256(text) };
  };
  const versionOf = (name: DocumentName): number => (previous?.[name].version ?? 0) + 1;
  const made = async (name: DocumentName, make: (signer: Signer) => Promise<Uint8Array>): Promise<Publication['documents'][DocumentName]> => {
    const known = kept[name];
    if (known !== undefined) return known;
    const [first, ...others] = signing(name);
    if (first === undefined) throw new Error(`nobody signs ${name}`);
    let bytes = await make(first);
    for (const signer of others) bytes = await addSignature(bytes, signer);
    return { version: versionOf(name), bytes };
  };
  const before = <Name extends DocumentName>(name: Name): { previous?: Uint8Array } => (previous === undefined ? {} : { previous: previous[name].bytes });
  const entries = [put(statementTarget, JSON.stringify(statement)), ...Object.entries(files).map(([name, text]) => put(name, text))];
  const list = put(withdrawalsTarget, JSON.stringify({ formatVersion: 1, withdrawals }));
  const keys = Object.fromEntries(Object.entries(named).map(([name, { publicKey }]) => [name, publicKey])) as RootDraft['keys'];
  const root = await made('root', (signer) => addSignature(draftRoot({ ...before('root'), keys, expires }), signer));
  const drafted = { version: versionOf('targets'), ...before('targets'), targets: entries, expires, delegations: { status: named.status.publicKey } };
  const targets = await made('targets', (signer) => addSignature(draftTargets(drafted), signer));
  const status = await made('status', (signer) => makeStatus({ ...before('status'), withdrawals: list, now, signer }));
  const snapshot = await made('snapshot', (signer) => makeSnapshot({ ...before('snapshot'), targets: targets.bytes, status: status.bytes, now, signer }));
  const timestamp = await made('timestamp', (signer) => makeTimestamp({ ...before('timestamp'), snapshot: snapshot.bytes, now, signer }));
  return { documents: { root, targets, status, snapshot, timestamp }, content };
}

/** Puts a publication on an origin beside what is there. */
export function lay(objects: Objects, publication: Publication): Objects {
  for (const [key, bytes] of publication.content) objects.set(key, bytes);
  for (const name of documents) objects.set(metadataKey(name, publication.documents[name].version), publication.documents[name].bytes);
  return objects;
}

export function getterOf(objects: Objects): Getter {
  return (url, { from = 0 }) => {
    const bytes = objects.get(url.slice(originUrl.length + 1));
    return Promise.resolve(bytes === undefined ? undefined : body(bytes.subarray(from)));
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- what a body is
async function* body(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
