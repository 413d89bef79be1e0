import { createHash } from 'node:crypto';
import type { Clock } from '@togo/foundation';
import type { TrustedMetadataStore } from 'tuf-js/dist/store.js';
import { TrustError } from '../errors.ts';
import { judgeStatement } from '../judge-statement.ts';
import type { TrustLimits } from '../limits.ts';
import { parseStatement, type Statement } from '../statement.ts';
import { statementTarget, withdrawalsTarget } from '../target-names.ts';
import { parseWithdrawals, rememberWithdrawals, type Withdrawal } from '../withdrawals.ts';
import { rememberedStatement, type Memory } from './memory.ts';
import { findTarget, updateMetadata, type Walk } from './metadata-walk.ts';
import type { OriginReader } from './origin-reader.ts';
import { signedFile } from './origin-layout.ts';
import { openTrustedSet } from './trusted-set.ts';

export interface Question {
  readonly reader: OriginReader;
  /** The root that came with the program. */
  readonly root: Uint8Array;
  readonly clock: Clock;
  readonly limits: TrustLimits;
  readonly memory: Memory;
  /** Metadata that was judged good; grows on the way, also when the end is a refusal. */
  readonly known: Map<string, string>;
}

export interface News {
  readonly walk: Walk;
  readonly statement: Statement;
  readonly memory: Omit<Memory, 'metadata'>;
}

/** One refresh: metadata, then the statement, then the withdrawals; each judged before the next is asked for. */
export async function askForNews({ reader, root, clock, limits, memory, known }: Question): Promise<News> {
  const before = rememberedStatement(memory);
  // A clock that was set back makes nothing valid again: the newest publication that we know of has been.
  const now = new Date(Math.max(clock.now().getTime(), before === undefined ? 0 : Date.parse(before.at)));
  const walk: Walk = { set: startingSet(known, root, now), limits, known, read: (document, maxBytes) => reader.metadata(document, maxBytes) };
  await updateMetadata(walk);
  const text = await readStatement(walk, reader, memory);
  const statement = parseStatement(text);
  judgeStatement(statement, { before, now, signedFile: (target) => topLevelFile(walk, target), limits });
  const withdrawals = rememberWithdrawals(memory.withdrawals, await readWithdrawals(walk, reader));
  return { walk, statement, memory: { statement: text.toString('utf8'), withdrawals } };
}

/** Starts with the newest root that was ever accepted (5.3.8); with the program's own where that one cannot be read. */
function startingSet(known: Map<string, string>, root: Uint8Array, now: Date): TrustedMetadataStore {
  const remembered = known.get('root');
  if (remembered === undefined) return openTrustedSet(root, now);
  try {
    return openTrustedSet(Buffer.from(remembered, 'utf8'), now);
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    known.delete('root');
    return openTrustedSet(root, now);
  }
}

/** Never from a delegated role, whatever the delegations say. */
async function readStatement({ set, limits }: Walk, reader: OriginReader, { statement }: Memory): Promise<Buffer> {
  const signed = set.targets?.signed.targets[statementTarget];
  if (signed === undefined) throw new TrustError('unknown-target', `${statementTarget}: expected among the targets of the release roles`);
  const file = signedFile(signed);
  const remembered = Buffer.from(statement ?? '', 'utf8');
  const isSame = createHash(file.algorithm).update(remembered).digest('hex') === file.hash;
  return isSame ? remembered : reader.target(file, limits.statementMaxBytes);
}

async function readWithdrawals(walk: Walk, reader: OriginReader): Promise<readonly Withdrawal[]> {
  const signed = await findTarget(walk, withdrawalsTarget);
  if (signed === undefined) return [];
  return parseWithdrawals(await reader.target(signedFile(signed), walk.limits.withdrawalsMaxBytes)).withdrawals;
}

function topLevelFile({ set }: Walk, target: string): { readonly sha256: string; readonly bytes: number } | undefined {
  const signed = set.targets?.signed.targets[target];
  return signed && { sha256: signed.hashes['sha256'] ?? '', bytes: signed.length };
}
