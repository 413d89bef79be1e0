import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Clock } from '@togo/foundation';
import { createKeys, type KeyName } from '@togo/signing';
import { firstStatusFile, openSigner, signStatus } from './keyring.ts';

export interface MadeKey {
  readonly name: KeyName;
  readonly keyId: string;
  /** What the others need of it. */
  readonly files: readonly string[];
}

/**
 * Makes a key for each role; where `<role>.token.json` says that it lies in a token, takes in its public half. With the key of the status
 * role comes the first list of withdrawals, an empty one, so that the publisher can begin without that key.
 *
 * @throws CodedError of @togo/signing: `KEY_EXISTS` when there is one of that name.
 */
export async function initKeys(folder: string, roles: readonly KeyName[], passphrase: string, source: string, clock: Clock): Promise<MadeKey[]> {
  const made: MadeKey[] = [];
  for (const name of roles) {
    const hasToken = await readFile(join(folder, `${name}.token.json`)).then(() => true, () => false);
    const files = [join(folder, `${name}.public.json`)];
    if (hasToken) {
      const { keyId, publicKey } = await openSigner(folder, name, source);
      await writeFile(join(folder, `${name}.public.json`), `${canonicalJson({ formatVersion: 1, keyId, key: publicKey })}\n`, { flag: 'wx' });
    } else {
      await createKeys(folder, [name], passphrase);
    }
    const signer = await openSigner(folder, name, source);
    if (name === 'status') {
      files.push(join(folder, firstStatusFile));
      await writeFile(join(folder, firstStatusFile), await signStatus([], signer, clock.now()), { flag: 'wx' });
    }
    made.push({ name, keyId: signer.keyId, files });
  }
  return made;
}
