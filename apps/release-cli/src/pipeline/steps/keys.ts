import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { Progress } from '@togo/foundation';
import { developmentIdentity, ensureDevPki, signCached } from '@togo/signing';
import { developmentKeysDir } from '../../development-keys.ts';
import { nodeArgs } from '../../workspace.ts';
import type { Cut } from '../cut.ts';
import { leaveUnsigned } from '../signing.ts';
import type { StepOutcome } from '../step.ts';

const description = 'Togo integrated installer (development)';

/** Opens the development keys, making them on first use. Even an unsigned build trusts the reception certificate among them. */
export async function openKeys(cut: Cut, progress: Progress): Promise<StepOutcome> {
  const pki = await ensureDevPki(developmentKeysDir(), cut.clock, progress);
  const { trustPath } = pki.reception;
  if (cut.unsigned) {
    cut.learn('signing', { kind: 'unsigned', identity: 'unsigned', sign: leaveUnsigned, command: null, trustPath });
    return 'built';
  }
  const identity = developmentIdentity(pki, description);
  const signatures = join(cut.cacheDir, 'signatures');
  cut.learn('signing', {
    kind: 'development',
    identity: new X509Certificate(identity.certPem).fingerprint256,
    sign: (file) => signCached(file, signatures, identity),
    command: [process.execPath, ...nodeArgs('libs/signing/src/sign-main.ts'), '--keys', developmentKeysDir(), '--cache', signatures, '--description', description],
    trustPath,
  });
  return 'built';
}
