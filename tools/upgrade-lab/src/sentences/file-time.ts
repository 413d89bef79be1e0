const ticksPerMs = 10_000n;
/** From 1601, where a FILETIME begins, to 1970. */
const epochMs = 11_644_473_600_000n;

/** Noon in Japan on that day as instruments.nsh reads it: the low and the high half of a FILETIME as signed numbers, a line each. */
export function fileTime(date: string): string {
  const ticks = (BigInt(Date.parse(`${date}T12:00:00+09:00`)) + epochMs) * ticksPerMs;
  return `${BigInt.asIntN(32, ticks)}\r\n${BigInt.asIntN(32, ticks >> 32n)}\r\n`;
}
