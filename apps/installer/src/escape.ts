import { CodedError } from '@togo/foundation';
import type { InstallerBuildCode } from './errors.ts';

/** NSIS variables that a text may show: `{$FreeMb}` becomes the value of `$FreeMb` on the PC. */
export const shownVariables = [
  ...(['InstalledVersion', 'NeededMb', 'FreeMb', 'FinishedAt', 'DetailText', 'WindowsName', 'PreviousVersion', 'TargetVersion'] as const),
  ...(['RunningWhy', 'RunningNext', 'HeldFile', 'HeldBy', 'WaitingClaims'] as const),
  ...(['CheckAddress', 'CheckTitle', 'CheckCode', 'CheckWhy'] as const),
];

/**
 * A text as the inside of an NSIS string in double quotes: `$` → `$$`, `"` → `$\"`.
 *
 * @throws CodedError `TEXT_UNSAFE` for a control character (a newline would end the script line) or a lone surrogate.
 */
export function nsisEscape(text: string): string {
  refuseUnprintable(text);
  return text.replaceAll('$', '$$$$').replaceAll('"', '$\\"');
}

/** One or more lines of text as a complete NSIS string; `{$Name}` stays a variable. */
export function nsisString(...lines: readonly string[]): string {
  const variable = new RegExp(`\\{\\$(${shownVariables.join('|')})\\}`, 'g');
  const inside = lines.map((line) => {
    let escaped = '';
    let end = 0;
    for (const found of line.matchAll(variable)) {
      escaped += `${nsisEscape(line.slice(end, found.index))}$${found[1] ?? ''}`;
      end = found.index + found[0].length;
    }
    return escaped + nsisEscape(line.slice(end));
  });
  return `"${inside.join('$\\r$\\n')}"`;
}

/** A text as a wide C string literal in plain ASCII: every other character as a universal or hexadecimal escape. */
export function cString(...lines: readonly string[]): string {
  lines.forEach(refuseUnprintable);
  const units = Array.from({ length: lines.join('\n').length }, (_, index) => lines.join('\n').charCodeAt(index));
  const escaped = units.map((unit) => {
    if (unit === 0x0a) return '\\n';
    const plain = unit >= 0x20 && unit < 0x7f && !'"\\?'.includes(String.fromCharCode(unit));
    return plain ? String.fromCharCode(unit) : `\\x${unit.toString(16)}" L"`;
  });
  return `L"${escaped.join('')}"`;
}

/** One argument for a POSIX shell. */
export function posixQuote(argument: string): string {
  if (argument.includes('\0')) throw unsafe(argument);
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

function refuseUnprintable(text: string): void {
  if (/\p{Cc}|\p{Cs}/u.test(text)) throw unsafe(text);
}

function unsafe(text: string): CodedError<InstallerBuildCode> {
  return new CodedError('TEXT_UNSAFE', `expected a text without control characters, got ${JSON.stringify(text)}`, {
    hint: 'Split it into lines, or remove the character.',
  });
}
