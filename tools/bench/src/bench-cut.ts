import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { scratchCheckout, type ScratchCheckout } from '@togo/workspace';
import { benchRow, type BenchRow } from './bench-row.ts';

const version = '9.1.0';

interface CutOutput {
  readonly steps: readonly { readonly name: string; readonly fromCache: boolean }[];
}

/**
 * A first cut with an empty cache (it gets NSIS and the Windows runtime, and makes the development keys), one with only the client changed,
 * one with nothing changed: wall time of the whole command.
 */
export async function benchCut(): Promise<BenchRow[]> {
  const checkout = await scratchCheckout();
  try {
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
