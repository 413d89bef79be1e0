import { hashFile } from '@togo/foundation/files';
import type { Manifest } from '@togo/release/manifest';

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
export async function checkRuntime({ runtime }: Manifest, running: RunningRuntime): Promise<{ ok: boolean; detail: string }> {
  const expected = `Node.js ${runtime.node} ${runtime.arch} ${runtime.sha256}`;
  const got = `Node.js ${running.node} ${running.arch} ${await hashFile(running.exe)}`;
  return { ok: got === expected, detail: got === expected ? got : `expected ${expected}, got ${got}` };
}
