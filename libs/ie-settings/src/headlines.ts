import type { Message } from './messages.ts';
import type { Verdict } from './table/row.ts';

/** The first two lines of the window and of the client's page: what the verdict means, and what to do now. */
export const headlines: Readonly<Record<Verdict, Message>> = {
  PASS: { title: 'TLS 1.2 で通信できる設定です', advice: 'この設定のままお使いください。' },
  WARN: { title: 'TLS 1.2 は使えますが、見直したい設定があります', advice: '下の一覧をご覧ください。' },
  'PASS-PENDING': { title: '設定を直しました。あと一つ、作業が残っています', advice: '下の一覧をご覧ください。' },
  'FAIL-U': { title: 'お使いの方の設定を直す必要があります', advice: '下の一覧で、次にすることをご確認ください。' },
  'FAIL-A': { title: 'このパソコンの管理者が直す必要があります', advice: '[結果を保存]の内容を、管理者の方にお知らせください。' },
  'FAIL-G': { title: '情報システムの担当者が直す必要があります', advice: '[結果を保存]の内容を、担当者の方にお知らせください。' },
  'FAIL-V': { title: 'サポート窓口へご相談ください', advice: '[結果を保存]の内容を、サポート窓口へお知らせください。' },
  UNKNOWN: { title: '確かめられないことがありました', advice: '下の一覧をご覧ください。' },
  OUT: { title: 'このパソコンは確認の対象外です', advice: '下の一覧をご覧ください。' },
};
