import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, type Progress } from '@togo/foundation';
import { demandChecks, fetchNodeRuntime, verifyNodeRuntime } from '@togo/signing';
import { workspaceRoot } from '../../workspace.ts';
import type { Cut } from '../cut.ts';
import type { StepOutcome } from '../step.ts';

/** Fetches the official node.exe and proves that it is: npm's integrity, our SHA-256, the OpenJS signature. */
export async function fetchRuntime(cut: Cut, progress: Progress): Promise<StepOutcome> {
  const { runtime } = cut.known('release').release;
  const request = { version: runtime.node, lockIntegrity: await lockedIntegrity(runtime.node), cacheDir: join(cut.cacheDir, 'runtimes') };
  const { exePath, fromCache } = await fetchNodeRuntime({ ...request, progress });
  demandChecks('node.exe', await verifyNodeRuntime({ exePath, expectedSha256: runtime.sha256, expectedVersion: runtime.node }));
  cut.learn('nodeExe', exePath);
  return fromCache ? 'cached' : 'built';
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

async function lockedIntegrity(version: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(workspaceRoot, 'package-lock.json'), 'utf8')) as Lock;
  const entry = lock.packages['node_modules/node-win-x86'];
  if (entry?.version === version && entry.integrity !== undefined) return entry.integrity;
  throw new CodedError('RUNTIME_NOT_LOCKED', `release.yaml asks for Node ${version}; package-lock.json pins node-win-x86 ${entry?.version ?? 'not at all'}`, {
    hint: 'Change runtime.node in release.yaml, or the optional dependency node-win-x86 in package.json and run npm install.',
  });
}
