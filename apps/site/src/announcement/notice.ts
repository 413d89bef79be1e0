import { guideTitle } from '@togo/ie-settings';
import { facilityCases, type Notes, type WrittenPlan, type WrittenRelease } from '@togo/release';
import type { PublishedDate } from '@togo/trust';
import { tlsRows } from '../tls-table.ts';
import { fromWords, names, whenWords } from '../words.ts';
import { heading, paragraph, type DocumentBlock, type PublicDocument, type WordTable } from './document.ts';
import { amendedBefore, whenAt } from './plan-at.ts';

const subject = '暗号化通信(TLS)バージョンアップ対応について(介護保険)';
const contactHeading = 'お問い合わせ';

export interface NoticeInput {
  readonly release: WrittenRelease;
  readonly plan: WrittenPlan;
  readonly notes: Pick<Notes, 'blocks'>;
  /** The moment of publication: the plan counts as it stood then. */
  readonly at: Date;
  readonly publisher: string;
}

/**
 * The notice 「暗号化通信(TLS)バージョンアップ対応について」 in its own words, with the dates of the plan: a published window as long as nobody has
 * fixed the date, then the date, marked 訂正 beside what it replaces.
 */
export function noticeDocument({ release, plan, notes, at, publisher }: NoticeInput): PublicDocument {
  const { general, cutover } = plan.milestones;
  const generalWhen = whenAt(general, at);
  const cutoverWhen = cutover === undefined ? undefined : whenAt(cutover, at);
  const changed = [
    ...rowOf('バージョンアップ版の統合インストーラのリリース', amendedBefore(general, at)),
    ...rowOf('TLS 1.2 だけの通信への切り替え', cutover === undefined ? undefined : amendedBefore(cutover, at)),
  ];
  return {
    title: changed.length === 0 ? subject : `【訂正】${subject}`,
    at,
    publisher,
    ...(changed.length === 0 ? {} : { correction: correctionTable(changed) }),
    blocks: [
      paragraph('電子請求受付システムにおいて、請求情報送信やブラウザからのアクセス等、サーバとの通信時に通信内容を保護するために使用している暗号化通信のセキュリティを強化します。'),
      ...overview(cutoverWhen),
      heading(2, '(2) セキュリティ強化対応に伴う事業所での作業について'),
      paragraph('事業所で必要となる作業は以下のとおりです。'),
      heading(2, '① バージョンアップ版 統合インストーラのインストール'),
      ...cases(release, generalWhen, cutoverWhen),
      heading(2, '② Internet Explorer のセキュリティ設定の確認'),
      paragraph('お使いのパソコンの Internet Explorer が、TLS 1.2 での通信が可能な設定となっているかご確認ください。'),
      paragraph(`対象は、Windows 8.1 及び 10 の Internet Explorer 11 です。確認手順につきましては、「${guideTitle}」をご確認ください。`),
      ...contact(notes),
    ],
  };
}

function overview(cutover: PublishedDate | undefined): DocumentBlock[] {
  if (cutover === undefined) return [];
  return [
    heading(2, '(1) 概要'),
    paragraph(`現在は TLS 1.0、1.1 及び 1.2 のいずれも通信可能となっていますが、${fromWords(cutover)}、TLS 1.2 のみ通信が可能となります。`),
    { kind: 'table', caption: '通信できる暗号化通信(TLS)の種類', ...tlsRows(cutover, false) },
  ];
}

function cases({ version }: WrittenRelease, general: PublishedDate, cutover: PublishedDate | undefined): DocumentBlock[] {
  const [client, otherVendor, delegated] = facilityCases;
  const released =
    'at' in general
      ? `${whenWords(general)} に、セキュリティ強化に対応した、バージョンアップ版の${names.installer}(Ver.${version})をリリースします。`
      : `${whenWords(general)}にセキュリティ強化に対応した、バージョンアップ版の${names.installer}をリリース予定です。`;
  const deadline = cutover !== undefined && 'at' in cutover ? `${whenWords(cutover)} までに、` : '';
  return [
    heading(3, client.title),
    paragraph(`${released}バージョンアップ版がリリースされましたら、${deadline}お使いのパソコンにインストールを行ってください。詳細な手順等については、リリース時にお知らせいたします。`),
    heading(3, otherVendor.title),
    paragraph('お使いの伝送ソフトによって、対応時期やバージョンアップ方法が異なるため、お使いのソフトの問合せ窓口へご確認ください。'),
    heading(3, delegated.title),
    paragraph('事業所で国保連合会への請求情報送信を行っていない場合、セキュリティ強化に伴う設定等の作業は発生しません。'),
  ];
}

/** Whom to ask, as the release notes say it. */
function contact({ blocks }: Pick<Notes, 'blocks'>): DocumentBlock[] {
  const start = blocks.findIndex((block) => block.kind === 'heading' && block.level === 2 && block.spans.map(({ text }) => text).join('') === contactHeading);
  if (start < 0) return [];
  const end = blocks.findIndex((block, index) => index > start && block.kind === 'heading' && block.level === 2);
  return blocks.slice(start, end < 0 ? undefined : end);
}

function rowOf(what: string, change: { was: PublishedDate; now: PublishedDate } | undefined): string[][] {
  return change === undefined ? [] : [[what, whenWords(change.was), whenWords(change.now)]];
}

function correctionTable(rows: readonly (readonly string[])[]): WordTable {
  return { kind: 'table', caption: 'これまでのお知らせの日時を、次のとおり訂正します。', head: ['内容', 'これまでのお知らせ', '訂正後'], rows };
}
