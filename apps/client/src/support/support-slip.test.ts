import { describe, expect, it } from 'vitest';
import { anEntry } from '../../test/scripted-desk.ts';
import { supportSlip, type SlipFacts } from './support-slip.ts';

const facts: SlipFacts = {
  at: new Date('2026-12-01T01:00:00Z'),
  versions: [['このソフト', '介護伝送ソフト Ver.9.1.0']],
  reception: 'denso.example:443',
  userId: 'KJ131379900010',
  lastCheck: 'T-104',
  lastExchange: { at: '2026-12-01T00:30:00Z', serverTime: '2026-12-01T00:30:01Z', skewSeconds: 1, code: 'R-533' },
  entries: [anEntry({ send: 'refused', refusal: { code: 'R-515' } })],
  ver8: undefined,
  log: ['2026-12-01T00:30:00.000Z bug stack="at C:\\\\Users\\\\山田花子\\\\AppData\\\\x.mjs and C:\\Users\\yamada\\x /home/hanako/y"'],
};

describe('when a slip for support is written', () => {
  it('tells codes, times and states, in lines for Notepad', () => {
    const slip = supportSlip(facts);
    expect(slip.startsWith('\uFEFF介護伝送ソフト 問い合わせ票\r\n')).toBe(true);
    expect(slip.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(slip).toContain('接続確認: T-104\r\n前回の送受信: R-533 2026年12月1日(火) 9:30 時計の差 1秒\r\n');
    expect(slip).toMatch(/\d{20} refused 到達 エラー 受付 なし 取消 なし R-515\r\n/);
  });

  it('leaves the name of a Windows account out of every path', () => {
    expect(supportSlip(facts)).not.toMatch(/山田|yamada|hanako/);
    expect(supportSlip(facts)).toContain('Users\\\\(利用者)\\\\AppData');
  });

  it('counts the records of Ver.8, and says nothing of what is in them', () => {
    const record = { at: new Date('2020-10-05T04:05:09Z'), number: '1'.repeat(20), facility: '1399900099', fileName: 'I2010A.CSV', state: '未送信' } as const;
    const slip = supportSlip({ ...facts, ver8: { records: [record, { ...record, state: '受付' }], brokenLines: [3] } });
    expect(slip).toContain('Ver.8 の記録: 2件 未送信 1件 読めない行 1行\r\n');
    expect(slip).not.toMatch(/I2010A|1399900099|1{20}/);
    expect(supportSlip({ ...facts, ver8: 'R-587' })).toContain('Ver.8 の記録: 読めません R-587\r\n');
    expect(supportSlip(facts)).toContain('Ver.8 の記録: ありません\r\n');
  });

  it('is written without an outbox and before any log-in too', () => {
    const slip = supportSlip({ ...facts, entries: undefined, userId: undefined, lastExchange: undefined, lastCheck: undefined });
    expect(slip).toContain('送信待ちと送信結果(新しいものから)\r\n開けません\r\n');
    expect(slip).not.toContain('undefined');
  });
});
