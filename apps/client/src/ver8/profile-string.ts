/**
 * A value of an INI file as GetPrivateProfileString gives it. Section and key in any case; of several sections or keys of one name the first counts; a
 * line that begins with `;` is a comment, a `;` inside a value is part of it; spaces around a value do not count, nor does one pair of quotes.
 *
 * The npm package `ini` follows other rules (case counts, the last one wins, `;` and `#` cut a value, `\` escapes): it would read some files
 * otherwise than Ver.8 did.
 *
 * @returns undefined where Windows would give the default.
 */
export function profileString(text: string, section: string, key: string): string | undefined {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const head = lines.findIndex((line) => line.startsWith('[') && isSame(line.slice(1).split(']', 1)[0], section));
  if (head === -1) return undefined;
  const end = lines.findIndex((line, position) => position > head && line.startsWith('['));
  for (const line of lines.slice(head + 1, end === -1 ? undefined : end)) {
    const equals = line.indexOf('=');
    // A comment needs no look: with its semicolon it is neither a section nor the key.
    if (equals !== -1 && isSame(line.slice(0, equals), key)) return withoutQuotes(line.slice(equals + 1).trim());
  }
  return undefined;
}

function isSame(written: string | undefined, name: string): boolean {
  return written?.trim().toLowerCase() === name.toLowerCase();
}

function withoutQuotes(value: string): string {
  const first = value.charAt(0);
  return value.length > 1 && (first === '"' || first === "'") && value.endsWith(first) ? value.slice(1, -1) : value;
}
