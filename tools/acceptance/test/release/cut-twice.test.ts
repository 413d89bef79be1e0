import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '@togo/foundation/files';
import { run } from '@togo/foundation/run';
import { cacheDir } from '@togo/needs';
import { scratchCheckout } from '@togo/workspace';
import { describe, expect, it } from 'vitest';
import { freshCheckout } from '../../src/fresh-checkout.ts';

const minute = 60_000;
const version = '9.1.0';

describe('when two builders cut the same source without signing', () => {
  it('in different folders, at different times and in different time zones they get the same installer', async () => {
    const builders = [await freshCheckout(), await freshCheckout()];
    try {
      const hashes: string[] = [];
      for (const [index, { dir, cacheDir: cache }] of builders.entries()) {
        const env = { TOGO_CACHE: cache, TZ: index === 0 ? 'Asia/Tokyo' : 'America/New_York' };
        await run(join(dir, 'togo'), ['cut', version, '--unsigned'], { env });
        hashes.push(await hashFile(join(dir, 'dist', version, `TogoInstaller-${version}.exe`)));
      }
      expect(hashes[0]).toBe(hashes[1]);
    } finally {
      for (const builder of builders) await builder.remove();
    }
  }, 10 * minute);
});

describe('when two cuts of one version run at once', () => {
  it('both end well and the folder holds one whole release', async () => {
    const checkout = await scratchCheckout(cacheDir());
    try {
      const results = await Promise.all([checkout.togo('cut', version), checkout.togo('cut', version)]);
      expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
      await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: join(checkout.dir, 'dist', version) });
      expect(await readdir(join(checkout.dir, 'dist'))).toEqual([version]);
    } finally {
      await checkout.remove();
    }
  }, 5 * minute);
});
