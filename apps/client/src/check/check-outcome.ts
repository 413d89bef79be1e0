import type { TlsRange } from '@togo/tls-policy';
import type { ConnectionReport } from '@togo/transmission/node';
import { formatAddress } from '../address.ts';
import type { ClientError } from '../client-error.ts';
import { formatAbout, formatJst } from '../japanese-time.ts';
import { limits } from '../limits.ts';
import { describeClientCode } from '../messages/client.ts';
import { describeReport } from '../messages/connection.ts';
import type { Notice } from '../messages/notice.ts';
import { describeProxy } from '../messages/proxy.ts';
import { describeProtocol } from '../messages/tls-names.ts';
import type { ProxyDecision } from '../proxy/decide-proxy.ts';

/** How a connection check ended, as the screens show it and the saved text tells it. */
export interface CheckOutcome {
  readonly at: Date;
  readonly notice: Notice;
  /** What else the facility should know. */
  readonly remarks: readonly string[];
  /** For support: label and value. */
  readonly details: readonly (readonly [string, string])[];
}

/** A check that was made. */
export function outcomeOfReport(report: ConnectionReport, range: TlsRange, way: ProxyDecision): CheckOutcome {
  const skew = report.server?.skewSeconds;
  return {
    at: new Date(report.at),
    notice: describeReport(report, range),
    remarks: [...(report.ok ? [] : ['この確認では、請求情報を送信していません。']), ...clockRemark(skew)],
    details: [
      ['接続先', formatAddress(report)],
      ['プロキシ', describeProxy(way)],
      ['通信方式', report.handshake === undefined ? '決まる前に終わりました' : `${describeProtocol(report.handshake.protocol)} / ${report.handshake.cipher}`],
      ...(skew === undefined ? [] : [['時計の差', `${skew}秒(接続先の時計からこのパソコンの時計を引いた値)`] as const]),
      ['内容', report.detail],
    ],
  };
}

/** A check that could not be made. */
export function outcomeOfError(error: ClientError, at: Date): CheckOutcome {
  return {
    at,
    notice: describeClientCode(error.code),
    remarks: ['接続の確認は行っていません。'],
    details: [['内容', error.message]],
  };
}

function clockRemark(skewSeconds: number | undefined): string[] {
  if (skewSeconds === undefined || Math.abs(skewSeconds) < limits.skewWorthTellingSeconds) return [];
  const how = skewSeconds > 0 ? '遅れています' : '進んでいます';
  return [`このパソコンの時計は、接続先の時計より${formatAbout(Math.abs(skewSeconds))}${how}。パソコンの日付と時刻を合わせてください。`];
}

/** The details with what every saved or shown result starts with. */
export function detailRows({ at, notice, details }: CheckOutcome, versionText: string): readonly (readonly [string, string])[] {
  return [['コード', notice.code], ['日時', formatJst(at)], ['このソフト', versionText], ...details];
}
