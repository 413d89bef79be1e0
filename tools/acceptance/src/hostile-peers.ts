import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueServerCertificate, type DevPki, type ServerCertificate, type ServerCertificateRequest } from '@togo/signing';
import type { ConnectionCode } from '@togo/tls-policy';
import { startHttps, startOpenssl, startTcp, type Peer } from '@togo/transmission/testing';

/** A peer that a client must refuse, and the code that it must give. */
export interface HostilePeer {
  readonly what: string;
  readonly port: number;
  readonly code: ConnectionCode;
}

export interface HostilePeers {
  readonly all: readonly HostilePeer[];
  /** The self-signed certificate of one of them: a client that can be talked into trusting it is lost. */
  readonly evilRootPem: string;
  close(): Promise<void>;
}

const day = 86_400_000;

/** Every kind of peer that the notice's promise excludes, on loopback ports of their own. */
export async function startHostilePeers(pki: DevPki): Promise<HostilePeers> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-peers-'));
  const peers: Peer[] = [];
  const all: HostilePeer[] = [];
  const add = (what: string, code: ConnectionCode, peer: Peer): void => {
    peers.push(peer);
    all.push({ what, code, port: peer.port });
  };
  const serve = ({ chainPem, keyPem }: ServerCertificate): Promise<Peer> => startHttps(chainPem, keyPem, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' });
  const certified = async (request: Partial<ServerCertificateRequest>): Promise<Peer> => serve(await issueServerCertificate(pki, { names: ['localhost'], ...request }));
  // A good certificate: what is wrong with these is the version alone.
  const good = await issueServerCertificate(pki, { names: ['localhost'] });
  const identity = { certPath: join(folder, 'leaf.pem'), keyPath: join(folder, 'leaf.key') };
  const chainPath = join(folder, 'chain.pem');
  await writeFile(identity.certPath, good.certPem);
  await writeFile(identity.keyPath, good.keyPem, { mode: 0o600 });
  await writeFile(chainPath, good.chainPem);
  const weak = ['-cipher', 'ALL:@SECLEVEL=0'];
  add('TLS 1.0 only', 'T-104', await startOpenssl(identity, chainPath, ['-tls1', ...weak]));
  add('TLS 1.1 only', 'T-104', await startOpenssl(identity, chainPath, ['-tls1_1', ...weak]));
  add('TLS 1.3 only', 'T-104', await startOpenssl(identity, chainPath, ['-tls1_3']));
  const selfSigned = await issueServerCertificate(pki, { names: ['localhost'], issuer: 'self' });
  add('a self-signed certificate', 'T-106', await serve(selfSigned));
  add('a certificate of an unknown authority', 'T-106', await certified({ issuer: 'unknown' }));
  add('a certificate for another name', 'T-107', await certified({ names: ['other.example'] }));
  add('an expired certificate', 'T-108', await certified({ notAfter: new Date(Date.now() - day) }));
  add('a name in the common name alone', 'T-110', await certified({ san: false }));
  add('plain HTTP', 'T-105', await startTcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'))));
  const closed = await startTcp(() => undefined);
  await closed.close();
  all.push({ what: 'a closed port', code: 'T-102', port: closed.port });
  return {
    all,
    evilRootPem: selfSigned.certPem,
    close: async () => {
      await Promise.all(peers.map((peer) => peer.close()));
      await rm(folder, { recursive: true });
    },
  };
}
