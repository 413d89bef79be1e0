import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSigner, type TokenKey } from '../src/index.ts';
import { holds } from '../src/keys/tuf-key.ts';
import { useScratch } from './scratch.ts';
import { makeToken } from '../testing/index.ts';

const scratch = useScratch();
let token: TokenKey;

beforeAll(async () => {
  token = await makeToken(scratch(), ['qa', 'release']);
});

const refused = (message: string): unknown => expect.objectContaining({ code: 'TOKEN_REFUSED', message: expect.stringContaining(message) });

describe('when a key lies in a PKCS#11 token', () => {
  it('signs with the key of that label, however long the bytes are', async () => {
    const qa = await loadSigner({ name: 'qa', pkcs11: token });
    const release = await loadSigner({ name: 'release', pkcs11: { ...token, label: 'release' } });
    const bytes = randomBytes(20_000);
    for (const [signer, other] of [
      [qa, release],
      [release, qa],
    ] as const) {
      const signature = await signer.sign(bytes);
      expect(signer.publicKey).toMatchObject({ keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256' });
      expect([
        holds(signer.publicKey, bytes, signature),
        holds(other.publicKey, bytes, signature),
        holds(signer.publicKey, randomBytes(20_000), signature),
      ]).toEqual([true, false, false]);
    }
  });

  it.each<[string, Partial<TokenKey>, string]>([
    ['a wrong PIN', { pin: '999999' }, 'wrong PIN'],
    ['another label', { label: 'nobody' }, 'expected one key pair with the label nobody, got 0'],
    ['another token', { token: 'elsewhere' }, 'No slot with token named "elsewhere" found'],
    ['no module', { module: '/nowhere.so' }, 'Failed to load pkcs11 module'],
  ])('%s is refused, and the PIN is not repeated', async (_what, change, message) => {
    const error: unknown = await loadSigner({ name: 'qa', pkcs11: { ...token, ...change } }).catch((reason: unknown) => reason);
    expect(error).toEqual(refused(message));
    expect(JSON.stringify([(error as Error).message, (error as { hint?: string }).hint])).not.toContain(change.pin ?? token.pin);
  });
});
