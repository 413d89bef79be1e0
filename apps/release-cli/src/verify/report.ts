interface Answer {
  readonly id: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly got: string;
}

/** One line per check; what was expected and what was found where it failed. */
export function verificationText({ ok, checks }: { readonly ok: boolean; readonly checks: readonly Answer[] }): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const lines = checks.map((check) => line(check, width));
  const failed = checks.filter((check) => !check.ok).length;
  return [...lines, ok ? `${checks.length} checks, all as expected` : `${failed} of ${checks.length} checks failed`, ''].join('\n');
}

function line({ id, ok, expected, got }: Answer, width: number): string {
  const name = id.padEnd(width);
  const indent = ' '.repeat(width + 4);
  return ok ? `✓ ${name}  ${got}` : `✗ ${name}  expected ${expected}\n${indent}got ${got}`;
}
