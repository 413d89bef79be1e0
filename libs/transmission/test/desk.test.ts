import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aFile, logIn, withReception, type DeskPlace } from './desks.ts';
import { refuse, testPassword, testUser, type MemoryReception } from './memory-reception.ts';

let reception: MemoryReception;
let place: DeskPlace;

withReception((...given) => ([reception, place] = given));

const at = '2021-04-05T10:05:00+09:00';

describe('when everything goes well', () => {
  it('sends each confirmed file once, byte for byte, over one connection of TLS 1.2', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const files = ['一', '二', '三'];
    const confirmed = [];
    for (const text of files) confirmed.push(await desk.confirm(aFile(text)));
    expect(confirmed.map(({ send, number }) => [send, number.length])).toEqual(files.map(() => ['queued', 20]));
    const progress: number[] = [];
    const report = await desk.exchange(({ done }) => progress.push(done ?? -1));
    expect(report).toEqual({ ok: true, code: 'T-100', sent: confirmed.map(({ number }) => number), changed: [], skipped: [], detail: 'all exchanged' });
    expect([...reception.held.values()].map(({ bytes }) => bytes.toString())).toEqual(files);
    expect(desk.entries().map(({ number, send }) => [number, send])).toEqual(confirmed.map(({ number }) => [number, 'delivered']).reverse());
    expect(reception.versions).toEqual(['TLSv1.2', 'TLSv1.2']);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
    await desk.exchange();
    expect(reception.routes.filter((route) => route === 'PUT /v1/transmissions/…')).toHaveLength(3);
  });

  it('tells the results as they come, △ with its findings', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一'));
    await desk.exchange();
    const finding = { code: 'K-331', severity: 'warning', line: 2, column: 0, message: '…' } as const;
    reception.report(number, { arrival: { state: 'ok', at }, acceptance: { state: 'warnings', at }, findings: [finding] });
    expect(await desk.exchange()).toMatchObject({ ok: true, sent: [], changed: [number] });
    expect(desk.entry(number)).toMatchObject({ arrival: { state: 'ok', at }, acceptance: { state: 'warnings', at }, findings: [finding] });
    expect(await desk.exchange()).toMatchObject({ changed: [] });
  });

  it('fetches more changes than one answer holds', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const numbers = [];
    for (let count = 0; count < 120; count += 1) numbers.push((await desk.confirm(aFile(String(count)))).number);
    await desk.exchange();
    for (const number of numbers) reception.report(number, { arrival: { state: 'ok', at } });
    expect((await desk.exchange()).changed).toHaveLength(120);
  });

  it('keeps everything where the program is started again', async () => {
    const first = await place.open(reception);
    await logIn(first);
    await first.confirm(aFile('一'));
    await first.exchange();
    await first.confirm(aFile('二'));
    const [entries, lastExchange] = [first.entries(), first.lastExchange];
    await first.close();
    const second = await place.open(reception);
    expect(second.entries()).toEqual(entries);
    expect(second.lastExchange).toEqual(lastExchange);
    expect(second.session).toBeUndefined();
    await logIn(second);
    await second.exchange();
    expect([...reception.held.values()].map(({ bytes }) => bytes.toString())).toEqual(['一', '二']);
  });

  it('says how far apart the clocks are', async () => {
    reception.session = { ...reception.session, serverTime: '2021-04-05T10:10:00+09:00' };
    const desk = await place.open(reception);
    await logIn(desk);
    await desk.exchange();
    expect(desk.lastExchange).toEqual({ at: '2021-04-05T01:00:00.000Z', serverTime: '2021-04-05T10:10:00+09:00', skewSeconds: 600, code: 'T-100' });
  });

  it('leaves alone what another PC of the facility has sent', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一'));
    await desk.exchange();
    const held = reception.held.get(number);
    if (held === undefined) throw new Error('expected it at the reception system');
    const foreign = '99999999999999999999';
    reception.held.set(foreign, { ...held, transmission: { ...held.transmission, number: foreign }, revision: 7 });
    expect(await desk.exchange()).toMatchObject({ ok: true, changed: [] });
    expect(desk.entry(foreign)).toBeUndefined();
  });
});

describe('when a clerk changes their mind', () => {
  it('takes a file out of the queue, which is then never sent', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一'));
    expect(await desk.withdraw(number)).toMatchObject({ send: 'withdrawn' });
    await desk.exchange();
    expect(reception.held.size).toBe(0);
    await expect(desk.withdraw(number)).rejects.toMatchObject({ code: 'R-559' });
    await expect(desk.withdraw('00000000000000000000')).rejects.toMatchObject({ code: 'R-561' });
  });

  it('cancels a file, and replaces it only when that is done', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一'));
    await expect(desk.requestCancellation(number)).rejects.toMatchObject({ code: 'R-551' });
    await desk.exchange();
    const asked = await desk.requestCancellation(number);
    expect(asked.cancellation).toMatchObject({ state: 'none', asked: true });
    await desk.exchange();
    expect(desk.entry(number)?.cancellation).toEqual({ state: 'requested', number: asked.cancellation.number, at: null, asked: false });
    await expect(desk.confirm(aFile('二', { replaces: number }))).rejects.toMatchObject({ code: 'R-556' });
    reception.report(number, { cancellation: { state: 'done', number: asked.cancellation.number, at } });
    await desk.exchange();
    expect(await desk.confirm(aFile('二', { replaces: number }))).toMatchObject({ send: 'queued', replaces: number });
    await expect(desk.confirm(aFile('三', { replaces: number }))).rejects.toMatchObject({ code: 'R-558' });
  });

  it('keeps the wish to cancel through a broken connection, and asks with the same number', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一'));
    await desk.exchange();
    const asked = await desk.requestCancellation(number);
    reception.fault = ({ request, route, handle }) => {
      if (!route.endsWith('cancellation')) return handle();
      request.socket.destroy();
    };
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'T-113' });
    expect(desk.entry(number)?.cancellation).toEqual(asked.cancellation);
    reception.fault = undefined;
    await desk.exchange();
    expect(reception.held.get(number)?.transmission.cancellation.number).toBe(asked.cancellation.number);
  });

  it('tells plainly that a refused cancellation failed', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一'));
    await desk.exchange();
    await desk.requestCancellation(number);
    reception.fault = ({ response, route, handle }) => (route.endsWith('cancellation') ? refuse(response, 'R-517', { until: at }) : handle());
    expect(await desk.exchange()).toMatchObject({ ok: true, changed: [number] });
    expect(desk.entry(number)).toMatchObject({ cancellation: { state: 'failed', asked: false }, refusal: { code: 'R-517', until: at } });
  });
});

describe('when the same file is confirmed again', () => {
  it('refuses it while the first one counts, whatever its name', async () => {
    const desk = await place.open(reception);
    const results = await Promise.allSettled([desk.confirm(aFile('一')), desk.confirm(aFile('一', { fileName: 'B.CSV' }))]);
    expect(results.map((result) => (result.status === 'fulfilled' ? 'confirmed' : (result.reason as { code: string }).code)).sort()).toEqual(['R-557', 'confirmed']);
    expect(desk.entries()).toHaveLength(1);
  });

  it('refuses what could not be sent', async () => {
    const desk = await place.open(reception);
    await expect(desk.confirm(aFile('一', { fileName: '請求.CSV' }))).rejects.toMatchObject({ code: 'R-531' });
    await expect(desk.confirm(aFile(''))).rejects.toMatchObject({ code: 'R-531' });
    expect(desk.entries()).toEqual([]);
  });
});

describe('when a clerk logs in', () => {
  it('asks once, and never again with a password that was wrong', async () => {
    const desk = await place.open(reception);
    await expect(desk.logIn(testUser, 'wrong')).rejects.toMatchObject({ code: 'R-501' });
    await expect(desk.logIn(testUser, 'wrong')).rejects.toMatchObject({ code: 'R-501' });
    expect(reception.routes).toEqual(['POST /v1/session']);
    await desk.logIn(testUser, testPassword);
    expect(desk.session).toEqual(reception.session);
  });

  it('tells until when an account is locked, and lets the same password be tried after it', async () => {
    const desk = await place.open(reception);
    reception.fault = ({ response }) => refuse(response, 'R-502', { until: at });
    await expect(desk.logIn(testUser, testPassword)).rejects.toMatchObject({ code: 'R-502', until: at });
    reception.fault = undefined;
    await desk.logIn(testUser, testPassword);
    expect(desk.session?.userId).toBe(testUser);
  });

  it('changes a provisional password, and then need not', async () => {
    reception.session = { ...reception.session, passwordChangeRequired: true };
    const desk = await place.open(reception);
    await logIn(desk);
    await desk.changePassword(testPassword, 'Himitsu2');
    expect(desk.session?.passwordChangeRequired).toBe(false);
  });

  it('forgets a session that the server has ended, and sends nothing without one', async () => {
    const desk = await place.open(reception);
    await expect(desk.exchange()).rejects.toMatchObject({ code: 'R-505' });
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一'));
    reception.session = { ...reception.session, token: 'b'.repeat(43) };
    expect(await desk.exchange()).toMatchObject({ ok: false, code: 'R-505' });
    expect(desk.session).toBeUndefined();
    expect(desk.entry(number)).toMatchObject({ send: 'queued' });
    expect(reception.routes.filter((route) => route.startsWith('POST'))).toHaveLength(1);
  });

  it('logs out, whether the server is there or not', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    await desk.logOut();
    expect(reception.routes.at(-1)).toBe('DELETE /v1/session');
    expect(desk.session).toBeUndefined();
    await logIn(desk);
    reception.fault = ({ request }) => request.socket.destroy();
    await desk.logOut();
    expect(desk.session).toBeUndefined();
  });

  it('holds back files of facilities that this user ID does not send for, and says so', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    const { number } = await desk.confirm(aFile('一', { facility: '1370200025' }));
    expect(await desk.exchange()).toMatchObject({ ok: true, skipped: [number] });
    expect(reception.held.size).toBe(0);
  });
});

describe('when there are notice documents', () => {
  const content = Buffer.from('%PDF-1.4 …');
  const notice = {
    id: '202104-001',
    facility: '1370200017',
    title: '審査決定増減表',
    month: '202104',
    issuedAt: at,
    fileName: '202104-001.pdf',
    mediaType: 'application/pdf',
    bytes: content.length,
    digest: createHash('sha256').update(content).digest('base64'),
  } as const;

  it('lists them, fetches one, and remembers that it did', async () => {
    reception.notices.push({ ...notice, content }, { ...notice, id: '202103-001', issuedAt: '2021-03-05T10:00:00+09:00', content });
    const desk = await place.open(reception);
    await logIn(desk);
    await desk.exchange();
    expect(desk.notices().map(({ id, downloadedAt }) => [id, downloadedAt])).toEqual([['202104-001', null], ['202103-001', null]]);
    const fetched = await desk.fetchNotice(notice.id);
    expect(fetched.notice).toEqual(notice);
    expect(Buffer.from(fetched.bytes)).toEqual(content);
    await desk.exchange();
    expect(desk.notices()[0]).toEqual({ ...notice, downloadedAt: '2021-04-05T01:00:00.000Z' });
  });

  it.each([
    ['other bytes', { content: Buffer.from('%PDF-1.4 ‥') }],
    ['another length', { content: Buffer.from('%PDF') }],
    ['another kind', { mediaType: 'text/csv; charset=windows-31j' as const }],
  ])('refuses %s than the list told of', async (_name, changes) => {
    reception.notices.push({ ...notice, content });
    const desk = await place.open(reception);
    await logIn(desk);
    await desk.exchange();
    reception.notices.splice(0, 1, { ...notice, content, ...changes });
    await expect(desk.fetchNotice(notice.id)).rejects.toMatchObject({ code: 'T-114' });
    expect(desk.notices()[0]?.downloadedAt).toBeNull();
  });

  it('knows only what the list told of', async () => {
    const desk = await place.open(reception);
    await logIn(desk);
    await expect(desk.fetchNotice('202104-009')).rejects.toMatchObject({ code: 'R-521' });
  });
});
