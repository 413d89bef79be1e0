import { get } from 'node:https';
import { classify, toFailure, type ConnectionCode, type TlsVersion, type Trust } from '@togo/tls-policy';

/** How one connection with one TLS version ended. */
export type TlsAnswer =
  | { readonly accepted: true; readonly protocol: string; /** The server's own clock. */ readonly serverTime: Date }
  | { readonly accepted: false; /** What a client makes of it. */ readonly code: ConnectionCode };

export interface Asked {
  readonly port: number;
  readonly probePath: string;
  readonly trust: Trust;
}

const timeoutMs = 10_000;
/** OpenSSL forbids the old versions above security level 0. */
const oldCiphers = 'ALL:@SECLEVEL=0';

/** Opens a connection that can do this TLS version and no other, as a PC or a relay on the way may be set, and asks the server who it is. */
export async function askReception({ port, probePath, trust }: Asked, version: TlsVersion): Promise<TlsAnswer> {
  try {
    return await new Promise<TlsAnswer>((resolve, reject) => {
      const own = { minVersion: version, maxVersion: version, ...(version === 'TLSv1.2' ? {} : { ciphers: oldCiphers }) };
      const request = get({ host: '127.0.0.1', servername: 'localhost', port, path: probePath, ca: [...trust.ca], agent: false, timeout: timeoutMs, ...own }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (portion: string) => (text += portion));
        response.on('error', reject);
        response.on('end', () => {
          const { protocol, serverTime } = JSON.parse(text) as { protocol: string; serverTime: string };
          resolve({ accepted: true, protocol, serverTime: new Date(serverTime) });
        });
      });
      request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
      request.on('error', reject);
    });
  } catch (error) {
    return { accepted: false, code: classify(toFailure('tls', error, new Uint8Array(), trust)) };
  }
}
