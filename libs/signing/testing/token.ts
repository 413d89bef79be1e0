import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '@togo/foundation/run';
import type { TokenKey } from '../src/index.ts';

/** Where Debian puts the module. */
const modulePath = '/usr/lib/softhsm/libsofthsm2.so';

/** A token of SoftHSM of its own, with a key pair for each label. */
export async function makeToken(folder: string, labels: readonly string[], kind = 'EC:prime256v1'): Promise<TokenKey> {
  const tokens = join(folder, 'tokens');
  await mkdir(tokens, { recursive: true });
  const config = join(folder, 'softhsm2.conf');
  await writeFile(config, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env['SOFTHSM2_CONF'] = config;
  const pin = '648219';
  await run('softhsm2-util', ['--init-token', '--free', '--label', 'togo', '--so-pin', '10203040', '--pin', pin]);
  const token = { module: modulePath, token: 'togo', label: labels[0] ?? '', pin };
  for (const [index, label] of labels.entries()) await pkcs11(token, '--keypairgen', '--key-type', kind, '--label', label, '--id', `0${index + 1}`);
  return token;
}

/** The public half of a pair, SubjectPublicKeyInfo as DER. */
export async function readTokenKey(token: TokenKey, id: string): Promise<Buffer> {
  const file = join(dirname(process.env['SOFTHSM2_CONF'] ?? ''), 'public.der');
  await pkcs11(token, '--read-object', '--type', 'pubkey', '--id', id, '--output-file', file);
  return readFile(file);
}

async function pkcs11({ module, token, pin }: TokenKey, ...args: readonly string[]): Promise<void> {
  await run('pkcs11-tool', ['--module', module, '--token-label', token, '--login', '--pin', 'env:TOGO_TEST_PIN', ...args], { env: { TOGO_TEST_PIN: pin } });
}
