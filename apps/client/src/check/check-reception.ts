import type { Clock } from '@togo/foundation';
import { checkConnection, type ConnectionReport } from '@togo/transmission/node';
import type { Address } from '../address.ts';
import { ClientError } from '../client-error.ts';
import type { Installation } from '../installation.ts';
import type { ProxyDecision } from '../proxy/decide-proxy.ts';
import { proxyPart } from '../proxy/find-proxy.ts';
import type { Settings } from '../settings/settings.ts';

/** Where this client sends to: what the facility set, else what this version names. */
export function receptionOf({ manifest }: Installation, settings: Settings): Address {
  const { host, port } = settings.reception ?? manifest.reception;
  return { host, port };
}

/**
 * One real handshake with the pinned profile of this version. The negotiated version is asserted inside.
 *
 * @throws ClientError `I-482` when OpenSSL cannot use what is in the trust file.
 */
export async function checkReception({ manifest, trust }: Installation, { host, port }: Address, way: ProxyDecision, clock: Clock): Promise<ConnectionReport> {
  try {
    return await checkConnection({ host, port, ...proxyPart(way), path: manifest.reception.probePath, trust, range: manifest.tls, clock });
  } catch (cause) {
    throw new ClientError('I-482', `trust.json: ${String(cause)}`, { cause });
  }
}
