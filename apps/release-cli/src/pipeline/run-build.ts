import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { nodeArgs } from '../workspace.ts';
import type { Cut } from './cut.ts';

/**
 * Runs the build program of an app with a request file. The CLI never imports an app: it hands over a request
 * and reads what was written to `out`.
 *
 * @param request gets a scratch folder that the program may use.
 */
export async function runBuild(cut: Cut, program: string, request: (work: string) => Readonly<Record<string, unknown>>): Promise<void> {
  const work = await mkdtemp(join(cut.work, 'build-'));
  const requestFile = join(work, 'request.json');
  await writeFile(requestFile, JSON.stringify({ formatVersion: 1, version: cut.version, ...request(work) }, null, 2));
  await run(process.execPath, [...nodeArgs(program), requestFile], { signal: cut.signal });
}
