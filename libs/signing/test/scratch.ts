import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';

/** A folder for the tests of one file; its name has a space and Japanese, as a checkout may have. Making RSA keys takes seconds on a busy machine. */
export function useScratch(): () => string {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'togo signing テスト-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return () => folder;
}
