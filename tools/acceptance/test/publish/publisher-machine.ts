import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fixedClock, insteadOf } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import { run, type RunResult } from '@togo/foundation/run';
import { openRepository, type Getter } from '@togo/trust/node';
import type { World } from '@togo/trust';
import { workspaceRoot } from '@togo/workspace';

export const version = '9.1.0';
export const moments = { staging: '2021-03-14T10:00:00+09:00', announcement: '2021-03-15T10:00:00+09:00', afterwards: '2021-03-15T10:01:00+09:00' } as const;

const program = ['--disable-warning=ExperimentalWarning', join(workspaceRoot, 'apps/release-cli/src/main.ts')];

/** A folder as origin, and a publisher's `dist` beside it, driven by the command that an engineer types. */
export class PublisherMachine {
  readonly folder: string;
  readonly dist: string;
  readonly origin: string;

  constructor(folder: string, dist = join(folder, 'dist')) {
    this.folder = folder;
    this.dist = dist;
    this.origin = join(folder, 'origin');
  }

  static async open(dist?: string): Promise<PublisherMachine> {
    const machine = new PublisherMachine(await realpath(await mkdtemp(join(tmpdir(), 'togo-publish-'))), dist);
    await mkdir(machine.origin);
    await mkdir(machine.dist, { recursive: true });
    return machine;
  }

  /** The same state once more. */
  async copy(): Promise<PublisherMachine> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'togo-publish-')));
    await cp(this.folder, folder, { recursive: true });
    return new PublisherMachine(folder);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** Runs a command to its end, at a chosen clock, with the development keys of this machine. */
  togo(now: string, ...args: readonly string[]): Promise<RunResult> {
    return run(process.execPath, this.#arguments(now, args), { cwd: workspaceRoot, okExitCodes: [0, 1, 2, 3, 4, 8, 70] });
  }

  start(now: string, ...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, this.#arguments(now, args), { cwd: workspaceRoot, stdio: 'ignore' });
  }

  async approve(now: string, milestone: string): Promise<void> {
    await this.#must(now, 'stage', version, '--milestone', milestone);
    for (const role of ['qa', 'release']) await this.#must(now, 'sign-off', version, '--milestone', milestone, '--role', role);
  }

  /** Keys of the objects that lie there now. */
  keys(): string[] {
    const entries = readdirSync(this.origin, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('.togo-incoming')).map((entry) => join(entry.parentPath, entry.name).slice(this.origin.length + 1));
  }

  /** SHA-256 by key. */
  async objects(): Promise<ReadonlyMap<string, string>> {
    const keys = (await listFiles(this.origin)).filter((key) => !key.startsWith('.togo-incoming/'));
    return new Map(await Promise.all(keys.map(async (key) => [key, await hashFile(join(this.origin, key))] as const)));
  }

  /** What a client that was never there sees, every file of it downloaded; undefined where there is no timestamp yet. */
  async stranger(now: string): Promise<World | undefined> {
    if (!this.keys().includes('metadata/timestamp.json')) return undefined;
    const memory = await mkdtemp(join(tmpdir(), 'togo-stranger-'));
    try {
      const root = await readFile(join(this.origin, 'metadata/1.root.json'));
      const repository = openRepository({ url: pathToFileURL(this.origin).href, root, store: join(memory, 'store'), get: fileGetter, clock: fixedClock(now) });
      const world = await repository.refresh();
      const { releases, announcements } = world.statement;
      const targets = [...releases.flatMap(({ artefacts }) => artefacts.map(({ target }) => target)), ...announcements.flatMap(({ html, pdf }) => [html, pdf])];
      for (const target of targets) await repository.download(target, join(memory, 'file'));
      return world;
    } finally {
      await rm(memory, { recursive: true, force: true });
    }
  }

  async #must(now: string, ...args: readonly string[]): Promise<void> {
    const { exitCode, stderr } = await this.togo(now, ...args);
    if (exitCode !== 0) throw new Error(`togo ${args.join(' ')}: ${stderr}`);
  }

  #arguments(now: string, args: readonly string[]): string[] {
    return [...program, ...args, '--origin', pathToFileURL(this.origin).href, '--dist', this.dist, '--now', now];
  }
}

/** Waits until something holds, looking every millisecond; false where the process ends before. */
export async function until(child: ChildProcess, holds: () => boolean): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    if (holds()) return true;
    await sleep(1);
  }
  return holds();
}

export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

const fileGetter: Getter = async (url, { from = 0 }) => {
  const bytes = await readFile(fileURLToPath(url)).catch(insteadOf('ENOENT', undefined));
  return bytes && whole(bytes.subarray(from));
};

// eslint-disable-next-line @typescript-eslint/require-await -- what a body is
async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
