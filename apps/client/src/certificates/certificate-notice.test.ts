import { describe, expect, it } from 'vitest';
import { certificateNotice } from './certificate-notice.ts';
import type { Certificate } from './certificate.ts';
import { certificateInUse } from './choose-certificate.ts';

const certificate = (from: string, until: string, userId?: string): Certificate => ({
  fingerprint: until.replaceAll(/\D/g, '').padEnd(64, '0'),
  name: userId ?? '',
  userId,
  kind: undefined,
  from: new Date(`${from}T00:00:00+09:00`),
  until: new Date(`${until}T23:59:59+09:00`),
});
const old = certificate('2018-06-01', '2021-06-30');
const fresh = certificate('2021-05-01', '2024-04-30');
const noticeAt = (moment: string, ...certificates: readonly Certificate[]) => {
  const now = new Date(moment);
  return certificateNotice(certificates, certificateInUse(certificates, undefined, undefined, now), now);
};

describe('when a certificate comes to its end', () => {
  it.each([
    ['2021-03-31T23:59:59+09:00', undefined, ''],
    ['2021-04-01T00:00:00+09:00', 'C-716', '(2021年6月30日(水))が近づいています(あと90日)'],
    ['2021-06-29T23:59:59+09:00', 'C-716', '(あと1日)'],
    ['2021-06-30T23:59:59+09:00', 'C-716', '(今日まで)'],
    ['2021-07-01T00:00:00+09:00', 'C-717', '(2021年6月30日(水))が過ぎました'],
  ] as const)('at %s it tells %s %s', (moment, code, words) => {
    const notice = noticeAt(moment, old);
    expect(notice?.code).toBe(code);
    expect(notice?.explanation ?? '').toContain(words);
  });

  it('is silent once the next one is there, even before that is valid', () => {
    expect(noticeAt('2021-04-10T12:00:00+09:00', old, fresh)).toBeUndefined();
    expect(noticeAt('2021-07-10T12:00:00+09:00', old, fresh)).toBeUndefined();
  });

  it('is not silent when the next one leaves a gap', () => {
    expect(noticeAt('2021-06-10T12:00:00+09:00', old, certificate('2021-07-02', '2024-06-30'))).toMatchObject({ code: 'C-716' });
  });

  it('tells from when on the only one is valid', () => {
    expect(noticeAt('2021-04-10T12:00:00+09:00', fresh)).toMatchObject({ code: 'C-706', explanation: expect.stringContaining('(2021年5月1日(土)から)') });
  });
});

describe('when several certificates are valid', () => {
  const now = new Date('2021-06-01T12:00:00+09:00');

  it('uses the one that lasts longest, but none that names another user', () => {
    const foreign = certificate('2021-05-01', '2030-04-30', 'KJ272798765432');
    expect(certificateInUse([old, fresh, foreign], undefined, 'KJ131312345678', now)).toBe(fresh);
    expect(certificateInUse([foreign], undefined, 'KJ131312345678', now)).toBeUndefined();
    expect(certificateInUse([foreign], foreign.fingerprint, 'KJ131312345678', now)).toBe(foreign);
  });

  it('uses the chosen one, as long as it is valid', () => {
    expect(certificateInUse([old, fresh], old.fingerprint, undefined, now)).toBe(old);
    expect(certificateInUse([old, fresh], old.fingerprint, undefined, new Date('2021-07-01T00:00:00+09:00'))).toBe(fresh);
  });
});
