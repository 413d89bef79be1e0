/** What the release roles said; always a target of the top-level targets role. */
export const statementTarget = 'statement.json';

/** What the `status` role said: delegated, and it only ever grows. */
export const withdrawalsTarget = 'status/withdrawals.json';

/**
 * Where the bytes of a target lie below `targets/` of an origin with consistent snapshots: its name with the hash before the last part (TUF 6.2).
 *
 * @param hash lower-case hexadecimal digits.
 */
export function hashedTargetPath(target: string, hash: string): string {
  const at = target.lastIndexOf('/') + 1;
  return `${target.slice(0, at)}${hash}.${target.slice(at)}`;
}
