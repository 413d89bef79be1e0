import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from '@togo/foundation';
import { parseTrust } from '@togo/tls-policy';
import { developmentIdentity, ensureDevPki, openSigningFolder, signCached, type SigningIdentity } from '@togo/signing';
import { developmentKeysDir, developmentRoot } from '../../development-keys.ts';
import { nodeArgs } from '../../workspace.ts';
import type { Cut } from '../cut.ts';
import { leaveUnsigned, type ProductionSigner, type Signing } from '../signing.ts';
import type { StepOutcome } from '../step.ts';

const description = 'Togo integrated installer';
const developmentDescription = `${description} (development)`;

const unsigned: Pick<Signing, 'kind' | 'identity' | 'sign' | 'command'> = { kind: 'unsigned', identity: 'unsigned', sign: leaveUnsigned, command: null };

/** Opens the keys: those of a production signer, else the development keys, which are made on first use. Even an unsigned build trusts somebody. */
export async function openKeys(cut: Cut, progress: Progress): Promise<StepOutcome> {
  const opened = cut.signer === undefined ? await openDevelopment(cut, progress) : await openProduction(cut, cut.signer);
  cut.learn('signing', cut.unsigned ? { ...opened, ...unsigned } : opened);
  return 'built';
}

async function openDevelopment(cut: Cut, progress: Progress): Promise<Signing> {
  const pki = await ensureDevPki(developmentKeysDir(), cut.clock, progress);
  const { trustPath } = pki.reception;
  const root = await developmentRoot();
  return { kind: 'development', trustPath, root, ...signedBy(cut, developmentIdentity(pki, developmentDescription), ['--keys', developmentKeysDir(), '--description', developmentDescription]) };
}

async function openProduction(cut: Cut, { folder, passphrase }: ProductionSigner): Promise<Signing> {
  const { identity, trustPath, root } = await openSigningFolder(folder, passphrase, description);
  parseTrust(await readFile(trustPath, 'utf8'));
  return { kind: 'production', trustPath, root, ...signedBy(cut, identity, ['--signing', folder, '--passphrase', passphrase, '--description', description]) };
}

/** @param options that tell sign-main the same identity. */
function signedBy(cut: Cut, identity: SigningIdentity, options: readonly string[]): Pick<Signing, 'identity' | 'sign' | 'command'> {
  const signatures = join(cut.cacheDir, 'signatures');
  return {
    identity: new X509Certificate(identity.certPem).fingerprint256,
    sign: (file) => signCached(file, signatures, identity),
    command: [process.execPath, ...nodeArgs('libs/signing/src/sign-main.ts'), ...options, '--cache', signatures],
  };
}
