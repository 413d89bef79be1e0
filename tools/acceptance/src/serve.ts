import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { workspaceRoot } from '@togo/workspace';
import { waitFor } from './wait-for.ts';

export interface RunningSite {
  /** `https://localhost:<port>/`; the origin is the same server. */
  readonly site: string;
  readonly reception: { readonly port: number; readonly era: string };
  /** By its process id. @returns exit code and signal of its end. */
  stop(signal?: NodeJS.Signals): Promise<unknown[]>;
}

const startMs = 120_000;

/** `togo serve` on a free port, with the releases of a folder; without `--at` as of now. */
export async function startSite(dist: string, ...options: readonly string[]): Promise<RunningSite> {
  const child = spawn(join(workspaceRoot, 'togo'), ['serve', '--dist', dist, '--port', '0', '--json', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let [said, log] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<unknown[]> => {
    child.kill(signal);
    return exited;
  };
  try {
    const served = await waitFor('the site', startMs, () => {
      if (child.exitCode !== null) throw new Error(`togo serve did not start: ${log}`);
      return Promise.resolve(said.endsWith('\n}\n') ? (JSON.parse(said) as Pick<RunningSite, 'site' | 'reception'>) : undefined);
    });
    return { ...served, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
