import { link, readFile, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { insteadOf, sha256 } from '@togo/foundation';
import { hashFile } from '@togo/foundation/files';
import { keyParts } from '../key.ts';
import type { Content, Origin, Stored } from '../origin.ts';
import { demandAtMost, demandReadBack, demandSame } from '../refusals.ts';
import { digestsOf, openSource } from '../source.ts';
import { explainErrno } from './explain.ts';
import { sweepIncoming, throughIncoming } from './incoming.ts';
import { findFile, makeFolders, syncFolder } from './tree.ts';

/**
 * An origin in a folder that a web server serves. Content types and cache times are that server's business (docs/decisions/0019-origin.md).
 * Every write is on the disk when it returns.
 */
export function directoryOrigin(folder: string): Origin {
  const root = resolve(folder);
  let swept: Promise<void> | undefined;

  async function head(key: string): Promise<Stored | undefined> {
    const parts = keyParts(key);
    const stats = await findFile(root, parts);
    // The bytes themselves, not a note about them: a disk may have lost some.
    return stats && { sha256: await hashFile(join(root, ...parts)), bytes: stats.size };
  }

  async function read(key: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const parts = keyParts(key);
    const stats = await findFile(root, parts);
    if (stats === undefined) return undefined;
    demandAtMost(maxBytes, stats.size, root, key);
    return await readFile(join(root, ...parts));
  }

  /** The place of a key, its folders made, no link on the way. */
  async function placeFor(key: string): Promise<string> {
    const parts = keyParts(key);
    await makeFolders(root, parts.slice(0, -1));
    await findFile(root, parts);
    await (swept ??= sweepIncoming(root));
    return join(root, ...parts);
  }

  async function putImmutable(key: string, content: Content): Promise<'written' | 'present'> {
    const source = await openSource(content);
    const there = await head(key);
    const target = await placeFor(key);
    if (there?.sha256 !== undefined) {
      demandSame(root, key, there.sha256, (await digestsOf(source.open())).sha256);
      // A publisher killed after the link may not have got as far as this.
      await syncFolder(dirname(target));
      return 'present';
    }
    return await throughIncoming(root, source, async (temporary) => {
      // Unlike a rename, a link never replaces anything, whoever else is at work.
      const isNew = await link(temporary, target).then(() => true, insteadOf('EEXIST', false));
      if (!isNew) demandSame(root, key, await hashFile(target), await hashFile(temporary));
      await syncFolder(dirname(target));
      return isNew ? 'written' : 'present';
    });
  }

  async function putPointer(key: string, bytes: Uint8Array): Promise<void> {
    const target = await placeFor(key);
    await throughIncoming(root, await openSource({ bytes }), (temporary) => rename(temporary, target));
    await syncFolder(dirname(target));
    demandReadBack(root, key, (await head(key))?.sha256, sha256(bytes));
  }

  const explained = async <T>(key: string, doing: 'reading' | 'writing', act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      throw explainErrno(error, root, key, doing);
    }
  };

  return {
    name: root,
    head: (key) => explained(key, 'reading', () => head(key)),
    read: (key, maxBytes) => explained(key, 'reading', () => read(key, maxBytes)),
    putImmutable: (key, content) => explained(key, 'writing', () => putImmutable(key, content)),
    putPointer: (key, bytes) => explained(key, 'writing', () => putPointer(key, bytes)),
  };
}
