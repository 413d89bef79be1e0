import { generateKeyPairSync, sign } from 'node:crypto';
import { canonicalJson, sha256 } from '@togo/foundation';

/** A TUF root of one key, which signs everything: what an origin without metadata is asked with. */
export function makeSignedRoot(): string {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  const keyid = sha256(point);
  const role = { keyids: [keyid], threshold: 1 };
  const signed = {
    _type: 'root',
    spec_version: '1.0.31',
    version: 1,
    expires: '2099-01-01T00:00:00Z',
    consistent_snapshot: true,
    keys: { [keyid]: { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: point } } },
    roles: { root: role, targets: role, snapshot: role, timestamp: role },
  };
  return JSON.stringify({ signed, signatures: [{ keyid, sig: sign(null, Buffer.from(canonicalJson(signed)), privateKey).toString('hex') }] });
}
