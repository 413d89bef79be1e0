import { describe, expect, it } from 'vitest';
import { aFile, logIn, withReception, type DeskPlace } from './desks.ts';
import { refuse, type MemoryReception } from './memory-reception.ts';

let reception: MemoryReception;
let place: DeskPlace;

withReception((...given) => ([reception, place] = given));

const at = '2021-04-05T10:05:00+09:00';

/** Keeps the answer to one route back until the test lets it go. */
function holdBack(route: string): { readonly asked: Promise<void>; readonly letGo: () => void } {
  const asked = Promise.withResolvers<undefined>();
  let letGo = (): void => undefined;
  reception.fault = (visit) => {
    if (visit.route !== route) return visit.handle();
    letGo = visit.handle;
    asked.resolve(undefined);
  };
  return { asked: asked.promise, letGo: () => letGo() };
}

describe('when the desk only asks', () => {
  it('learns the results, and sends neither the file nor the cancellation that wait', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一'));
    await desk.exchange();
    reception.report(number, { arrival: { state: 'ok', at }, acceptance: { state: 'ok', at } });
    await desk.requestCancellation(number);
    const waiting = await desk.confirm(aFile('二'));
    reception.routes.length = 0;
    expect(await desk.ask()).toMatchObject({ ok: true, sent: [], changed: [number] });
    expect(reception.routes).toEqual(['GET /v1/transmissions', 'GET /v1/notices']);
    expect(desk.entry(number)).toMatchObject({ acceptance: { state: 'ok', at }, cancellation: { asked: true } });
    expect(desk.entry(waiting.number)).toMatchObject({ send: 'queued' });
    expect(reception.held.size).toBe(1);
    expect(desk.lastExchange).toMatchObject({ code: 'T-100' });
  });

  it('clears up whether a file has arrived, and does not send it when it has not', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一'));
    reception.fault = ({ request }) => request.socket.destroy();
    await desk.exchange();
    expect(desk.entry(number)).toMatchObject({ send: 'unconfirmed' });
    reception.fault = undefined;
    reception.routes.length = 0;
    await desk.ask();
    expect(reception.routes).toEqual(['GET /v1/transmissions/…', 'GET /v1/transmissions', 'GET /v1/notices']);
    expect(desk.entry(number)).toMatchObject({ send: 'queued' });
    expect(reception.held.size).toBe(0);
  });

  it('tells a refusal, and needs a session', async () => {
    const desk = await place.open(reception);
    await expect(desk.ask()).rejects.toMatchObject({ code: 'R-505' });
    await logIn(desk);
    reception.fault = ({ response }) => refuse(response, 'R-532');
    expect(await desk.ask()).toMatchObject({ ok: false, code: 'R-532' });
    expect(desk.lastExchange).toMatchObject({ code: 'R-532' });
  });
});

describe('when somebody wants to send while the desk asks', () => {
  it('breaks the asking off, and sends at once', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    await desk.confirm(aFile('一'));
    const held = holdBack('GET /v1/transmissions');
    const asking = desk.ask();
    await held.asked;
    reception.fault = undefined;
    expect(await desk.exchange()).toMatchObject({ ok: true, sent: [expect.any(String)] });
    expect(await asking).toMatchObject({ ok: false, code: 'T-113' });
    expect(desk.lastExchange).toMatchObject({ code: 'T-100' });
  });

  it('gives the report of the exchange to who asks meanwhile, in one conversation', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    await desk.confirm(aFile('一'));
    const held = holdBack('PUT /v1/transmissions/…');
    const exchange = desk.exchange();
    await held.asked;
    const asking = desk.ask();
    held.letGo();
    expect(await asking).toBe(await exchange);
    expect(reception.routes.filter((route) => route === 'GET /v1/notices')).toHaveLength(1);
  });

  it('ends with the desk, and notes nothing of an asking that was broken off', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const held = holdBack('GET /v1/transmissions');
    const asking = desk.ask();
    await held.asked;
    await desk.close();
    expect(await asking).toMatchObject({ ok: false, code: 'T-113' });
    expect((await place.open(reception)).lastExchange).toBeUndefined();
  });
});
