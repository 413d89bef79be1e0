import { connect } from 'node:net';
import { DeskError } from '@togo/transmission/node';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../src/limits.ts';
import { openScreens, type OpenScreens } from './open-screens.ts';
import { ask, enter, type Reply } from './visitor.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());
const open = (): Promise<OpenScreens> => openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust });

const headers = {
  'content-security-policy': "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

function expectRefusal(reply: Reply, status: number, code: string): void {
  expect(reply.status).toBe(status);
  expect(reply.headers).toMatchObject(headers);
  expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(reply.body).toContain(`(${code})`);
}

describe('when somebody opens the screens', () => {
  it('lets the one-time address in once, and keeps it out of the address bar', async () => {
    const { screens } = await open();
    const { pathname, search } = new URL(screens.issueUrl());
    const first = await ask(screens.port, pathname + search);
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(first.headers['set-cookie']?.[0]).toMatch(/^kaigodenso-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expectRefusal(await ask(screens.port, pathname + search), 403, 'I-491');
  });

  it('brings whoever is in already to the first page, when the address is used again', async () => {
    const { screens } = await open();
    const url = screens.issueUrl();
    const visitor = await enter(url);
    expect(await visitor.get(url.slice(url.indexOf('/open')))).toMatchObject({ status: 303, headers: { location: '/' } });
  });

  it('shows nothing without a session, or with the cookie of another run', async () => {
    const { screens } = await open();
    for (const path of ['/', '/check', '/check/result', '/check/result.txt', '/ie-check', '/settings', '/notes', '/support']) {
      expectRefusal(await ask(screens.port, path), 403, 'I-491');
      expectRefusal(await ask(screens.port, path, { headers: { Cookie: `kaigodenso-${screens.port}=${'A'.repeat(43)}` } }), 403, 'I-491');
    }
  });

  it('answers on 127.0.0.1 and on no other address', async () => {
    const { screens } = await open();
    const attempt = (host: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect({ host, port: screens.port }, () => {
          socket.destroy();
          resolve('connected');
        }).on('error', () => resolve('refused'));
      });
    expect(await Promise.all(['127.0.0.1', '127.0.0.2', '::1'].map(attempt))).toEqual(['connected', 'refused', 'refused']);
  });
});

describe('when a request does not come from our pages', () => {
  it.each(['localhost', 'evil.example', '127.0.0.1', '[::1]'])('refuses the host name %s, which may have been pointed at this PC', async (host) => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    const spoken = host === '127.0.0.1' ? host : `${host}:${screens.port}`;
    expectRefusal(await ask(screens.port, '/', { headers: { Host: spoken, Cookie: visitor.cookie } }), 403, 'I-493');
  });

  it.each(['cross-site', 'same-site'])('refuses what a browser calls %s', async (site) => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    expectRefusal(await ask(screens.port, '/', { headers: { Cookie: visitor.cookie, 'Sec-Fetch-Site': site } }), 403, 'I-493');
  });

  it.each([
    { Origin: 'https://evil.example' },
    { Origin: 'http://localhost:1' },
    { Origin: 'null' },
    { Origin: 'null', 'Sec-Fetch-Site': 'none' },
  ])('refuses a form with %j', async (said) => {
    const { screens, readLog } = await open();
    const visitor = await enter(screens.issueUrl());
    expectRefusal(await visitor.post('/settings', { host: 'evil.example', port: '443' }, said), 403, 'I-493');
    expect(await readLog()).toContain('refused why="ORIGIN_NOT_OURS"');
    expect((await visitor.get('/settings')).body).not.toContain('evil.example');
  });

  it('refuses a form without our token, or with a wrong one', async () => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    for (const token of ['', 'A'.repeat(43)]) expectRefusal(await visitor.post('/settings', { token, host: 'evil.example', port: '443' }), 403, 'I-493');
    expect((await visitor.get('/settings')).body).not.toContain('evil.example');
  });

  it.each([
    {},
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' },
  ])('accepts a form of ours from a browser that says %j', async (said) => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    expect(await visitor.post('/settings', { host: 'denso.example', port: '443' }, said)).toMatchObject({ status: 200 });
    expect((await visitor.get('/settings')).body).toContain('value="denso.example"');
  });

  it('gives tickets only to whoever knows the secret of instance.json', async () => {
    const { screens } = await open();
    const knock = (Authorization: string, more = {}): Promise<Reply> => ask(screens.port, '/instance/ticket', { method: 'POST', headers: { Authorization, ...more } });
    expectRefusal(await knock('Bearer x'), 403, 'I-493');
    expectRefusal(await knock(`Bearer ${screens.knockSecret}`, { Origin: 'https://evil.example' }), 403, 'I-493');
    expect((await knock(`Bearer ${screens.knockSecret}`)).status).toBe(200);
  });

  it('tells of the outbox only whoever knows that secret, and no browser', async () => {
    const { screens } = await open();
    const outbox = (Authorization: string, more = {}): Promise<Reply> => ask(screens.port, '/instance/outbox', { headers: { Authorization, ...more } });
    expectRefusal(await outbox('Bearer x'), 403, 'I-493');
    expectRefusal(await outbox(`Bearer ${screens.knockSecret}`, { Origin: 'https://evil.example' }), 403, 'I-493');
    const { cookie } = await enter(screens.issueUrl());
    expectRefusal(await outbox('', { Cookie: cookie }), 403, 'I-493');
    const told = await outbox(`Bearer ${screens.knockSecret}`);
    expect({ status: told.status, body: JSON.parse(told.body) as unknown }).toEqual({ status: 200, body: { formatVersion: 1, entries: [] } });
  });

  it('tells nothing of an outbox that another process has', async () => {
    const { screens } = await openScreens({ reception: { host: 'localhost', port: 1 }, trust: pki.trust }, undefined, undefined, () => Promise.reject(new DeskError('R-563', 'in use')));
    expectRefusal(await ask(screens.port, '/instance/outbox', { headers: { Authorization: `Bearer ${screens.knockSecret}` } }), 503, 'I-484');
  });
});

describe('when a request has a wrong form', () => {
  it('has no such page, and says so in Japanese with the menu at hand', async () => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    const reply = await visitor.get('/nowhere');
    expectRefusal(reply, 404, 'I-492');
    expect(reply.body).toContain('<nav aria-label="画面の一覧">');
    expectRefusal(await ask(screens.port, '/../../etc/passwd'), 404, 'I-492');
    expectRefusal(await ask(screens.port, '//evil.example/'), 404, 'I-492');
  });

  it('refuses methods that a page does not have, and says which it has', async () => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    const wrong = await visitor.get('/quit');
    expectRefusal(wrong, 405, 'I-494');
    expect(wrong.headers.allow).toBe('POST');
    expectRefusal(await ask(screens.port, '/', { method: 'DELETE', headers: { Cookie: visitor.cookie } }), 405, 'I-494');
  });

  it('refuses a body that is no form or too long', async () => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    expectRefusal(await visitor.post('/settings', {}, { 'Content-Type': 'application/json' }), 400, 'I-494');
    expectRefusal(await visitor.post('/settings', { host: 'x'.repeat(limits.formMaxBytes) }), 400, 'I-494');
  });

  it('answers HEAD without a body', async () => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    const reply = await ask(screens.port, '/', { method: 'HEAD', headers: { Cookie: visitor.cookie } });
    expect(reply).toMatchObject({ status: 200, body: '', headers });
  });
});

describe('when pages are served', () => {
  const pages = ['/', '/check', '/ie-check', '/settings', '/settings/certificates', '/notes', '/support', '/style.css', '/icon.svg'];

  it.each(pages)('%s forbids everything that it does not need', async (path) => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    expect(await visitor.get(path)).toMatchObject({ status: 200, headers });
  });

  it.each(pages)('%s is what Internet Explorer 11 can show, without script', async (path) => {
    const { screens } = await open();
    const visitor = await enter(screens.issueUrl());
    const { body } = await visitor.get(path);
    expect(body).not.toMatch(/<script|<details|\son\w+=|javascript:|\sstyle="/i);
    expect(body).not.toMatch(/var\(|--\w+:|display:\s*(grid|flex)|\bgap:|:is\(|clamp\(/);
  });

  it('writes none of its secrets to the log', async () => {
    const { screens, readLog } = await open();
    const url = screens.issueUrl();
    const visitor = await enter(url);
    await visitor.get(url.slice(url.indexOf('/open')));
    await ask(screens.port, '/open?ticket=guessed-ticket');
    await visitor.post('/check');
    const secrets = [new URL(url).searchParams.get('ticket'), visitor.cookie.split('=')[1], visitor.token, screens.knockSecret, 'guessed-ticket'];
    const log = await readLog();
    expect(log).toContain('session-opened');
    for (const secret of secrets) expect(log).not.toContain(secret);
  });
});
