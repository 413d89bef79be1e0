import { CodedError } from '@togo/foundation';

export type NsisErrorCode = 'NSIS_TEXT_UNSAFE';

/**
 * Text as an NSIS string, quotes included. `$` and `"` lose their meaning.
 *
 * @throws CodedError `NSIS_TEXT_UNSAFE` for line breaks and other control characters, which would end the command.
 */
export function nsisString(text: string): string {
  return `"${escapeNsis(text)}"`;
}

/** The same without the quotes, to be put together with variables. */
export function escapeNsis(text: string): string {
  const control = [...text].find((character) => character < ' ' || character === '\u007f');
  if (control !== undefined) {
    const got = `U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    throw new CodedError<NsisErrorCode>('NSIS_TEXT_UNSAFE', `expected one line of text for NSIS, got ${got} in ${JSON.stringify(text)}`, {
      hint: 'Remove line breaks and control characters.',
    });
  }
  return text.replaceAll('$', () => '$$').replaceAll('"', () => '$\\"').replaceAll('`', () => '$\\`');
}
