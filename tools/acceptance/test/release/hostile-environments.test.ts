import { processingMonthAt } from '@togo/claims';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { claimFile } from '../client/facility.ts';
import { hostileEnvironments, type Bare } from './hostile-environments.ts';
import { openHostilePc, type HostilePc, type Sent } from './hostile-pc.ts';

const minute = 60_000;
const day = 86_400_000;
const delivered = { ok: true, code: 'T-100', entries: [{ send: 'delivered', arrival: { state: 'ok' }, acceptance: { state: 'ok' } }] };

let release: CutRelease;
let pc: HostilePc;
/** What happens where nothing is hostile. */
let calm: { readonly bare: Bare; readonly sent: Sent };

beforeAll(async () => {
  release = await cutRelease('9.1.0');
  pc = await openHostilePc(release.installer);
  calm = { bare: await pc.runBare(), sent: await pc.send(claim(0)) };
}, 8 * minute);

afterAll(async () => {
  await pc?.[Symbol.asyncDispose]();
  await release?.remove();
});

/** A claim for another month of service each time: two for the same one are a reason to ask. */
function claim(serial: number): { name: string; bytes: Buffer } {
  const processing = processingMonthAt(new Date());
  const months = Number(processing.slice(0, 4)) * 12 + Number(processing.slice(4)) - 2 - serial;
  const serviceMonth = `${Math.floor(months / 12)}${String((months % 12) + 1).padStart(2, '0')}`;
  return { name: `I${String(serial).padStart(2, '0')}.CSV`, bytes: claimFile({ serviceMonth }) };
}

/** What Node prints has the number of its process in it. */
function withoutPid(text: string): string {
  return text.replaceAll(/\(node:\d+\)/g, '(node)');
}

function expectUntouched({ connections, hellos, withCertificate, proxied, left }: Sent): void {
  expect(connections.map(({ event, protocol }) => `${event} ${protocol ?? ''}`)).toEqual(hellos.map(() => 'connected TLSv1.2'));
  expect(hellos).toEqual(hellos.map(() => calm.sent.hellos[0]));
  expect({ withCertificate, proxied, left }).toEqual({ withCertificate: 0, proxied: 0, left: [] });
}

describe('when nothing around denso.exe is hostile', () => {
  it('sends a claim in TLS 1.2, with no certificate, and nothing of the attacker\'s runs', () => {
    expect(JSON.parse(calm.sent.report.stdout)).toMatchObject(delivered);
    expect(calm.sent.hellos[0]).toMatchObject({ legacyVersion: 0x0303, ciphers: [0xc02c, 0xc030, 0xc02b, 0xc02f, 0xcca9, 0xcca8], groups: [0x001d, 0x0017, 0x0018] });
    expect(calm.sent.hellos[0]?.supportedVersions).toBeUndefined();
    expectUntouched(calm.sent);
    expect(calm.bare).toMatchObject({ told: { stranger: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, left: [], proxied: 0 });
  });

  it('is put to twelve tests, none of which it passes by itself', () => {
    expect(new Set(hostileEnvironments.map(({ name }) => name)).size).toBe(12);
    expect(hostileEnvironments.filter(({ influenced }) => influenced(calm.bare, calm.bare))).toEqual([]);
  });
});

const around = hostileEnvironments.filter(({ clockBehind }) => clockBehind === undefined).map((environment, position) => ({ ...environment, serial: position + 1 }));

describe.each(around)('when something around denso.exe is hostile: $name', { timeout: 2 * minute }, (environment) => {
  it('sends the claim as if it were not', async () => {
    const sent = await pc.send(claim(environment.serial), environment);
    expect(JSON.parse(sent.report.stdout)).toMatchObject(delivered);
    expect(sent.hellos).toHaveLength(calm.sent.hellos.length);
    expectUntouched(sent);
    expect(withoutPid(sent.report.stderr)).toBe(withoutPid(calm.sent.report.stderr));
  });

  it('changes what the same node.exe does without the launcher', async () => {
    const bare = await pc.runBare(environment);
    expect(environment.influenced(bare, calm.bare), JSON.stringify(bare)).toBe(true);
  });
});

describe.each(hostileEnvironments.filter(({ clockBehind }) => clockBehind))('when the PC itself is hostile: $name', { timeout: 2 * minute }, (environment) => {
  beforeAll(() => pc.setClockBack());

  it('sends nothing for a month that it thinks is still to come, and says to look at the date', async () => {
    const sent = await pc.send(claim(around.length + 1), environment);
    expect(sent.report).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('(K-329)') });
    expect(sent.report.stderr).toContain('パソコンの日付も確かめてください。');
    expect(sent.hellos).toEqual([]);
    expectUntouched(sent);
  });

  it('sends what it thinks is due in TLS 1.2, and the reception system does not accept it', async () => {
    const then = processingMonthAt(new Date(Date.now() - 365 * day));
    const sent = await pc.send({ name: 'THEN.CSV', bytes: claimFile({ processingMonth: then }) }, environment);
    expect(JSON.parse(sent.report.stdout)).toMatchObject({ entries: [{ arrival: { state: 'error' }, findings: [{ code: 'K-329' }] }] });
    expect(sent.hellos).toHaveLength(calm.sent.hellos.length);
    expectUntouched(sent);
  });

  it('changes what the same node.exe reads', async () => {
    const bare = await pc.runBare(environment);
    expect(environment.influenced(bare, calm.bare), JSON.stringify(bare)).toBe(true);
  });
});
