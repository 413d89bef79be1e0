import type { ConnectionReport } from '@togo/transmission/node';
import type { ConnectionCode, TlsRange } from '@togo/tls-policy';
import { formatJst } from '../japanese-time.ts';
import { fillIn, type Notice, type Words } from './notice.ts';
import { describeProtocol, describeRange } from './tls-names.ts';

const notConnected = '電子請求受付システムに接続できませんでした';
const tellSupport = '[結果を保存]を押し、サポート窓口へお知らせください。';
const waitThenTell = `時間をおいて[もう一度確認]を押してください。続くときは、${tellSupport}`;

/**
 * Every T-1xx text of the client. `{host}`, `{range}`, `{protocol}` and `{time}` are filled in.
 * Rule: say what was observed; what is only likely is called 可能性.
 */
export const connectionWords: Readonly<Record<ConnectionCode, Words>> = {
  'T-100': {
    title: '電子請求受付システムに接続できました',
    explanation: '{protocol} で通信できることを確認しました。',
    next: 'このパソコンでの接続の確認は終わりました。この画面は閉じてかまいません。',
  },
  'T-101': {
    title: notConnected,
    explanation: '接続先の名前({host})が見つかりませんでした。インターネットにつながっていないか、接続先の設定が正しくない可能性があります。',
    next: `ほかのホームページを開けるか確かめてください。開けるときは、《設定》の接続先を確かめ、[もう一度確認]を押してください。続くときは、${tellSupport}`,
  },
  'T-102': {
    title: notConnected,
    explanation: '通信が接続先({host})に届かないか、受け付けられませんでした。接続先が休止しているか、途中の機器やセキュリティソフトが通信を止めている可能性があります。',
    next: waitThenTell,
  },
  'T-103': {
    title: notConnected,
    explanation: '待ち時間のうちに、接続先({host})から応答がありませんでした。回線や接続先が混み合っている可能性があります。',
    next: waitThenTell,
  },
  'T-104': {
    title: notConnected,
    explanation: 'この通信は {range} で行いますが、接続先が対応していません。途中の機器やセキュリティソフトが接続先の代わりに応答している可能性もあります。',
    next: waitThenTell,
  },
  'T-105': {
    title: notConnected,
    explanation: '接続先({host})の応答は、暗号化通信(TLS)のものではありませんでした。接続先のポート番号が違うか、途中の機器が代わりに応答している可能性があります。',
    next: `《設定》の接続先とポート番号を確かめ、[もう一度確認]を押してください。続くときは、${tellSupport}`,
  },
  'T-106': {
    title: notConnected,
    explanation: '接続先の証明書が、このソフトが信頼する発行元のものと確認できませんでした。そのため通信を止めました。セキュリティソフトや途中の機器が、通信の中身を検査している可能性があります。',
    next: `最近セキュリティソフトや回線の機器を変えたときは、その担当の方に「通信の検査」の設定をご相談ください。心当たりがないときは、${tellSupport}`,
  },
  'T-107': {
    title: notConnected,
    explanation: '接続先の証明書は、設定されている接続先({host})のものではありませんでした。そのため通信を止めました。',
    next: `《設定》の接続先を確かめ、[もう一度確認]を押してください。続くときは、${tellSupport}`,
  },
  'T-108': {
    title: notConnected,
    explanation: '接続先の証明書は、このパソコンの日時({time})では有効期間の外にあります。そのため通信を止めました。パソコンの日時が正しくない可能性があります。',
    next: `パソコンの日付と時刻を確かめてください。違うときは、直してから[もう一度確認]を押してください。正しいときは、${tellSupport}`,
  },
  'T-109': {
    title: notConnected,
    explanation: '接続先の証明書が失効しているか、失効しているかどうかを確かめられませんでした。そのため通信を止めました。',
    next: `パソコンの日付と時刻が正しいこと、新しい統合インストーラが公開されていないことを確かめてください。続くときは、${tellSupport}`,
  },
  'T-110': {
    title: notConnected,
    explanation: '接続先の証明書が、このソフトで決められた条件に合いませんでした。そのため通信を止めました。',
    next: `新しい統合インストーラが公開されているときは、インストールしてから[もう一度確認]を押してください。続くときは、${tellSupport}`,
  },
  'T-111': {
    title: notConnected,
    explanation: '接続先が、事業所の電子証明書を求めたか、受け付けませんでした。',
    next: tellSupport,
  },
  'T-112': {
    title: notConnected,
    explanation: '接続先との間で、使える暗号の方式が合わないなどの理由により、暗号化通信を始められませんでした。',
    next: waitThenTell,
  },
  'T-113': {
    title: notConnected,
    explanation: '接続先({host})との通信が途中で切れました。回線が不安定か、途中の機器が通信を切った可能性があります。',
    next: waitThenTell,
  },
  'T-114': {
    title: '電子請求受付システムの応答を確認できませんでした',
    explanation: '接続先({host})とつながりましたが、応答が電子請求受付システムのものと確認できませんでした。',
    next: `《設定》の接続先を確かめ、時間をおいて[もう一度確認]を押してください。続くときは、${tellSupport}`,
  },
  'T-115': {
    title: notConnected,
    explanation: 'この通信は {range} で行いますが、それ以外の方式になったため、このソフトが通信を止めました。',
    next: tellSupport,
  },
  'T-116': {
    title: notConnected,
    explanation: '途中にある中継の機器(プロキシ)が、接続先({host})への通信を止めました。',
    next: `事業所の回線や機器の担当の方に、接続先への通信を通すようご相談ください。担当の方がいないときは、${tellSupport}`,
  },
  'T-117': {
    title: notConnected,
    explanation: '接続先({host})との通信は {protocol} で始まりましたが、途中で切れました。電子請求受付システムは令和3年4月以降、TLS 1.2 だけで通信します。途中の機器が古い方式で中継している可能性があります。新しい版の統合インストーラを入れる必要があります。',
    next: `《更新の確認》で新しい版をインストールしてください。入れてもつながらないときは、事業所の回線や機器の担当の方に、TLS 1.2 を通すようご相談ください。続くときは、${tellSupport}`,
  },
  'T-199': {
    title: notConnected,
    explanation: '接続先({host})との通信ができませんでした。理由は特定できていません。',
    next: waitThenTell,
  },
};

/** What a facility is told about one connection check. */
export function describeReport(report: ConnectionReport, range: TlsRange): Notice {
  const values = {
    host: report.host,
    range: describeRange(range),
    protocol: report.handshake === undefined ? describeRange(range) : describeProtocol(report.handshake.protocol),
    time: formatJst(new Date(report.at)),
  };
  const words = connectionWords[report.code];
  return {
    code: report.code,
    ok: report.ok,
    title: words.title,
    explanation: fillIn(words.explanation, values),
    next: fillIn(words.next, values),
  };
}
