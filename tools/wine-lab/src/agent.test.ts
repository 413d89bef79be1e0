import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { ensureAgent } from './agent.ts';

afterEach(() => vi.unstubAllEnvs());

it('compiles the agent for PCs that are switched on for the first time at once', async () => {
  const cache = await mkdtemp(join(tmpdir(), 'togo-cache-'));
  vi.stubEnv('TOGO_CACHE', cache);
  const [one, other] = await Promise.all([ensureAgent(), ensureAgent()]);
  expect(one).toBe(other);
  expect((await readdir(join(cache, 'lab-agent'))).map((name) => join(cache, 'lab-agent', name))).toEqual([one]);
});
