import { sha256 } from '@togo/foundation';
import { escapeNsis } from '@togo/ie-settings';
import { helloExtensions, helloOfWindows10, helloOfWindows81 } from './client-hello.ts';
import type { BuildRequest } from './request.ts';
import { stopTexts, toolMessage, toolMessages, windowTexts } from './texts.ts';

const companyName = '電子請求受付システム';
const namelessAccount = 'お使いの方';

export function exeName(request: BuildRequest): string {
  return `IESettingsCheck-${request.version}.exe`;
}

/** Everything that differs from one build to the next, and every word of the tool, as one file of `!define`s. */
export function valuesCode(request: BuildRequest): string {
  const values: Readonly<Record<string, string>> = {
    PRODUCT_NAME: request.productName,
    COMPANY_NAME: companyName,
    VERSION: request.version,
    FOUR_PART_VERSION: `${request.version}.0`,
    EXE_NAME: exeName(request),
    USER_AGENT: `IESettingsCheck/${request.version}`,
    RECEPTION_HOST: request.reception.host,
    RECEPTION_PORT: String(request.reception.port),
    PROBE_PATH: request.reception.probePath,
    HELLO_WINDOWS_10: helloOfWindows10,
    HELLO_WINDOWS_81: helloOfWindows81,
    HELLO_EXTENSIONS: helloExtensions,
    HELLO_RANDOM: sha256(`hello ${request.version}`),
    BUILT_DAY: dayNumber(request.sourceDate),
    NAMELESS_ACCOUNT: namelessAccount,
    ...windowTexts,
    ...Object.fromEntries(Object.entries(stopTexts).map(([name, text]) => [name, `${text}(S-297)`])),
    ...Object.fromEntries(toolMessages.map((code) => [code.replace('-', '_'), toolMessage(code)])),
  };
  const lines = Object.entries(values).map(([name, value]) => `!define ${name} "${manyLines(value)}"`);
  return ['; Made by apps/checker/src/values.ts.', ...lines, ''].join('\n');
}

/** Our own texts may have line breaks; NSIS writes them as `$\r$\n`. */
function manyLines(text: string): string {
  return text.split('\n').map(escapeNsis).join('$\\r$\\n');
}

/** The day in Japan as a number: 20210419. */
function dayNumber(unixSeconds: number): string {
  return new Date((unixSeconds + 9 * 3600) * 1000).toISOString().slice(0, 10).replaceAll('-', '');
}
