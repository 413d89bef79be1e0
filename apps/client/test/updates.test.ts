import { pinnedRange } from '@togo/tls-policy';
import { createTestPki, startRawAnswer, type Peer, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { locatePlaces } from '../src/places.ts';
import { shareOf } from '../src/update/check-moment.ts';
import { Updates } from '../src/update/updates.ts';
import { remember } from './remembered.ts';
import { makeTempFolder } from './temp-folder.ts';

let pki: TestPki;
let origin: Peer;
/** Paths that the origin was asked for. */
const asked: string[] = [];
let onRequest: () => void = () => undefined;
beforeAll(async () => {
  pki = await createTestPki();
  const only = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;
  origin = await startRawAnswer(pki.good.certPem + pki.issuing.certPem, pki.good.keyPem, only, (socket, first) => {
    asked.push(/^GET (\S+)/.exec(first.toString())?.[1] ?? '');
    onRequest();
    socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
  });
}, 60_000);
afterAll(() => Promise.all([origin.close(), pki.remove()]));
beforeEach(() => {
  asked.length = 0;
  onRequest = () => undefined;
});

const minute = 60_000;
const seed = 'KJ131379900010';
const midnight = Date.parse('2021-04-19T00:00:00+09:00');
const ownTime = midnight + 9 * 60 * minute + Math.floor(shareOf(seed) * 8 * 60 * minute);

interface Pc {
  readonly updates: Updates;
  readonly log: string[];
  /** Lets time pass until a moment, with a look every ten minutes. */
  readonly until: (moment: number) => Promise<void>;
  isSending: boolean;
}

/** A PC that was opened at eight o'clock and asked yesterday at noon. */
async function openPc(): Promise<Pc> {
  let now = midnight + 8 * 60 * minute;
  const program = await makeTempFolder();
  const places = locatePlaces({ platform: 'linux', env: {}, bundleDir: '', home: program });
  await remember(places, { url: `https://localhost:${origin.port}/denso/`, asked: { at: new Date(ownTime - 20 * 60 * minute) } });
  const log: string[] = [];
  const state = { isSending: false };
  const setup = {
    places,
    installed: () => '9.1.0',
    connection: ({ host, port }: { host: string; port: number }) => Promise.resolve({ host, port, trust: pki.trust, range: pinnedRange }),
    readSeed: () => Promise.resolve(seed),
    isSending: () => state.isSending,
    installer: { start: () => Promise.resolve('opened' as const) },
  };
  const updates = new Updates(setup, { now: () => new Date(now) }, { write: (event) => void log.push(event) });
  await updates.recall();
  let look = (): Promise<void> => Promise.resolve();
  updates.start({
    every: (_intervalMs, act) => {
      look = act;
      return () => (look = () => Promise.resolve());
    },
  });
  const until = async (moment: number): Promise<void> => {
    while (now < moment) {
      now += 10 * minute;
      await look();
    }
  };
  return Object.assign(state, { updates, log, until });
}

describe('when the client is open all day', () => {
  it('asks once, at the time of its facility, and on the next day again', async () => {
    const pc = await openPc();
    const { log, until } = pc;
    await until(ownTime - 10 * minute);
    // Yesterday's time had passed without a question: that was made up for in the morning.
    const before = log.filter((event) => event === 'update-not-asked').length;
    await until(ownTime + 10 * minute);
    expect(log.filter((event) => event === 'update-not-asked')).toHaveLength(before + 1);
    await until(ownTime + 12 * 60 * minute);
    expect(log.filter((event) => event === 'update-not-asked')).toHaveLength(before + 1);
    await until(ownTime + 25 * 60 * minute);
    expect(log.filter((event) => event === 'update-not-asked')).toHaveLength(before + 2);
  });

  it('tells when it will', async () => {
    const { updates, until } = await openPc();
    await until(ownTime + 10 * minute);
    expect(await updates.nextAt()).toEqual(new Date(ownTime + 24 * 60 * minute));
  });

  it('asks the origin, each time for the next root first', async () => {
    const { until } = await openPc();
    await until(ownTime + 10 * minute);
    expect(asked.slice(-2)).toEqual(['/denso/metadata/2.root.json', '/denso/metadata/timestamp.json']);
  });
});

describe('when somebody sends', () => {
  it('asks nothing until that is over', async () => {
    const pc = await openPc();
    pc.isSending = true;
    await pc.until(ownTime + 60 * minute);
    expect(pc.log).not.toContain('update-not-asked');
    pc.isSending = false;
    await pc.until(ownTime + 70 * minute);
    expect(pc.log).toContain('update-not-asked');
  });
});

describe('when somebody begins to send while it asks', () => {
  it('breaks off, and asks again afterwards as if it had not begun', async () => {
    const pc = await openPc();
    onRequest = () => (pc.isSending = true);
    await pc.until(ownTime + 60 * minute);
    expect(asked).toEqual(['/denso/metadata/2.root.json']);
    expect(pc.log).not.toContain('update-not-asked');
    onRequest = () => undefined;
    pc.isSending = false;
    await pc.until(ownTime + 70 * minute);
    expect(asked).toHaveLength(3);
    expect(pc.log).toContain('update-not-asked');
  });
});

describe('when the client ends', () => {
  it('asks no more', async () => {
    const pc = await openPc();
    await pc.updates.stop();
    await pc.until(ownTime + 60 * minute);
    expect(pc.log).not.toContain('update-not-asked');
  });
});
