import { join } from 'node:path';
import { verifyNodeRuntime } from '@togo/signing';
import { ask, differing, type ReleaseCheck } from '../check.ts';
import type { Subject } from '../subject.ts';

/** node.exe is the one that release.yaml names, untouched as OpenJS Foundation signed it. */
export function checkRuntime({ manifest, written, layers }: Subject): Promise<ReleaseCheck> {
  const { runtime } = written.release;
  return ask('runtime', `node.exe ${runtime.node} for 32 bits, signed by OpenJS Foundation, SHA-256 ${runtime.sha256}`, 'that one', async () => {
    const exePath = join(layers.get('runtime') ?? '', 'node.exe');
    const checks = await verifyNodeRuntime({ exePath, expectedSha256: runtime.sha256, expectedVersion: runtime.node });
    return [
      ...differing('release.json: node', runtime.node, manifest.runtime.node),
      ...differing('release.json: arch', runtime.arch, manifest.runtime.arch),
      ...differing('release.json: sha256', runtime.sha256, manifest.runtime.sha256),
      ...checks.filter(({ ok }) => !ok).map(({ id, expected, got }) => `${id}: expected ${expected}, got ${got}`),
    ];
  });
}
