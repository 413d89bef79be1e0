import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { OriginErrorCode } from '../src/index.ts';

/** A folder for the tests of one file or one `describe`; its name has a space and Japanese, as an origin may have. */
export function useScratch(): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'togo origin テスト-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return () => folder;
}

/** What an origin says when it refuses, in one string. */
export async function refusalOf(act: Promise<unknown>): Promise<{ code: unknown; text: string }> {
  const error = (await act.then(
    () => new Error('it did not refuse'),
    (thrown: unknown) => thrown,
  )) as Error & { code?: unknown; hint?: string };
  return { code: error.code, text: `${error.message} ${error.hint ?? ''}` };
}

/** It refuses with this code, in these words. */
export async function expectRefusal(act: Promise<unknown>, code: OriginErrorCode, words: RegExp): Promise<void> {
  expect(await refusalOf(act)).toEqual({ code, text: expect.stringMatching(words) as string });
}

export const json = { contentType: 'application/json' };
export const pointer = { contentType: 'application/json', maxAgeSeconds: 60 };
export const bytesOf = (text: string): Uint8Array => Buffer.from(text);
export const textOf = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();
