import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';

/**
 * A certificate that openssl made and signed with its own key, which stays in `key.pem` of the folder.
 *
 * @param extensions as for `openssl req -addext`.
 * @param key the kind of key, with further arguments for `openssl req`.
 */
export async function createCertificate(
  folder: string,
  extensions: readonly string[],
  key = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
): Promise<X509Certificate> {
  const path = join(folder, 'certificate.pem');
  const args = ['req', '-x509', '-newkey', ...key, '-nodes', '-keyout', join(folder, 'key.pem'), '-subj', '/CN=a.test', '-out', path];
  await run('openssl', [...args, ...extensions.flatMap((extension) => ['-addext', extension])]);
  return new X509Certificate(await readFile(path));
}
