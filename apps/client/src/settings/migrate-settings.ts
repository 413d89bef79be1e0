/** Of the file that this version writes. */
export const settingsFormat = 2;

type Written = Readonly<Record<string, unknown>>;

/** One step from a format to the next; the first leads from format 1 to format 2. */
const steps: readonly ((written: Written) => Written)[] = [nameTheProxyChoice];

/**
 * An older settings file as this version would have written it: what it means stays the same. The file itself stays as it is until something is
 * changed, and is then replaced as a whole.
 *
 * @returns undefined for a format that this version does not know.
 */
export function migrateSettings(written: Written): Written | undefined {
  const format = written['formatVersion'];
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1 || format > settingsFormat) return undefined;
  return steps.slice(format - 1).reduce((before, step) => step(before), written);
}

/** Format 1 had a proxy that was set by hand, or went straight, whatever Windows said. */
function nameTheProxyChoice(written: Written): Written {
  const { proxy } = written;
  const byHand = typeof proxy === 'object' && proxy !== null ? { ...proxy, use: 'manual' } : proxy;
  return { ...written, formatVersion: 2, proxy: proxy === undefined ? { use: 'direct' } : byHand };
}
