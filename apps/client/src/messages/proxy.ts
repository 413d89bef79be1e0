import { formatAddress } from '../address.ts';
import type { ProxyDecision } from '../proxy/decide-proxy.ts';
import type { Words } from './notice.ts';

const notConnected = 'そのため、接続していません。';
const byHand =
  '事業所の回線の担当の方にプロキシの名前とポート番号を確かめ、《設定》の《プロキシ》で「手で指定する」を選んで入力してください。プロキシを使わない事業所では、「直接接続する」を選んでください。';

/** Why a way through a proxy could not be taken down, or found. */
export const proxyWords = {
  'S-266': {
    title: 'プロキシの書き方を確かめてください',
    explanation: 'プロキシの名前は半角の英数字、ハイフン(-)、ピリオド(.)で、ポート番号は 1 から 65535 までの数字で入力してください。',
    next: 'プロキシを直して、[プロキシを保存する]を押してください。使わないときは、「直接接続する」を選んでください。',
  },
  'S-267': {
    title: 'プロキシを自動では決められません',
    explanation: `Internet Explorer は、プロキシを「自動構成スクリプト」で決める設定になっています。このソフトはスクリプトを動かさないので、どのプロキシを通るのかがわかりません。${notConnected}`,
    next: byHand,
  },
  'S-268': {
    title: 'Internet Explorer のプロキシを使えません',
    explanation: `Internet Explorer に設定されているプロキシは、このソフトで使える形(名前とポート番号)ではありません。${notConnected}`,
    next: byHand,
  },
  'S-269': {
    title: 'プロキシの設定を読み取れませんでした',
    explanation: `Windowsから Internet Explorer のプロキシの設定を読み取れませんでした。${notConnected}`,
    next: `時間をおいて、もう一度行ってください。続くときは、${byHand}`,
  },
} as const satisfies Readonly<Record<string, Words>>;

export type ProxyCode = keyof typeof proxyWords;

/** The way that is taken now, for 設定. */
export function describeProxy(decision: ProxyDecision): string {
  if (decision.kind === 'proxy') return `プロキシ ${formatAddress(decision.proxy)} を通ります(${decision.by === 'ie' ? 'Internet Explorer の設定' : '手で指定'})。`;
  return `プロキシを通らず、直接接続します(${directReasons[decision.by]})。`;
}

const directReasons = {
  choice: '「直接接続する」を選んでいます',
  'no-ie': 'このパソコンに Internet Explorer の設定はありません',
  'ie-off': 'Internet Explorer にプロキシの設定はありません',
  'ie-bypassed': 'Internet Explorer の設定で、この接続先はプロキシを使わないことになっています',
} as const;
