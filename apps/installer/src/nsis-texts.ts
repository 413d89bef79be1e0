import { CodedError } from '@togo/foundation';
import type { Manifest } from '@togo/release/manifest';
import type { InstallerBuildCode } from './errors.ts';
import { nsisString } from './escape.ts';
import { limits } from './limits.ts';
import { answers, installerRefusals, type Refusal } from './messages.ts';
import { pageTexts } from './page-texts.ts';
import { fillNames, type Names } from './wording.ts';

const japanese = 1041;

/** `texts.nsh`: every word of the catalogue as an NSIS LangString. Strings, not defines: NSIS reads them once and expands nothing in them. */
export function nsisTexts(manifest: Manifest): string {
  const names: Names = { ...manifest.productNames, version: manifest.version };
  const refusals = Object.entries<Refusal>(installerRefusals).flatMap(([name, { title, cause, next }]) => [
    langString(`${name}.title`, [title], names),
    langString(`${name}.cause`, [cause], names),
    langString(`${name}.next`, [next], names),
  ]);
  const pages = Object.entries(pageTexts(manifest)).map(([name, text]) => langString(name, typeof text === 'string' ? [text] : text, names));
  return [...refusals, ...pages, ''].join('\n');
}

/** Codes and exit codes of the catalogue as NSIS defines. */
export function nsisCodes(): readonly string[] {
  return [
    ...Object.entries<Refusal>(installerRefusals).flatMap(([name, { code, exitCode }]) => [
      `!define ${name}.code "${code}"`,
      `!define ${name}.exit ${exitCode}`,
    ]),
    ...Object.entries(answers).map(([name, { exitCode }]) => `!define answer.${name} ${exitCode}`),
  ];
}

function langString(name: string, lines: readonly string[], names: Names): string {
  const filled = lines.map((text) => fillNames(text, names));
  const chars = filled.join('\r\n').length;
  if (chars >= limits.nsisStringChars / 2) {
    throw new CodedError<InstallerBuildCode>('TEXT_UNSAFE', `the text ${name} has ${chars} characters; expected fewer than ${limits.nsisStringChars / 2}`, {
      hint: 'NSIS cuts longer strings on the PC: shorten it.',
    });
  }
  return `LangString ${name} ${japanese} ${nsisString(...filled)}`;
}
