import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock } from '@togo/foundation';
import { writeAtomic } from '@togo/foundation/files';
import { draftRoot, keyNames, readPublicKey, signingLimits, type KeyName, type TufKey } from '@togo/signing';

/**
 * Drafts the root that comes after those in a folder, from the public keys in it, as `<n>.root.json`. Nobody believes it before it is signed.
 *
 * @returns its path.
 */
export async function draftNextRoot(folder: string, clock: Clock): Promise<string> {
  const keys = Object.fromEntries(await Promise.all(keyNames.map(async (name) => [name, (await readPublicKey(folder, name)).key] as const))) as Record<KeyName, TufKey>;
  const roots: Uint8Array[] = [];
  for (;;) {
    const root = await readFile(join(folder, `${roots.length + 1}.root.json`)).catch(() => undefined);
    if (root === undefined) break;
    roots.push(root);
  }
  const previous = roots.at(-1);
  const { status: _, ...rootKeys } = keys;
  const path = join(folder, `${roots.length + 1}.root.json`);
  const expires = new Date(clock.now().getTime() + signingLimits.tuf.rootLifeMs);
  await writeAtomic(path, draftRoot({ keys: rootKeys, expires, ...(previous === undefined ? {} : { previous }) }));
  return path;
}
