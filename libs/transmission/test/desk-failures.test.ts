import { ServerResponse } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../src/node/index.ts';
import { aFile, logIn, withReception, type DeskPlace } from './desks.ts';
import { refuse, sendJson, type MemoryReception, type Visit } from './memory-reception.ts';

const put = 'PUT /v1/transmissions/…';
const get = 'GET /v1/transmissions/…';

let reception: MemoryReception;
let place: DeskPlace;
let desk: Desk;

withReception((...given) => ([reception, place] = given));
beforeEach(async () => {
  desk = await place.open(reception, { patience: { requestMs: 1_000, idleMs: 1_000 } });
  await logIn(desk);
});

/** Misbehaves at the first request of a route, and never again. */
function once(route: string, act: (visit: Visit) => void): void {
  let done = false;
  reception.fault = (visit) => {
    if (done || visit.route !== route) return visit.handle();
    done = true;
    act(visit);
  };
}

/** Does what the server would have done, but for the answer. */
function handleMutely({ request, handle }: Visit): void {
  handle(new ServerResponse(request));
}

function handleAndHangUp(visit: Visit): void {
  handleMutely(visit);
  visit.request.socket.destroy();
}

function sends(): string[] {
  return reception.routes.filter((route) => route === put || route === get);
}

describe('when the answer to a sent file is lost', () => {
  it('asks, and finds the file delivered', async () => {
    const { number } = await desk.confirm(aFile('一'));
    const { number: next } = await desk.confirm(aFile('二'));
    once(put, handleAndHangUp);
    expect(await desk.exchange()).toMatchObject({ ok: true, sent: [number, next] });
    expect(sends()).toEqual([put, get, put]);
    expect(reception.held.size).toBe(2);
  });

  it('asks, and puts the file back into the queue when the server does not have it', async () => {
    const { number } = await desk.confirm(aFile('一'));
    once(put, ({ request }) => request.socket.destroy());
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'T-113', sent: [] });
    expect(desk.entry(number)).toMatchObject({ send: 'queued' });
    await expect(desk.withdraw(number)).rejects.toMatchObject({ code: 'R-559' });
    expect(await desk.exchange()).toMatchObject({ ok: true, sent: [number] });
    expect(sends()).toEqual([put, get, put]);
  });

  it('leaves the files behind it as they were', async () => {
    await desk.confirm(aFile('一'));
    const { number: next } = await desk.confirm(aFile('二'));
    once(put, ({ request }) => request.socket.destroy());
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'T-113' });
    expect(desk.entry(next)).toMatchObject({ send: 'queued' });
    expect(await desk.withdraw(next)).toMatchObject({ send: 'withdrawn' });
  });

  it('leaves it unconfirmed where nobody can be asked, and asks before anything else after a new start', async () => {
    const { number } = await desk.confirm(aFile('一'));
    reception.fault = (visit) => (visit.route === put ? handleAndHangUp(visit) : void visit.request.socket.destroy());
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'T-113' });
    expect(desk.entry(number)).toMatchObject({ send: 'unconfirmed' });
    await desk.close();
    reception.fault = undefined;
    reception.routes.length = 0;
    desk = await place.open(reception);
    expect(desk.entry(number)).toMatchObject({ send: 'unconfirmed' });
    await logIn(desk);
    expect(await desk.exchange()).toMatchObject({ ok: true, changed: [number] });
    expect(sends()).toEqual([get]);
    expect(desk.entry(number)).toMatchObject({ send: 'delivered' });
  });

  it('does the same when the server fails after it has taken the file', async () => {
    const { number } = await desk.confirm(aFile('一'));
    once(put, (visit) => {
      handleMutely(visit);
      refuse(visit.response, 'R-539');
    });
    expect(await desk.exchange()).toMatchObject({ ok: true, sent: [number] });
    expect(sends()).toEqual([put, get]);
  });
});

describe('when an answer is not about what was asked', () => {
  it('does not take the second copy of an answer for the answer to the next file', async () => {
    await desk.confirm(aFile('一'));
    const { number } = await desk.confirm(aFile('二'));
    once(put, ({ response, handle }) => {
      const socket = response.socket;
      if (socket === null) throw new Error('expected a socket');
      const parts: Buffer[] = [];
      const write = socket.write.bind(socket);
      socket.write = (chunk: Buffer | string, ...rest: []) => {
        parts.push(Buffer.from(chunk));
        return write(chunk, ...rest);
      };
      response.once('finish', () => setImmediate(() => write(Buffer.concat(parts))));
      handle();
    });
    await desk.exchange();
    await desk.exchange();
    expect([...reception.held.values()].map(({ bytes }) => bytes.toString())).toEqual(['一', '二']);
    expect(desk.entry(number)).toMatchObject({ send: 'delivered', digest: reception.held.get(number)?.transmission.digest });
  });

  it('refuses one about another number, and asks', async () => {
    const { number } = await desk.confirm(aFile('一'));
    once(put, ({ response, body }) => {
      const other = { ...desk.entry(number), number: '00000000000000000000' };
      const { facility, fileName, bytes, digest } = { facility: '', fileName: '', bytes: body.length, digest: '', ...other };
      const waiting = { state: 'waiting', at: null };
      const cancellation = { state: 'none', number: null, at: null };
      const transmission = { number: other.number, facility, fileName, bytes, digest, receivedAt: reception.session.serverTime, arrival: waiting, acceptance: waiting, cancellation, findings: [] };
      sendJson(response, 201, { formatVersion: 1, transmission, serverTime: reception.session.serverTime });
    });
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'T-114', detail: expect.stringContaining('got one about 00000000000000000000') });
    expect(desk.entry(number)).toMatchObject({ send: 'queued' });
  });

  it('ends an exchange that would never end', async () => {
    once('GET /v1/transmissions', ({ response }) =>
      sendJson(response, 200, { formatVersion: 1, transmissions: [], revision: 0, more: true, serverTime: reception.session.serverTime }),
    );
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'T-114', detail: expect.stringContaining('more to come') });
  });
});

describe('when an answer is not usable', () => {
  it.each([
    ['a redirect', ({ response }: Visit) => response.writeHead(307, { location: 'http://localhost/', 'content-length': 0 }).end()],
    ['a page', ({ response }: Visit) => response.writeHead(503, { 'content-type': 'text/html', 'content-length': 4 }).end('busy')],
    ['a problem that nobody knows', ({ response }: Visit) => sendJson(response, 400, { type: 'x', title: 'x', status: 400, code: 'R-999' }, 'application/problem+json')],
    ['a problem without a code', ({ response }: Visit) => sendJson(response, 400, { title: 'x' }, 'application/problem+json')],
    ['half a JSON', ({ response }: Visit) => response.writeHead(201, { 'content-type': 'application/json', 'content-length': 1 }).end('{')],
    ['far too much', ({ response }: Visit) => response.writeHead(201, { 'content-type': 'application/json' }).end(Buffer.alloc(3 * 1024 * 1024, ' '))],
  ])('takes %s for no answer at all, and asks', async (_name, act) => {
    const { number } = await desk.confirm(aFile('一'));
    once(put, (visit) => void act(visit));
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'T-114' });
    expect(desk.entry(number)).toMatchObject({ send: 'queued' });
    expect(sends()).toEqual([put, get]);
  });

  it('gives up on an answer that does not come, and asks', async () => {
    const { number } = await desk.confirm(aFile('一'));
    once(put, () => undefined);
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'T-103' });
    expect(desk.entry(number)).toMatchObject({ send: 'queued' });
  });

  it('stops when the user says so', async () => {
    const { number } = await desk.confirm(aFile('一'));
    const controller = new AbortController();
    once(put, () => controller.abort());
    expect(await desk.exchange(undefined, controller.signal)).toMatchObject({ ok: false, code: 'T-113', detail: 'stopped by the user' });
    expect(desk.entry(number)).toMatchObject({ send: 'unconfirmed' });
    expect(await desk.exchange()).toMatchObject({ ok: true, sent: [number] });
  });
});

describe('when the server refuses a file', () => {
  it('keeps the reason, goes on with the next, and never sends it again', async () => {
    const { number } = await desk.confirm(aFile('一'));
    const { number: next } = await desk.confirm(aFile('二'));
    once(put, ({ response }) => refuse(response, 'R-515', { until: '2021-04-11T00:00:00+09:00' }));
    expect(await desk.exchange()).toMatchObject({ ok: true, sent: [next], changed: [number] });
    expect(desk.entry(number)).toMatchObject({ send: 'refused', refusal: { code: 'R-515', until: '2021-04-11T00:00:00+09:00' } });
    await desk.exchange();
    expect(sends()).toEqual([put, put]);
  });

  it('believes a refusal that comes before the whole file has gone', async () => {
    const { number } = await desk.confirm(aFile('x'.repeat(20 * 1024 * 1024)));
    const { number: next } = await desk.confirm(aFile('二'));
    let asked = 0;
    reception.early = (request, response) => {
      if (request.method !== 'PUT' || asked++ > 0) return false;
      refuse(response, 'R-514');
      return true;
    };
    expect(await desk.exchange()).toMatchObject({ ok: true, changed: [number], sent: [next] });
    expect(desk.entry(number)).toMatchObject({ send: 'refused', refusal: { code: 'R-514' } });
  });

  it('stops at a reason that passes, with the file still in the queue', async () => {
    const { number } = await desk.confirm(aFile('一'));
    once(put, ({ response }) => refuse(response, 'R-532'));
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'R-532' });
    expect(desk.entry(number)).toMatchObject({ send: 'queued' });
    expect(await desk.withdraw(number)).toMatchObject({ send: 'withdrawn' });
  });
});

describe('when two exchanges are started at once', () => {
  it('makes one of them', async () => {
    await desk.confirm(aFile('一'));
    const [first, second] = await Promise.all([desk.exchange(), desk.exchange()]);
    expect(first).toBe(second);
    expect(sends()).toEqual([put]);
  });
});
