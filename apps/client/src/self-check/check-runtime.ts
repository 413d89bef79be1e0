import type { Manifest } from '@togo/release/manifest';
import type { FileHasher } from './hash-each-once.ts';

/** What runs this process. */
export interface RunningRuntime {
  /** `process.versions.node` */
  readonly node: string;
  /** `process.arch` */
  readonly arch: string;
  /** `process.execPath` */
  readonly exe: string;
}

/** Whether the very runtime of this release runs, not another one that lay around. */
export function checkRuntime({ runtime }: Manifest, running: RunningRuntime, hashFile: FileHasher): { ok: boolean; detail: string } {
  const expected = `Node.js ${runtime.node} ${runtime.arch} ${runtime.sha256}`;
  const got = `Node.js ${running.node} ${running.arch} ${hashFile(running.exe)}`;
  return { ok: got === expected, detail: got === expected ? got : `expected ${expected}, got ${got}` };
}
