import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeClaimFile } from '@togo/claims/testing';
import { InternalError } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { benchRow, type BenchRow } from '../bench-row.ts';
import { median } from '../median.ts';
import type { ReadResult } from './read-claim-file.ts';

const fileBytes = 50_000_000;
const rounds = 3;

/** Checking a 50 MB claim file beside reading and fatally decoding it: speed, and the memory of the whole process. */
export async function benchClaims(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-bench-claims-'));
  try {
    const file = join(folder, 'I0304A.CSV');
    await writeFile(file, writeClaimFile({ minBytes: fileBytes }));
    const ours: ReadResult[] = [];
    const peer: ReadResult[] = [];
    // In turns, so that what else the machine does meets both.
    for (let round = 0; round < rounds; round++) {
      ours.push(await read('check', file));
      peer.push(await read('decode', file));
    }
    return [
      benchRow({ id: 'claims-check', what: 'check of a 50 MB claim file / read and decode it', ours: speed(ours), peer: speed(peer), unit: 'MB/s' }),
      benchRow({ id: 'claims-memory', what: 'memory of that check / of that decoding', ours: memory(ours), peer: memory(peer), unit: 'MB' }),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function read(how: 'check' | 'decode', file: string): Promise<ReadResult> {
  const program = join(import.meta.dirname, 'read-claim-file.ts');
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', program, how, file]);
  const result = JSON.parse(stdout) as ReadResult;
  if (!result.ok) throw new InternalError(`${how}: the file to measure with is not good`);
  process.stderr.write(`claims, ${how}: ${(result.bytes / 1e6 / result.seconds).toFixed(1)} MB/s, ${(result.maxRssBytes / 1e6).toFixed(0)} MB of memory\n`);
  return result;
}

/** Of the middle round. */
function speed(results: readonly ReadResult[]): number {
  return median(results.map(({ bytes, seconds }) => bytes / 1e6 / seconds));
}

/** The most of all rounds: a limit must hold in each. */
function memory(results: readonly ReadResult[]): number {
  return Math.max(...results.map(({ maxRssBytes }) => maxRssBytes / 1e6));
}
