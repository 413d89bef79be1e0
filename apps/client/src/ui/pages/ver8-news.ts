import { html, type Html } from '@togo/foundation/html';
import { describeClientCode } from '../../messages/client.ts';
import { proxyFateWords, userIdFateWords } from '../../messages/ver8.ts';
import type { Ver8News } from '../../ver8/ver8.ts';
import { isWhole } from '../../ver8/ver8-origin.ts';
import { tokenField, type Frame } from '../layout.ts';
import { mark } from '../marks.ts';
import { certificatesPath } from './certificates.ts';
import { factList, noticeBlock } from './notice-block.ts';
import { ver8RecordsPath } from './ver8-records.ts';

export const ver8NewsPath = '/settings/ver8';

export interface Ver8NewsView {
  readonly news: Ver8News;
  readonly hasCertificate: boolean;
  readonly hasRecords: boolean;
}

/** 設定: what came over from Ver.8 and what did not, until somebody says that he has read it. */
export function ver8NewsBlock({ news, hasCertificate, hasRecords }: Ver8NewsView, frame: Frame): Html {
  return html`${settingsBlock(news)}
${hasCertificate ? html`<p>Ver.8 の電子証明書は、パスワードを入力すると使えるようになります。<a href="${certificatesPath}">電子証明書の画面で取り込む</a></p>` : undefined}
${hasRecords ? html`<p>Ver.8 の送信の記録も、見ることができます。<a href="${ver8RecordsPath}">Ver.8 で送信した記録を見る</a></p>` : undefined}
<form method="post" action="${ver8NewsPath}">${tokenField(frame)}<button type="submit">確かめました</button></form>`;
}

function settingsBlock(news: Ver8News): Html {
  if ('fault' in news) return noticeBlock(describeClientCode(news.fault), [], 2, 'warn');
  const notice = isWhole(news) ? noticeBlock(describeClientCode('S-259'), [], 2, 'ok') : noticeBlock(describeClientCode('S-258'), [], 2, 'warn');
  return html`${notice}${factList([['ユーザID', userIdFateWords[news.userId]], ['プロキシ', proxyFateWords[news.proxy]]])}`;
}

/** 開始: that there are news. */
export function ver8NewsLine(): Html {
  return html`<p class="state">${mark('info')} <span>Ver.8 からの引き継ぎについて、お知らせがあります。<a href="/settings">《設定》で確かめる</a></span></p>`;
}
