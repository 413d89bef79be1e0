import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openRepository, type Getter, type Repository } from '../src/node/index.ts';
import { mapGetter, url } from './map-getter.ts';

/** A folder for the tests of one file. */
export function useScratch(): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'togo trust テスト-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return () => folder;
}

let stores = 0;

/** A client of the origin, with a memory of its own where none is given. */
export function client(
  scratch: string,
  { root, objects, now }: { root: Uint8Array; objects: ReadonlyMap<string, Uint8Array>; now: number },
  { store = join(scratch, `store-${(stores += 1)}`), get = mapGetter(objects) }: { store?: string; get?: Getter } = {},
): Repository & { readonly store: string } {
  return { store, ...openRepository({ url, root, store, get, clock: { now: () => new Date(now) } }) };
}
