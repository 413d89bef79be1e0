import { fixedClock } from '@togo/foundation';
import { pinnedRange, type TlsRange, type Trust } from '@togo/tls-policy';
import { checkConnection, type ConnectionReport, type ProxyAddress } from '../src/node/index.ts';
import { handshakePath } from '../src/protocol/index.ts';
import type { Peer } from './servers.ts';

export interface Changes {
  readonly host?: string;
  readonly range?: TlsRange;
  readonly timeoutMs?: number;
  readonly proxy?: ProxyAddress;
}

/** One check of a peer on this machine by the name that its certificate has; the peer is closed afterwards. */
export async function checkPeer(peer: Peer, trust: Trust, changes: Changes = {}): Promise<ConnectionReport> {
  try {
    const clock = fixedClock('2021-04-19T10:00:00+09:00');
    return await checkConnection({ host: 'localhost', port: peer.port, path: handshakePath, trust, range: pinnedRange, clock, ...changes });
  } finally {
    await peer.close();
  }
}
