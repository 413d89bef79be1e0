import { detailRows, type CheckOutcome } from './check-outcome.ts';

const byteOrderMark = '\uFEFF';

/** The outcome as lines, for the console. */
export function outcomeLines(outcome: CheckOutcome, versionText: string): string[] {
  const { notice, remarks } = outcome;
  return [
    `${notice.title}(${notice.code})`,
    notice.explanation,
    ...remarks,
    ...detailRows(outcome, versionText).map(([label, value]) => `  ${label}: ${value}`),
  ];
}

/** The outcome as a file that Notepad of Windows 8.1 shows well: byte order mark, CRLF. */
export function outcomeFile(outcome: CheckOutcome, versionText: string): string {
  const { notice, remarks } = outcome;
  const lines = [
    '介護伝送ソフト 接続確認の結果',
    '',
    `${notice.title}(${notice.code})`,
    notice.explanation,
    ...remarks,
    `次にすること: ${notice.next}`,
    '',
    '詳細(サポート窓口用)',
    ...detailRows(outcome, versionText).map(([label, value]) => `${label}: ${value}`),
    '',
  ];
  return byteOrderMark + lines.join('\r\n');
}
