/**
 * One Windows command line out of a program and its arguments, so that `CommandLineToArgvW` and the C runtime read them back unchanged.
 *
 * @param rawTail appended as it is: NSIS wants `/D=C:\Program Files\X` and `_?=…` last and without quotes.
 */
export function commandLine(program: string, args: readonly string[], rawTail?: string): string {
  const words = [`"${program}"`, ...args.map(quoteArgument)];
  return [...words, ...(rawTail === undefined ? [] : [rawTail])].join(' ');
}

/** Quotes where needed: backslashes double only before a quote or the closing quote. */
export function quoteArgument(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument;
  return `"${argument.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}
