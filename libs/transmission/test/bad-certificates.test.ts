import { get } from 'node:https';
import type { Trust } from '@togo/tls-policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProxyAddress, Target } from '../src/node/index.ts';
import { handshakePath } from '../src/protocol/index.ts';
import { badCertificates, type BadCertificate, type Shown } from './bad-certificates.ts';
import { checkPeer } from './check.ts';
import { createDeskPlace, logIn } from './desks.ts';
import { withBody } from './hostile-answers.ts';
import { testPassword } from './memory-reception.ts';
import { createTestPki, type TestPki } from './pki.ts';
import { startProxy, startRawAnswer, tunnelTo, type Peer } from './servers.ts';

let ours: TestPki;
let stranger: TestPki;
const shown = new Map<string, Shown>();

beforeAll(async () => {
  [ours, stranger] = await Promise.all([createTestPki(), createTestPki()]);
  // One after the other: what an authority issues goes into one index.
  for (const { name, make } of badCertificates) shown.set(name, await make(ours, stranger));
});
afterAll(() => Promise.all([ours.remove(), stranger.remove()]));

/** A server that answers the check of the connection properly, and keeps what it is told. */
interface Eavesdropper extends Peer {
  heard(): string;
}

async function serve({ chainPem, keyPem }: Pick<Shown, 'chainPem' | 'keyPem'>): Promise<Eavesdropper> {
  let heard = '';
  const answer = { formatVersion: 1, protocol: 'TLSv1.2', cipher: 'X', serverTime: '2021-04-19T10:00:00+09:00', era: 'tls1.2', cutover: null };
  const peer = await startRawAnswer(chainPem, keyPem, { ciphers: 'DEFAULT:@SECLEVEL=0' }, (socket, first) => {
    heard += first.toString('latin1');
    socket.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
    socket.end(withBody(JSON.stringify(answer)));
  });
  return { ...peer, heard: () => heard };
}

interface Place {
  readonly port: number;
  readonly shown: Shown;
  /** The way to names that no resolver knows. */
  readonly proxy: { readonly proxy?: ProxyAddress };
}

/** Shows the certificate to one client, once. */
async function meet<T>({ name, host }: BadCertificate, act: (place: Place) => Promise<T>): Promise<{ outcome: T; heard: string }> {
  const certificate = shown.get(name);
  if (certificate === undefined) throw new Error(`there is no certificate ${name}`);
  const server = await serve(certificate);
  const proxy = host.endsWith('.co.jp') ? await startProxy(tunnelTo(server.port)) : undefined;
  try {
    const outcome = await act({ port: server.port, shown: certificate, proxy: proxy === undefined ? {} : { proxy: { host: '127.0.0.1', port: proxy.port } } });
    return { outcome, heard: server.heard() };
  } finally {
    await Promise.all([server.close(), proxy?.close()]);
  }
}

async function tryLogIn(port: number, trust: Trust, target: Partial<Target> = {}): Promise<unknown> {
  const place = await createDeskPlace(trust);
  try {
    return await logIn(await place.open({ port, ...target })).then(
      () => undefined,
      (error: unknown) => error,
    );
  } finally {
    await place.remove();
  }
}

describe.each(badCertificates)('when the certificate of the server is bad: $name', (bad) => {
  const { host, code, reason } = bad;

  it('is refused by the check of the connection, which asks nothing there', async () => {
    const { outcome, heard } = await meet(bad, ({ port, shown: { trust }, proxy }) => checkPeer({ port, close: () => Promise.resolve() }, trust, { host, ...proxy }));
    expect(outcome).toMatchObject({ ok: false, code, detail: expect.stringContaining(reason) });
    expect(outcome).not.toHaveProperty('handshake');
    expect(heard).toBe('');
  });

  it('gets no byte of the password at a log-in', async () => {
    const { outcome, heard } = await meet(bad, ({ port, shown: { trust }, proxy }) => tryLogIn(port, trust, { host, ...proxy }));
    expect(outcome).toMatchObject({ code, message: expect.stringContaining(reason) });
    expect(heard).toBe('');
  });
});

describe('when the certificate is good', () => {
  it('hears the password, so that silence means something', async () => {
    const server = await serve({ chainPem: ours.good.certPem + ours.issuing.certPem, keyPem: ours.good.keyPem });
    await tryLogIn(server.port, ours.trust);
    await server.close();
    expect(server.heard()).toContain(testPassword);
  });
});

describe('when a client of Node that knows nothing but the root meets the same certificates', () => {
  it('accepts ten of them, so that a refusal means something', async () => {
    const accepted: string[] = [];
    for (const bad of badCertificates) {
      const { outcome } = await meet(bad, ({ port }) => askPlainly(bad.host, port, ours.root.certPem));
      if (outcome === 'accepted') accepted.push(bad.name);
    }
    const byTheList = ['CN only', 'no SAN', 'RSA-1024', 'revoked', 'stale CRL', 'missing CRL of one CA', 'pin mismatch', 'wildcard on public suffix'];
    expect(accepted).toEqual([...byTheList, 'no EKU', 'no digitalSignature']);
    expect(new Set(badCertificates.map(({ name }) => name)).size).toBe(24 + 2);
  });
});

/** As most programs ask: whatever Node does when it is not told otherwise. */
function askPlainly(host: string, port: number, ca: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  get({ host, port, path: handshakePath, ca, lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) }, (response) => {
    response.resume();
    resolve('accepted');
  }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  return promise;
}
