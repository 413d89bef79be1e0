import { describe, expect, it } from 'vitest';
import { decisionTable, messages, renderMessage, renderWho, toMarkdown, type Message } from '../src/index.ts';

const entries = Object.entries<Message>(messages);

/** Half-width characters count half. */
const width = (text: string): number => [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x80 ? 0.5 : 1), 0);

describe('when a facility reads the catalogue', () => {
  it('meets codes of the settings range only', () => {
    expect(entries.filter(([code]) => !/^S-2\d\d$/.test(code))).toEqual([]);
  });

  it('meets no number, path or stack that only support understands', () => {
    expect(entries.filter(([, { title, advice }]) => /0x|\\|HKEY|SecureProtocols|Schannel|\bError\b/i.test(title + advice))).toEqual([]);
  });

  it('meets Japanese in every title', () => {
    expect(entries.filter(([, { title }]) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(title))).toEqual([]);
  });

  it('never meets a message without saying what happened or what to do', () => {
    expect(entries.filter(([, { title }]) => title.includes('エラーが発生しました'))).toEqual([]);
  });

  it('sees every text whole: titles fit one line of the list, advice three lines of the window', () => {
    expect(entries.filter(([, { title, advice }]) => width(title) > 26 || width(advice) > 110)).toEqual([]);
  });

  it('needs no escaping in JSON or NSIS', () => {
    expect(entries.filter(([, { title, advice }]) => /["\\$`\p{Cc}]/u.test(title + advice))).toEqual([]);
  });
});

describe('when the table refers to the catalogue', () => {
  const rows = decisionTable.flatMap((question) => question.rows);

  it('says who acts wherever something has to be done', () => {
    expect(rows.filter(({ verdict, who }) => verdict !== 'PASS' && renderWho(who) === '')).toEqual([]);
  });

  it('says what to do wherever something is wrong', () => {
    expect(rows.filter(({ verdict, message }) => verdict !== 'PASS' && messages[message].advice === '')).toEqual([]);
  });
});

describe('when a message is shown', () => {
  it('names the account and the product', () => {
    expect(renderMessage('S-254', { account: '山田', product: '' })).toContain('山田 さんの設定を確認しました。');
    expect(renderMessage('S-276', { account: '', product: 'ESET' })).toContain('ESET が通信を中継しています');
  });

  it('joins those who can act', () => {
    expect(renderWho('A/G')).toBe('このパソコンの管理者または情報システムの担当者');
  });
});

describe('when the help desk looks a code up', () => {
  it('finds every code of the table, with its rows', () => {
    const page = toMarkdown();
    const rows = decisionTable.flatMap((question) => question.rows);
    const missing = rows.filter(({ message, row, code }) => !new RegExp(`\\| ${message} \\|.*\\b${row} ${escape(code)}`).test(page));
    expect(missing).toEqual([]);
  });
});

function escape(text: string): string {
  return text.replaceAll(/[+]/g, '\\$&');
}
