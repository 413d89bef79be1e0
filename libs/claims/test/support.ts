import { createClaimChecker, type ClaimCode, type ClaimFinding, type ClaimVerdict } from '../src/index.ts';
import { decodeCp932 } from '../src/cp932.ts';
import { encodeCp932, writeClaimFile, type WriteOptions } from '../testing/index.ts';

/** In the claims window of April 2021, for which `writeClaimFile` writes. */
export const inWindow = new Date('2021-04-05T10:00:00+09:00');

/** Checks bytes that arrive in the given portions. */
export function check(bytes: Uint8Array, options: { fileName?: string; now?: Date; portions?: readonly number[] } = {}): ClaimVerdict {
  const checker = createClaimChecker({ fileName: options.fileName ?? 'I0304A.CSV', now: options.now ?? inWindow });
  let from = 0;
  for (const portion of options.portions ?? []) {
    checker.push(bytes.subarray(from, from + portion));
    from += portion;
  }
  checker.push(bytes.subarray(from));
  return checker.end();
}

/** The lines of a good file as text, without line ends: control record, data records, end record. */
export function goodLines(options: WriteOptions = {}): string[] {
  return (decodeCp932(writeClaimFile(options)) ?? '').split('\r\n').slice(0, -1);
}

export function fileOf(lines: readonly string[], lineEnd = '\r\n'): Uint8Array {
  return encodeCp932(lines.map((line) => `${line}${lineEnd}`).join(''));
}

/** A good file with one line changed. @param line from 1 */
export function withLine(line: number, change: (text: string) => string, options: WriteOptions = {}): Uint8Array {
  return fileOf(goodLines(options).map((text, index) => (index === line - 1 ? change(text) : text)));
}

/** A good file with one item of one line changed. Works on lines without commas inside quotes. @param column from 1 */
export function withItem(line: number, column: number, value: string, options: WriteOptions = {}): Uint8Array {
  return withLine(line, (text) => text.split(',').with(column - 1, value).join(','), options);
}

export const codesOf = ({ findings }: ClaimVerdict): ClaimCode[] => findings.map(({ code }) => code);

/** `K-341@5/2`: code, line and column. */
export const placesOf = ({ findings }: ClaimVerdict): string[] => findings.map(({ code, line, column }) => `${code}@${line}/${column}`);

export function findingOf({ findings }: ClaimVerdict, code: ClaimCode): ClaimFinding | undefined {
  return findings.find((finding) => finding.code === code);
}
