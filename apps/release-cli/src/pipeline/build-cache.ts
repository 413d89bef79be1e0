import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256 } from '@togo/foundation';
import { hashFile, listFiles } from '@togo/foundation/files';
import type { StepOutcome } from './step.ts';

const sealName = '.outputs.json';
const keepForDays = 30;

export interface Built {
  /** A folder to read from; never write into it. */
  readonly dir: string;
  readonly outcome: StepOutcome;
}

/**
 * Builds kept by what went into them: equal inputs give the folder that was built before.
 * An entry is sealed with the hashes of its files and re-checked on every use, so a damaged one is built again.
 */
export class BuildCache {
  readonly #folder: string;
  readonly #nonce: string;

  /** @param nonce tells apart the scratch folders of cuts that run at the same time. */
  constructor(folder: string, nonce: string) {
    this.#folder = folder;
    this.#nonce = nonce;
  }

  async get(name: string, inputs: unknown, build: (out: string) => Promise<void>): Promise<Built> {
    const dir = join(this.#folder, `${name}-${sha256(canonicalJson({ name, inputs })).slice(0, 32)}`);
    if (await isSound(dir)) {
      const now = new Date();
      await utimes(dir, now, now);
      return { dir, outcome: 'cached' };
    }
    const scratch = `${dir}.${this.#nonce}.tmp`;
    await mkdir(scratch, { recursive: true });
    try {
      await build(scratch);
      await writeFile(join(scratch, sealName), canonicalJson(await hashAll(scratch)));
      await rm(dir, { recursive: true, force: true });
      await rename(scratch, dir).catch(async (error: NodeJS.ErrnoException) => {
        // A cut beside this one was faster; its build of the same inputs serves as well.
        if (!(await isSound(dir))) throw error;
      });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
    return { dir, outcome: 'built' };
  }

  /** Forgets what nobody used for a month, and what a killed cut left half-built. */
  async sweep(now: Date): Promise<void> {
    const oldest = now.getTime() - keepForDays * 86_400_000;
    for (const entry of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, entry);
      const touched = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
      if (touched < oldest) await rm(path, { recursive: true, force: true });
    }
  }
}

async function isSound(dir: string): Promise<boolean> {
  const seal = await readFile(join(dir, sealName), 'utf8').catch(() => undefined);
  return seal !== undefined && seal === canonicalJson(await hashAll(dir));
}

async function hashAll(dir: string): Promise<Record<string, string>> {
  const files = (await listFiles(dir)).filter((file) => file !== sealName);
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await hashFile(join(dir, file))] as const)));
}
