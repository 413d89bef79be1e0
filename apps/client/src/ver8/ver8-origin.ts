/** What became of Ver.8's user ID: taken over, not set there, or left out as not usable. */
const userIdFates = ['taken', 'none', 'S-264', 'S-265'] as const;
/** What became of Ver.8's proxy: taken over as typed or as none, not set there, or left out as not usable. */
const proxyFates = ['manual', 'direct', 'none', 'S-266'] as const;

/** Which settings came from Ver.8. Stands in `settings.json` as `ver8` until somebody has confirmed what the screen says about it. */
export interface Ver8Origin {
  readonly userId: (typeof userIdFates)[number];
  readonly proxy: (typeof proxyFates)[number];
}

/** Undefined for anything else: what cannot be read here keeps no settings from being used. */
export function readOrigin(written: unknown): Ver8Origin | undefined {
  if (typeof written !== 'object' || written === null) return undefined;
  const { userId, proxy } = written as Partial<Record<string, unknown>>;
  const origin = { userId: userIdFates.find((fate) => fate === userId), proxy: proxyFates.find((fate) => fate === proxy) };
  return origin.userId === undefined || origin.proxy === undefined ? undefined : { userId: origin.userId, proxy: origin.proxy };
}

/** Whether all that was set in Ver.8 was taken over. */
export function isWhole({ userId, proxy }: Ver8Origin): boolean {
  return !userId.startsWith('S-') && !proxy.startsWith('S-');
}
