import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { parseClientHello, type ClientHello } from '@togo/tls-policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPki, type TestPki } from './pki.ts';
import { startHttps, startOpenssl, startTcp, type Peer } from './servers.ts';

// Each test starts programs, on machines that have other things to do.

const opensslConfig = `nodejs_conf=init
openssl_conf=init
[init]
ssl_conf=ssl
[ssl]
system_default=weak
[weak]
MinProtocol=TLSv1
MaxProtocol=TLSv1.3
CipherString=ALL:@SECLEVEL=0
Groups=P-521
Options=UnsafeLegacyRenegotiation
`;

let pki: TestPki;
let stranger: TestPki;
let peers: { good: Peer; stranger: Peer; old: Peer; recorder: Peer; proxy: Peer };
/** First bytes of each connection to the recorder: the check's, the desk's, the naive program's. */
let hellos: ClientHello[] = [];
let proxied = 0;
/** What happens where the environment says nothing. */
let calm: Outcome;

beforeAll(async () => {
  [pki, stranger] = await Promise.all([createTestPki(), createTestPki()]);
  await writeFile(join(pki.folder, 'trust.json'), JSON.stringify(pki.trust));
  await writeFile(join(pki.folder, 'openssl.cnf'), opensslConfig);
  peers = {
    good: await startHttps(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem),
    stranger: await startHttps(stranger.good.certPem + stranger.issuing.certPem, stranger.good.keyPem),
    old: await startOpenssl(pki.good, join(pki.issuing.folder, 'ca.pem'), ['-tls1_1', '-cipher', 'ALL:@SECLEVEL=0']),
    recorder: await startTcp((socket) =>
      socket.once('data', (bytes) => {
        hellos.push(parseClientHello(bytes));
        socket.end();
      }),
    ),
    proxy: await startTcp((socket) => {
      proxied += 1;
      socket.end();
    }),
  };
  calm = await checkUnder({});
});
afterAll(async () => {
  await Promise.all(Object.values(peers).map((peer) => peer.close()));
  await Promise.all([pki.remove(), stranger.remove()]);
});

interface Outcome {
  /** Codes of our client's check and of its log-in, then what a naive program met: at the good server, a stranger's, one of TLS 1.1, one that hangs up. */
  readonly pinned: readonly string[];
  readonly desk: readonly string[];
  readonly naive: readonly string[];
  readonly hello: ClientHello | undefined;
  readonly deskHello: ClientHello | undefined;
  readonly naiveHello: ClientHello | undefined;
}

async function checkUnder(env: Readonly<Record<string, string>>): Promise<Outcome> {
  hellos = [];
  const ports = [peers.good, peers.stranger, peers.old, peers.recorder].map((peer) => String(peer.port));
  const child = join(import.meta.dirname, 'hostile-child.ts');
  const options = { env: { PATH: process.env['PATH'] ?? '', ...env }, cleanEnv: true, timeoutMs: 30_000 };
  const { stdout } = await run(process.execPath, [child, pki.folder, join(pki.folder, 'trust.json'), ...ports], options);
  const result = JSON.parse(stdout) as Pick<Outcome, 'pinned' | 'desk' | 'naive'>;
  return { ...result, hello: hellos[0], deskHello: hellos[1], naiveHello: hellos[2] };
}

function expectCalm({ pinned, desk, hello, deskHello }: Omit<Outcome, 'naive' | 'naiveHello'>): void {
  expect({ pinned, desk, hello, deskHello }).toEqual({ pinned: calm.pinned, desk: calm.desk, hello: calm.hello, deskHello: calm.hello });
}

describe('when the environment leaves the client alone', () => {
  it('connects where it should and nowhere else', () => {
    expect(calm.pinned).toEqual(['T-100', 'T-106', 'T-104', 'T-113']);
    expect(calm.desk).toEqual(['T-114', 'T-106', 'T-104', 'T-113']); // the good one knows only the handshake
    expect(calm.deskHello).toEqual(calm.hello);
    expect(calm.naive[1]).not.toBe('accepted');
    expect(calm.hello?.ciphers).toHaveLength(6);
  });
});

describe('when the environment opens the door to a stranger', () => {
  it.each([
    ['NODE_TLS_REJECT_UNAUTHORIZED', () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })],
    ['NODE_EXTRA_CA_CERTS', () => ({ NODE_EXTRA_CA_CERTS: join(stranger.root.folder, 'ca.pem') })],
    ['SSL_CERT_FILE', () => ({ SSL_CERT_FILE: join(stranger.root.folder, 'ca.pem'), NODE_OPTIONS: '--use-openssl-ca' })],
  ])('lets a naive program in by %s, and our client not', async (_name, env) => {
    const { naive, ...ours } = await checkUnder(env());
    expect(naive[1]).toBe('accepted');
    expectCalm(ours);
  });
});

describe('when the environment weakens what is offered', () => {
  it.each([
    ['NODE_OPTIONS', () => ({ NODE_OPTIONS: '--tls-min-v1.0 --tls-max-v1.3 --tls-cipher-list=ALL:@SECLEVEL=0' })],
    ['OPENSSL_CONF', () => ({ OPENSSL_CONF: join(pki.folder, 'openssl.cnf') })],
    ['--openssl-shared-config', () => ({ OPENSSL_CONF: join(pki.folder, 'openssl.cnf'), NODE_OPTIONS: '--openssl-shared-config' })],
  ])('changes the hello of a naive program by %s, and ours not', async (_name, env) => {
    const { naiveHello, ...ours } = await checkUnder(env());
    expect(naiveHello).not.toEqual(calm.naiveHello);
    expectCalm(ours);
  });
});

describe('when the environment names a proxy', () => {
  it('sends a naive program there, and our client not', async () => {
    const proxy = `http://127.0.0.1:${peers.proxy.port}`;
    const { naive, ...ours } = await checkUnder({ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, http_proxy: proxy });
    expectCalm(ours);
    expect(naive[0]).not.toBe('accepted');
    expect(proxied).toBe(naive.length);
  });
});
