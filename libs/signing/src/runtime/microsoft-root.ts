import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InternalError } from '@togo/foundation';

const file = new URL('../../data/microsoft-identity-verification-root-2020.pem', import.meta.url);
const fingerprint = '5367F20C7ADE0E2BCA790915056D086B720C33C1FA2A2661ACF787E3292E1270';

/** The root under which OpenJS Foundation signs node.exe, as PEM. Pinned: the data file is compared with the fingerprint in this code. */
export async function readMicrosoftRoot(): Promise<string> {
  const root = new X509Certificate(await readFile(file));
  if (root.fingerprint256.replaceAll(':', '') !== fingerprint) throw new InternalError(`${file.pathname} is not the pinned root`);
  return root.toString();
}
