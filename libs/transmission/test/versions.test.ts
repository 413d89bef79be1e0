import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { run } from '@togo/foundation/run';
import type { TlsRange } from '@togo/tls-policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPeer } from './check.ts';
import { createTestPki, type TestPki } from './pki.ts';
import { startHttps, startOpenssl, startRawAnswer, type Peer } from './servers.ts';

const anyCipher = ['-cipher', 'ALL:@SECLEVEL=0'];
const oldRange: TlsRange = { min: 'TLSv1', max: 'TLSv1.2' };

let pki: TestPki;
let chainPath: string;

beforeAll(async () => {
  pki = await createTestPki();
  chainPath = join(pki.issuing.folder, 'ca.pem');
});
afterAll(() => pki.remove());

describe('when the server offers one TLS version only', () => {
  it.each([
    ['TLS 1.0', '-tls1', 'TLSv1', 'T-104'],
    ['TLS 1.1', '-tls1_1', 'TLSv1.1', 'T-104'],
    ['TLS 1.3', '-tls1_3', 'TLSv1.3', 'T-104'],
  ])('refuses %s, which openssl itself gets an answer in', async (_name, option, protocol, code) => {
    const peer = await startOpenssl(pki.good, chainPath, [option, ...anyCipher]);
    expect(await askOpenssl(peer, [option, ...anyCipher])).toMatch(answeredIn(protocol));
    const report = await checkPeer(peer, pki.trust);
    expect(report).toMatchObject({ ok: false, code, detail: expect.stringMatching(/^tls ERR_SSL_\S+ 0A000(?:102|410|42E) /) });
  });

  it('reaches TLS 1.2, and finds no answer of the reception system there', async () => {
    const report = await checkPeer(await startOpenssl(pki.good, chainPath, ['-tls1_2']), pki.trust);
    expect(report).toMatchObject({ code: 'T-114', handshake: { protocol: 'TLSv1.2' } });
  });

  it('chooses TLS 1.2 where the server would rather speak TLS 1.3', async () => {
    const peer = await startHttps(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem, { minVersion: 'TLSv1', maxVersion: 'TLSv1.3' });
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ code: 'T-100', handshake: { protocol: 'TLSv1.2' } });
  });

  it.each([
    ['-tls1', 'TLSv1'],
    ['-tls1_1', 'TLSv1.1'],
  ])('lets a release before 9.1.0 speak %s', async (option, protocol) => {
    const peer = await startOpenssl(pki.good, chainPath, [option, ...anyCipher]);
    expect(await checkPeer(peer, pki.trust, { range: oldRange })).toMatchObject({ code: 'T-114', handshake: { protocol } });
  });
});

describe('when TLS 1.2 is there, but nothing of it that we accept', () => {
  it.each([
    ['static RSA', ['-cipher', 'AES128-SHA:@SECLEVEL=0']],
    ['static RSA with GCM', ['-cipher', 'AES128-GCM-SHA256']],
    ['CBC', ['-cipher', 'ECDHE-RSA-AES128-SHA256']],
    ['finite-field Diffie-Hellman', ['-cipher', 'DHE-RSA-AES128-GCM-SHA256']],
    ['no authentication', ['-cipher', 'aNULL:@SECLEVEL=0']],
    ['no encryption', ['-cipher', 'eNULL:@SECLEVEL=0']],
    ['the group P-521', ['-cipher', 'ECDHE-RSA-AES128-GCM-SHA256', '-curves', 'secp521r1']],
    ['signatures with SHA-1', ['-cipher', 'ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0', '-sigalgs', 'RSA+SHA1']],
  ])('refuses %s', async (_name, args) => {
    const peer = await startOpenssl(pki.good, chainPath, ['-tls1_2', ...args]);
    expect(await askOpenssl(peer, ['-tls1_2', ...anyCipher])).toMatch(answeredIn('TLSv1.2'));
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ ok: false, code: 'T-112' });
  });
});

describe('when the server wants a certificate of the client', () => {
  it('says so, and does not call it a missing cipher', async () => {
    const args = ['-tls1_2', '-Verify', '1', '-verify_return_error', '-CAfile', join(pki.root.folder, 'ca.pem')];
    const peer = await startOpenssl(pki.good, chainPath, args);
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ ok: false, code: 'T-111' });
  });

  it('says so where node:tls asks for one', async () => {
    const demand = { requestCert: true, rejectUnauthorized: true, ca: pki.root.certPem };
    const peer = await startHttps(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem, demand);
    expect(await checkPeer(peer, pki.trust)).toMatchObject({ ok: false, code: 'T-111' });
  });
});

describe('when the server starts to renegotiate', () => {
  it('does not follow, where a naive program does', async () => {
    const outcomes: string[] = [];
    const start = (): Promise<Peer> =>
      startRawAnswer(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem, { maxVersion: 'TLSv1.2' }, (socket) => {
        socket.on('error', (error: NodeJS.ErrnoException) => outcomes.push(error.code ?? ''));
        socket.renegotiate({}, (error) => {
          if (error === null) outcomes.push('renegotiated');
          socket.end();
        });
      });
    expect(await checkPeer(await start(), pki.trust)).toMatchObject({ ok: false, code: 'T-113', handshake: { protocol: 'TLSv1.2' } });
    expect(outcomes[0]).toBe('ERR_SSL_NO_RENEGOTIATION');

    outcomes.length = 0;
    const peer = await start();
    const naive = connect({ port: peer.port, host: '127.0.0.1', ca: pki.root.certPem });
    naive.resume().write('x');
    await once(naive, 'close');
    await peer.close();
    expect(outcomes).toContain('renegotiated');
  });
});

/** The control: what an unpinned client gets from the same server. */
async function askOpenssl(peer: Peer, args: readonly string[]): Promise<string> {
  const { stdout } = await run('openssl', ['s_client', '-connect', `127.0.0.1:${peer.port}`, ...args], { okExitCodes: [0, 1], timeoutMs: 60_000 });
  return stdout;
}

function answeredIn(protocol: string): RegExp {
  return new RegExp(`(?:Protocol *: |^New, )${protocol.replace('.', '\\.')}(?:,|$)`, 'm');
}
