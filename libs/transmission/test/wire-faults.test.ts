import { Agent, createServer as createPlainServer, request } from 'node:http';
import { createServer } from 'node:https';
import { pinnedRange } from '@togo/tls-policy';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskError } from '../src/node/index.ts';
import { ReceptionLink } from '../src/node/reception-link.ts';
import { limits } from '../src/protocol/index.ts';
import type { ByteFault } from './fault-line.ts';
import { openFaultyPlace, type FaultyPlace, type Heard, type Question } from './faulty-exchange.ts';
import { judgeExchange, measure, type Lengths, type Verdict } from './judge-exchange.ts';
import { createTestPki, type TestPki } from './pki.ts';

/** `TOGO_FAULTS=10000` for the long run; `TOGO_SEED` for other faults. Certificates are new each time, so places move by a few bytes. */
const faults = Number(process.env['TOGO_FAULTS'] ?? 2_000);
const seed = Number(process.env['TOGO_SEED'] ?? 20_210_401);
const placesAtOnce = 8;
const perFaultMs = 200;
/** A length that was made greater makes both ends wait. */
const patience = { requestMs: 2_000, idleMs: 2_000 };

let pki: TestPki;

beforeAll(async () => {
  pki = await createTestPki();
});
afterAll(() => pki.remove());

/** A server that would speak any version with any cipher: what keeps to TLS 1.2 is the client. */
function openTlsPlace(): Promise<FaultyPlace> {
  const [cert, key] = [pki.good.certPem + pki.issuing.certPem, pki.good.keyPem];
  return openFaultyPlace((act) => createServer({ cert, key, minVersion: 'TLSv1', maxVersion: 'TLSv1.3', ciphers: 'ALL:@SECLEVEL=0' }, act), askPinned);
}

async function askPinned(port: number, { path, body }: Question): Promise<Heard> {
  const link = new ReceptionLink({ host: 'localhost', port, trust: pki.trust, range: pinnedRange }, 'test/1', patience);
  try {
    const chunks = { type: 'text/csv', bytes: body.length, chunks: [body] };
    return { answer: (await link.ask({ method: 'PUT', path, body: chunks, maxBytes: limits.answerMaxBytes })).body };
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return { code: error.code };
  } finally {
    link.close();
  }
}

/** The same question by plain HTTP: what a changed byte does where nothing watches over it. */
function askInTheClear(port: number, { path, body }: Question): Promise<Heard> {
  const { promise, resolve } = Promise.withResolvers<Heard>();
  const fail = (error: NodeJS.ErrnoException): void => resolve({ code: error.code ?? error.message });
  const signal = AbortSignal.timeout(patience.requestMs);
  const outgoing = request({ agent: new Agent(), host: '127.0.0.1', port, path, method: 'PUT', signal, headers: { 'content-length': body.length, connection: 'close' } }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', fail).on('end', () => resolve({ answer: Buffer.concat(chunks) }));
  });
  outgoing.on('error', fail).end(body);
  return promise;
}

/** Spread evenly over every byte that an unharmed exchange has in both directions. */
function drawFaults({ up, down }: Lengths, count: number): ByteFault[] {
  const place = fc.nat({ max: up + down - 1 }).map((at): Pick<ByteFault, 'direction' | 'position'> => (at < up ? { direction: 'up', position: at } : { direction: 'down', position: at - up }));
  return fc.sample(fc.noBias(fc.tuple(place, fc.integer({ min: 1, max: 255 }))), { numRuns: count, seed }).map(([where, xor]) => ({ ...where, xor }));
}

interface Tally {
  readonly verdicts: Record<Exclude<Verdict, 'missed'>, number>;
  readonly parts: Record<string, number>;
  readonly codes: Record<string, number>;
  readonly wrong: string[];
}

/** @param draw the faults, from what an unharmed exchange looks like. */
async function tryAll(open: () => Promise<FaultyPlace>, draw: (lengths: Lengths) => ByteFault[]): Promise<Tally> {
  const places = await Promise.all(Array.from({ length: placesAtOnce }, open));
  const tally: Tally = { verdicts: { refused: 0, immaterial: 0, wrong: 0 }, parts: {}, codes: {}, wrong: [] };
  const add = (counts: Record<string, number>, key: string): number => (counts[key] = (counts[key] ?? 0) + 1);
  try {
    const unharmed = await places[0]?.exchange();
    if (unharmed === undefined) throw new Error('no place');
    const lengths = measure(unharmed);
    const rest = draw(lengths);
    let repeats = rest.length / 10;
    await Promise.all(
      places.map(async (place) => {
        for (let fault = rest.pop(); fault !== undefined; fault = rest.pop()) {
          const exchange = await place.exchange(fault);
          const { verdict, why } = judgeExchange(exchange, fault, unharmed);
          // A machine with other things to do may use up the client's patience before the byte has come by.
          if (verdict === 'missed' && repeats-- > 0) rest.push(fault);
          if (verdict === 'missed') continue;
          add(tally.verdicts, verdict);
          add(tally.parts, `${fault.direction} ${fault.position < lengths.applicationFrom[fault.direction] ? 'handshake' : 'application'}`);
          add(tally.codes, 'code' in exchange.heard ? exchange.heard.code : 'answered');
          if (verdict === 'wrong') tally.wrong.push(`${why}: ${JSON.stringify(fault)}`);
        }
      }),
    );
    return tally;
  } finally {
    await Promise.all(places.map((place) => place.close()));
  }
}

describe('when one byte on the line is changed', () => {
  it('is never taken for a success, wherever it was', async () => {
    const { verdicts, parts, codes, wrong } = await tryAll(openTlsPlace, (lengths) => drawFaults(lengths, faults));
    process.stderr.write(`one byte changed: ${JSON.stringify({ verdicts, parts, codes })}\n`);
    expect(wrong).toEqual([]);
    expect(verdicts.refused + verdicts.immaterial).toBe(faults);
  }, faults * perFaultMs);

  it('matters everywhere but in the minor version of the first record of each end', async () => {
    const headers = (['up', 'down'] as const).flatMap((direction) => [0, 1, 2, 3, 4].flatMap((position) => [0x01, 0x02, 0x7f, 0xff].map((xor) => ({ direction, position, xor }))));
    const { verdicts, wrong } = await tryAll(openTlsPlace, () => headers);
    expect({ verdicts, wrong }).toEqual({ verdicts: { refused: 32, immaterial: 8, wrong: 0 }, wrong: [] });
  });

  it('is noticed by nobody without TLS, so that the judge can say no', async () => {
    const { wrong } = await tryAll(() => openFaultyPlace((act) => createPlainServer(act), askInTheClear), (lengths) => drawFaults(lengths, 200));
    expect(wrong.length).toBeGreaterThan(100);
  });
});
