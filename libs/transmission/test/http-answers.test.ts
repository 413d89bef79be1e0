import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../src/protocol/index.ts';
import { checkPeer } from './check.ts';
import { brokenAnswers, chunked, hostileAnswers, hostileReplies, servedAnswers, withBody } from './hostile-answers.ts';
import { createTestPki, type TestPki } from './pki.ts';
import { startRawAnswer, type Peer, type RawAnswer } from './servers.ts';

const good = { formatVersion: 1, protocol: 'TLSv1.2', cipher: 'X', serverTime: '2021-04-19T10:00:42+09:00', era: 'tls1.2', cutover: null };
const body = JSON.stringify(good);

let pki: TestPki;

beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

const serve = (answer: RawAnswer): Promise<Peer> => startRawAnswer(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem, {}, answer);
const serveText = (text: string): Promise<Peer> => serve((socket) => socket.end(text, 'latin1'));

describe('when the answer is as it should be', () => {
  it('accepts a declared length and reads the skew of the clocks', async () => {
    const report = await checkPeer(await serveText(withBody(body)), pki.trust);
    expect(report).toMatchObject({ code: 'T-100', server: { skewSeconds: 42, era: 'tls1.2' } });
  });

  it('accepts a chunked one', async () => {
    expect(await checkPeer(await serveText(chunked(body)), pki.trust)).toMatchObject({ code: 'T-100' });
  });
});

describe('when the answer is hostile or broken', () => {
  it.each(hostileAnswers(body, limits.bodyMaxBytes))('refuses one that $name', async ({ text, detail }) => {
    const report = await checkPeer(await serveText(text), pki.trust);
    expect(report).toMatchObject({ ok: false, code: 'T-114', handshake: { protocol: 'TLSv1.2' }, detail: expect.stringContaining(detail) });
    expect(report).not.toHaveProperty('server');
  });

  it.each(brokenAnswers(body))('tells an answer that $name', async ({ text }) => {
    expect(await checkPeer(await serveText(text), pki.trust)).toMatchObject({ ok: false, code: 'T-113' });
  });

  it.each(servedAnswers)('ends with $code at one that $name', async ({ code, serve: act }) => {
    const isLate = code === 'T-103';
    const report = await checkPeer(await serve(act), pki.trust, isLate ? { timeoutMs: 1_000 } : {});
    expect(report).toMatchObject({ ok: false, code, handshake: { protocol: 'TLSv1.2' } });
    if (isLate) expect(report.detail).toBe('http DEADLINE_PASSED expected an answer within 1000 ms');
  });

  it('does so with all fifteen of the list', () => {
    const tried = [...hostileAnswers(body, limits.bodyMaxBytes), ...brokenAnswers(body), ...servedAnswers].map(({ name }) => name);
    expect(new Set(Object.values(hostileReplies)).size).toBe(15);
    expect(tried).toEqual(expect.arrayContaining(Object.values(hostileReplies)));
  });
});
