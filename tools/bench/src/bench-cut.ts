import { appendFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { scratchCheckout, type ScratchCheckout } from '@togo/workspace';
import { benchRow, type BenchRow } from './bench-row.ts';

const version = '9.1.0';

interface CutOutput {
  readonly steps: readonly { readonly name: string; readonly fromCache: boolean }[];
}

/** A first cut, one with only the client changed, one with nothing changed: wall time of the whole command. */
export async function benchCut(): Promise<BenchRow[]> {
  const checkout = await scratchCheckout();
  try {
    // Build tools and development keys are made once per machine and are no part of a cut; everything else in the cache is what a cut left there.
    await timeCut(checkout, 'before the first (provides tools and keys)');
    const left = (await readdir(checkout.cacheDir)).filter((name) => !['tools', 'dev-keys'].includes(name));
    for (const name of left) await rm(join(checkout.cacheDir, name), { recursive: true });
    const first = await timeCut(checkout, 'first');
    await appendFile(join(checkout.dir, 'apps/client/src/main.ts'), '\nprocess.exitCode ??= 0;\n');
    const clientChanged = await timeCut(checkout, 'only the client changed');
    const unchanged = await timeCut(checkout, 'nothing changed');
    return [
      benchRow({ id: 'cut-client-changed', what: 'cut with only the client changed / first cut', ours: clientChanged, peer: first, unit: 's' }),
      benchRow({ id: 'cut-unchanged', what: 'cut with nothing changed / first cut', ours: unchanged, peer: first, unit: 's' }),
    ];
  } finally {
    await checkout.remove();
  }
}

async function timeCut(checkout: ScratchCheckout, which: string): Promise<number> {
  const start = performance.now();
  const { exitCode, stdout, stderr } = await checkout.togo('cut', version, '--json');
  const seconds = (performance.now() - start) / 1000;
  if (exitCode !== 0) throw new CodedError('BENCH_CUT_FAILED', `the cut to measure failed with exit code ${exitCode}:\n${stderr}`);
  const { steps } = JSON.parse(stdout) as CutOutput;
  const cached = steps.filter(({ fromCache }) => fromCache).map(({ name }) => name);
  process.stderr.write(`cut, ${which}: ${seconds.toFixed(1)} s; from cache: ${cached.join(', ') || 'nothing'}\n`);
  return seconds;
}
