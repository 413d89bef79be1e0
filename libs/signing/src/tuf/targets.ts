import { refusal } from '../errors.ts';
import { checkedKey, keyIdOf, type TufKey } from '../keys/tuf-key.ts';
import { draft, readMetadata } from './document.ts';
import { statusRole } from './roles.ts';

/** A file as metadata name it. */
export interface TargetEntry {
  /** `9.1.0/TogoInstaller-9.1.0.exe` */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface TargetsDraft {
  /** The next one after `previous`, or 1. */
  readonly version: number;
  /** The targets metadata that are published; their targets stay. */
  readonly previous?: Uint8Array;
  readonly targets: readonly TargetEntry[];
  readonly expires: Date;
  readonly delegations: { readonly status: TufKey };
}

/** The one name whose bytes change with each publication. */
const statement = 'statement.json';

/**
 * What the release roles are asked to sign, unsigned: every file that clients may have (TUF 4.5), and who may speak of withdrawals.
 *
 * @throws CodedError `DRAFT_REFUSED` when a published name would get other bytes, or the version is not the next one.
 */
export function draftTargets({ version, previous, targets, expires, delegations }: TargetsDraft): Uint8Array {
  const published = previous === undefined ? undefined : readMetadata('targets', previous).signed;
  const next = (published?.version ?? 0) + 1;
  if (version !== next) throw refusal('DRAFT_REFUSED', `targets: expected version ${next}, got ${version}`);
  const entries = new Map(Object.values(published?.targets ?? {}).map(({ path, length, hashes }) => [path, { length, hashes }]));
  for (const { name, bytes, sha256 } of targets) {
    const before = entries.get(name);
    if (before !== undefined && name !== statement && before.hashes['sha256'] !== sha256) {
      throw refusal('DRAFT_REFUSED', `${name}: expected the published bytes (SHA-256 ${before.hashes['sha256'] ?? 'unknown'}), got ${sha256}`, {
        hint: 'What was published is never replaced. Cut a new version.',
      });
    }
    entries.set(name, { length: bytes, hashes: { sha256 } });
  }
  const status = keyIdOf(checkedKey(delegations.status));
  return draft('targets', version, expires, {
    targets: Object.fromEntries(entries),
    delegations: {
      keys: { [status]: delegations.status },
      roles: [{ name: statusRole.name, paths: statusRole.paths, threshold: statusRole.threshold, keyids: [status], terminating: true }],
    },
  });
}
