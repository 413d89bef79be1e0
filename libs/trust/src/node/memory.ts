import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { writeAtomic } from '@togo/foundation/files';
import * as z from 'zod/mini';
import { TrustError } from '../errors.ts';
import { parseStatement, type Statement } from '../statement.ts';
import { withdrawalsSchema } from '../withdrawals.ts';

const schema = z.object({
  formatVersion: z.literal(1),
  /** SHA-256 of the root that the program was given when this was written. */
  pin: z.string(),
  /** Good metadata by role, as text. */
  metadata: z.record(z.string(), z.string()),
  /** The newest statement that was accepted, as text. */
  statement: z.optional(z.string()),
  /** Every withdrawal that was ever seen. */
  withdrawals: withdrawalsSchema.shape.withdrawals,
});

/** What a client remembers between two refreshes. */
export type Memory = Omit<z.infer<typeof schema>, 'formatVersion' | 'pin'>;

const fileName = 'trust.json';

/**
 * Reads the memory. One file, written in one go: a killed client has all of the old or all of the new.
 *
 * Where the program was given another root than the last time, the remembered root does not count: a new one may have come with a new
 * version because the keys of the old one were stolen. All else is judged again anyway. A file that cannot be read is as good as none.
 */
export async function readMemory(store: string, root: Uint8Array): Promise<Memory> {
  const nothing: Memory = { metadata: {}, withdrawals: [] };
  const written = schema.safeParse(await readJson(join(store, fileName))).data;
  if (written === undefined) return nothing;
  const { pin, metadata, statement, withdrawals } = written;
  const { root: remembered, ...others } = metadata;
  const kept = pin === sha256(root) && remembered !== undefined ? { root: remembered } : {};
  return { metadata: { ...others, ...kept }, withdrawals, ...(statement === undefined ? {} : { statement }) };
}

/** @throws TrustError `store-failed` */
export async function writeMemory(store: string, root: Uint8Array, memory: Memory): Promise<void> {
  try {
    await mkdir(store, { recursive: true });
    await writeAtomic(join(store, fileName), JSON.stringify({ formatVersion: 1, pin: sha256(root), ...memory }));
  } catch (cause) {
    throw new TrustError('store-failed', `${join(store, fileName)}: expected a folder to write in`, {
      cause,
      hint: 'Make room on the disk, or look at the rights of that folder.',
    });
  }
}

/** The remembered statement; undefined where there is none, or an older program cannot read it. */
export function rememberedStatement({ statement }: Memory): Statement | undefined {
  if (statement === undefined) return undefined;
  try {
    return parseStatement(Buffer.from(statement, 'utf8'));
  } catch {
    return undefined;
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
