import type { Clock } from '@togo/foundation';
import { TrustError } from '../errors.ts';
import { trustLimits, type TrustLimits } from '../limits.ts';
import { worldOf, type World } from '../world.ts';
import { askForNews } from './ask-for-news.ts';
import { downloadFile, type DownloadOptions } from './download.ts';
import type { Getter } from './getter.ts';
import { readMemory, writeMemory, type Memory } from './memory.ts';
import { findTarget, type Walk } from './metadata-walk.ts';
import { signedFile, targetUrl, type SignedFile } from './origin-layout.ts';
import { originReader } from './origin-reader.ts';

export interface RepositoryOptions {
  /** Address of the origin: `metadata/` and `targets/` lie below it. */
  readonly url: string;
  /** The root that came with the program. */
  readonly root: Uint8Array;
  /** A folder for what is remembered between two refreshes; one process at a time uses it. */
  readonly store: string;
  readonly get: Getter;
  /** Expiry and moments of publication follow it. */
  readonly clock: Clock;
  readonly limits?: Partial<TrustLimits>;
}

export interface FoundTarget {
  readonly target: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface Repository {
  /**
   * Asks the origin for news, judges them, remembers what is good.
   *
   * @throws TrustError
   */
  readonly refresh: () => Promise<World>;
  /** What was signed of a target; undefined where no role that may speak of it names it. Refreshes first where nobody has. */
  readonly find: (target: string) => Promise<FoundTarget | undefined>;
  /**
   * Downloads a target to `file`, which appears only when length and hash are right. Continues what an earlier attempt left beside it.
   *
   * @throws TrustError
   */
  readonly download: (target: string, file: string, options?: DownloadOptions) => Promise<void>;
}

/** Opens the releases of an origin as a client that trusts one root. Nothing is asked or written before the first refresh. */
export function openRepository({ url, root, store, get, clock, ...options }: RepositoryOptions): Repository {
  const limits: TrustLimits = { ...trustLimits, ...options.limits };
  const reader = originReader(url, get, limits.documentTimeoutMs);
  /** Of the last refresh that ended well. */
  let walk: Walk | undefined;

  async function refresh(): Promise<World> {
    const memory = await readMemory(store, root);
    const known = new Map(Object.entries(memory.metadata));
    const remember = (learnt: Omit<Memory, 'metadata'>): Promise<void> => writeMemory(store, root, { ...learnt, metadata: Object.fromEntries(known) });
    try {
      const news = await askForNews({ reader, root, clock, limits, memory, known });
      await remember(news.memory);
      walk = news.walk;
      return worldOf(news.statement, news.memory.withdrawals);
    } catch (error) {
      // What was good before something was refused protects from what is older (5.3.8, 5.4.5, 5.5.7, 5.6.6).
      await remember(memory).catch(() => undefined);
      throw error;
    }
  }

  async function signed(target: string): Promise<SignedFile | undefined> {
    if (walk === undefined) await refresh();
    const found = walk && (await findTarget(walk, target));
    return found && signedFile(found);
  }

  function nameOf(hash: string): string | undefined {
    const targets = Object.values(walk?.set.targets?.signed.targets ?? {});
    return targets.find(({ hashes }) => Object.values(hashes).includes(hash))?.path;
  }

  return {
    refresh,
    async find(target) {
      const file = await signed(target);
      return file && { target, sha256: file.hash, bytes: file.bytes };
    },
    async download(target, file, downloadOptions = {}) {
      const found = await signed(target);
      if (found === undefined) throw new TrustError('unknown-target', `${target}: expected among the signed targets, and no role names it`);
      await downloadFile(file, { ...downloadOptions, get, url: targetUrl(url, found, true), signed: found, nameOf });
    },
  };
}
