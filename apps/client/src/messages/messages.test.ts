import { messages } from '@togo/ie-settings';
import { connectionCodes, pinnedRange, type ConnectionCode } from '@togo/tls-policy';
import { engineCodes } from '@togo/transmission';
import { receptionCodes } from '@togo/transmission/protocol';
import { describe, expect, it } from 'vitest';
import { clientWords, describeClientCode } from './client.ts';
import { connectionWords, describeReport } from './connection.ts';
import { engineWords } from './engine.ts';
import type { Words } from './notice.ts';
import { receptionWords } from './reception.ts';
import { describeRefusal } from './refusal.ts';

const catalogue: Readonly<Record<string, Words>> = { ...connectionWords, ...clientWords, ...receptionWords, ...engineWords };
const textsOf = ({ title, explanation, next }: Words): string[] => [title, explanation, next];
/** Words that a facility meets on other screens and papers. */
const allowedLatin = ['TLS', 'Ver', 'https', 'Windows', 'Internet', 'Explorer', 'IE', 'ID', 'MB', 'KJ', 'J', 'ID', 'ISDN'];

describe('when a facility reads a message', () => {
  it('has one for every connection code, and for no other', () => {
    expect(Object.keys(connectionWords).sort()).toEqual(Object.keys(connectionCodes).sort());
  });

  it('never meets one code with two meanings', () => {
    expect(Object.keys(catalogue).filter((code) => code in messages)).toEqual([]);
  });

  it('has one for every code of the reception system and of the outbox', () => {
    expect(Object.keys(receptionWords).sort()).toEqual(Object.keys(receptionCodes).sort());
    expect(Object.keys(engineWords).sort()).toEqual(Object.keys(engineCodes).sort());
  });

  it.each(Object.entries(catalogue))('%s is filled in when it comes back from sending, with the moment where it names one', (code) => {
    const facts = { host: 'denso.example', range: pinnedRange, at: '2021-04-19T01:00:00Z' };
    const { explanation, next } = describeRefusal(code, { ...facts, until: '2021-04-19T01:30:00Z' });
    if (!code.startsWith('C-')) expect(explanation + next).not.toMatch(/[{}]/);
    if (catalogue[code]?.explanation.includes('{until}') === true && !code.startsWith('C-')) {
      expect(explanation).toContain('2021年4月19日(月) 10:30');
      expect(describeRefusal(code, facts).explanation).not.toMatch(/[{}]|undefined/);
    }
  });

  it('takes a code that nobody knows for our bug', () => {
    expect(describeRefusal('X-1', { host: 'h', range: pinnedRange, at: '2021-04-19T01:00:00Z' }).code).toBe('I-499');
  });

  it.each(Object.entries(catalogue))('%s is Japanese, without English or jargon', (_code, words) => {
    for (const text of textsOf(words)) {
      const latin = text.replaceAll(/\{\w+\}/g, '').match(/[A-Za-z]+/g) ?? [];
      expect(latin.filter((word) => !allowedLatin.includes(word))).toEqual([]);
      expect(text).toMatch(/[ぁ-ん]/);
    }
  });

  it.each(Object.entries(catalogue))('%s says what happened in one line, why, and what to do now', (_code, { title, explanation, next }) => {
    expect(title).not.toMatch(/。|エラー/);
    expect(explanation).toMatch(/。$/);
    expect(next).toMatch(/(ください|かまいません)。$|付けません。$/);
  });

  it.each(Object.entries(catalogue))('%s claims nothing as certain that the client cannot see', (_code, words) => {
    expect(textsOf(words).join()).not.toMatch(/送信しました|安全です|ウイルス|故障/);
  });

  it('fills in every placeholder', () => {
    for (const code of Object.keys(connectionWords) as ConnectionCode[]) {
      const report = { formatVersion: 1, ok: code === 'T-100', code, host: 'denso.example', port: 443, at: '2021-04-19T01:00:00Z', detail: 'x' } as const;
      const { explanation, next } = describeReport(report, pinnedRange);
      expect(explanation + next).not.toMatch(/[{}]/);
    }
  });

  it('names the version that was negotiated, and the moment in Japan time', () => {
    const report = { formatVersion: 1, host: 'denso.example', port: 443, at: '2021-04-19T01:00:00Z', detail: 'x' } as const;
    const good = { ...report, ok: true, code: 'T-100', handshake: { protocol: 'TLSv1.2', cipher: 'c' } } as const;
    expect(describeReport(good, { min: 'TLSv1', max: 'TLSv1.2' }).explanation).toBe('TLS 1.2 で通信できることを確認しました。');
    expect(describeReport({ ...report, ok: false, code: 'T-108' }, pinnedRange).explanation).toContain('2021年4月19日(月) 10:00');
    expect(describeReport({ ...report, ok: false, code: 'T-104' }, { min: 'TLSv1', max: 'TLSv1.2' }).explanation).toContain('TLS 1.0~1.2');
  });

  it('carries its code', () => {
    expect(describeClientCode('S-285')).toMatchObject({ code: 'S-285', ok: false });
  });
});
