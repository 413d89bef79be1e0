import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { createTestPki } from '@togo/transmission/testing';
import { benchRow, type BenchRow } from '../bench-row.ts';
import { median } from '../median.ts';
import { timeFirstPage } from './first-page.ts';
import { buildClient, freshHome } from './installed-client.ts';

const rounds = 9;

/** The first page after the client's very first start, when it still has to make its outbox, and the same bytes from a bare node:http. */
export async function benchScreens(): Promise<BenchRow[]> {
  const pki = await createTestPki();
  const folder = await mkdtemp(join(tmpdir(), 'togo-bench-'));
  try {
    const client = await buildClient(folder);
    const copy = join(folder, 'page.html');
    const [ours, peer]: [number[], number[]] = [[], []];
    // The first round, in which this process warms up, counts for nobody.
    for (let round = 0; round <= rounds; round += 1) {
      const home = await freshHome(join(folder, `home-${round}`), pki);
      const { ms, page } = await timeFirstPage([client, '--no-browser', '--home', home]);
      if (!page.includes('<h1>いますること</h1>') || !page.trimEnd().endsWith('</html>')) throw new CodedError('BENCH_SCREENS_FAILED', `expected the first page, got:\n${page}`);
      await writeFile(copy, page);
      const bare = await timeFirstPage([join(import.meta.dirname, 'bare-server.ts'), copy]);
      process.stderr.write(`screens, ${round === 0 ? 'warm-up' : `round ${round}`}: ours ${ms.toFixed(1)} ms, bare node:http ${bare.ms.toFixed(1)} ms\n`);
      ours.push(ms);
      peer.push(bare.ms);
    }
    const what = 'first page after the start of the client / bare node:http with the same bytes';
    return [benchRow({ id: 'screens', what, ours: median(ours.slice(1)), peer: median(peer.slice(1)), unit: 'ms' })];
  } finally {
    await Promise.all([rm(folder, { recursive: true }), pki.remove()]);
  }
}
