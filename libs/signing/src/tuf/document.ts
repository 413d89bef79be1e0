import { canonicalize } from '@tufjs/canonical-json';
import { Metadata, MetadataKind, type Root, type Snapshot, type Targets, type Timestamp } from '@tufjs/models';
import { canonicalJson, sha256 } from '@togo/foundation';
import { refusal } from '../errors.ts';

/** The version of the TUF specification that our metadata follow. */
const specVersion = '1.0.31';

export interface Kinds {
  readonly root: Metadata<Root>;
  readonly targets: Metadata<Targets>;
  readonly snapshot: Metadata<Snapshot>;
  readonly timestamp: Metadata<Timestamp>;
}
export type Kind = keyof Kinds;

/**
 * Reads metadata of one kind, whoever signed them.
 *
 * @throws CodedError `METADATA_UNREADABLE`
 */
export function readMetadata<K extends Kind>(kind: K, bytes: Uint8Array): Kinds[K] {
  const data = parse(bytes);
  try {
    return Metadata.fromJSON(kind as MetadataKind.Root, data) as unknown as Kinds[K];
  } catch (cause) {
    throw refusal('METADATA_UNREADABLE', `expected ${kind} metadata: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** @throws CodedError `METADATA_UNREADABLE` */
export function kindOf(bytes: Uint8Array): Kind {
  const type = (parse(bytes)['signed'] as { _type?: unknown } | undefined)?._type;
  const kinds: readonly unknown[] = Object.values(MetadataKind);
  if (!kinds.includes(type)) throw refusal('METADATA_UNREADABLE', `expected TUF metadata, got the type ${JSON.stringify(type)}`);
  return type as Kind;
}

/** Metadata that nobody has signed yet. */
export function draft(kind: Kind, version: number, expires: Date, fields: Readonly<Record<string, unknown>>): Uint8Array {
  const signed = { _type: kind, spec_version: specVersion, version, expires: `${expires.toISOString().slice(0, 19)}Z`, ...fields };
  const bytes = toBytes({ signed, signatures: [] });
  readMetadata(kind, bytes);
  return bytes;
}

/** One spelling for one document. */
export function toBytes(document: unknown): Uint8Array {
  return Buffer.from(`${canonicalJson(document)}\n`, 'utf8');
}

/** What signatures are made over (TUF 4.2.1): OLPC canonical JSON of the signed part. */
export function bytesToSign(bytes: Uint8Array): Uint8Array {
  return Buffer.from(canonicalize(readMetadata(kindOf(bytes), bytes).signed.toJSON()), 'utf8');
}

/** How one document names another (TUF 4.4): version, length and hash, so that only these bytes will do. */
export function metaFile(bytes: Uint8Array): { readonly version: number; readonly length: number; readonly hashes: { readonly sha256: string } } {
  return { version: readMetadata(kindOf(bytes), bytes).signed.version, length: bytes.length, hashes: { sha256: sha256(bytes) } };
}

/** Name on the origin: `metadata/<n>.root.json`; the timestamp alone has none of its versions in it. */
export function metadataKey(role: Kind | 'status', version: number): string {
  return role === 'timestamp' ? 'metadata/timestamp.json' : `metadata/${version}.${role}.json`;
}

function parse(bytes: Uint8Array): Parameters<typeof Metadata.fromJSON>[1] {
  try {
    const data: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof data === 'object' && data !== null) return data as Parameters<typeof Metadata.fromJSON>[1];
  } catch (cause) {
    throw refusal('METADATA_UNREADABLE', 'expected TUF metadata, got something that is no JSON', { cause });
  }
  throw refusal('METADATA_UNREADABLE', 'expected TUF metadata, got no JSON object');
}
