import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { createPc, type Pc } from '@togo/wine-lab';
import { workspaceRoot } from '@togo/workspace';
import { benchRow, type BenchRow } from './bench-row.ts';
import { median } from './median.ts';

const [previous, version] = ['9.0.0', '9.1.0'];
const rounds = 3;

/** TogoUpdate on a PC with the previous release / the whole installer on a clean PC: bytes to download, and seconds until it has ended. */
export async function benchUpdate(): Promise<BenchRow[]> {
  const dist = await mkdtemp(join(tmpdir(), 'togo-bench-'));
  const exe = (name: string, of: string): string => join(dist, of, `${name}-${of}.exe`);
  try {
    for (const each of [previous, version]) await run(join(workspaceRoot, 'togo'), ['cut', each, '--dist', dist]);
    const [whole, update] = [exe('TogoInstaller', version), exe('TogoUpdate', version)];
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round += 1) {
      peer.push(await onPc((pc) => install(pc, whole)));
      ours.push(
        await onPc(async (pc) => {
          await install(pc, exe('TogoInstaller', previous));
          return await install(pc, update);
        }),
      );
      process.stderr.write(`update, round ${round}: update ${ours.at(-1)?.toFixed(1)} s, whole installer ${peer.at(-1)?.toFixed(1)} s\n`);
    }
    const megabytes = async (path: string): Promise<number> => (await stat(path)).size / 1_000_000;
    return [
      benchRow({ id: 'update-bytes', what: `TogoUpdate-${version}.exe / TogoInstaller-${version}.exe`, ours: await megabytes(update), peer: await megabytes(whole), unit: 'MB' }),
      benchRow({ id: 'update-time', what: `that update over ${previous} / that installer on a clean PC`, ours: median(ours), peer: median(peer), unit: 's' }),
    ];
  } finally {
    await rm(dist, { recursive: true });
  }
}

async function onPc<T>(act: (pc: Pc) => Promise<T>): Promise<T> {
  const pc = await createPc({ persona: 'win10' });
  try {
    return await act(pc);
  } finally {
    await pc.dispose();
  }
}

/** @returns seconds. */
async function install(pc: Pc, installer: string): Promise<number> {
  const { exitCode, seconds, stderr } = await pc.run(installer, ['/S'], { until: 'all' });
  if (exitCode !== 0) throw new CodedError('BENCH_UPDATE_FAILED', `${installer}: exit code ${exitCode}: ${stderr}`);
  return seconds;
}
