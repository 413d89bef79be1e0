import { pinnedGet, type Target } from '@togo/transmission/node';
import type { Getter } from '@togo/trust/node';

/**
 * How bytes of the origin come here: over the pinned connection and no other way.
 *
 * @param connection asked before every request; what it throws ends the asking.
 * @param end ends every request.
 */
export function originGetter(connection: () => Promise<Target>, userAgent: string, end: AbortSignal): Getter {
  return async (url, { maxBytes, from = 0, signal = end }) =>
    pinnedGet(await connection(), { path: new URL(url).pathname, userAgent, maxBytes, from, signal: AbortSignal.any([signal, end]) });
}
