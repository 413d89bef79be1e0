import { request, type IncomingHttpHeaders } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Sends one request to the loopback address, with exactly these headers beside Host. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const sent = request({ host: '127.0.0.1', port, path, method, agent: false, headers: { ...length, ...headers } }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks).toString('utf8') }));
      reply.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A browser as old as Internet Explorer 11: it keeps the cookie, and sends neither Origin nor Sec-Fetch-Site. */
export interface Visitor {
  readonly port: number;
  readonly cookie: string;
  /** What every form of ours carries. */
  readonly token: string;
  get(path: string): Promise<Reply>;
  /** Sends a form of ours; `headers` are what else the browser says. */
  post(path: string, fields?: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Reply>;
}

/** Opens the screens by their one-time address. */
export async function enter(address: string): Promise<Visitor> {
  const url = new URL(address);
  const port = Number(url.port);
  const opened = await ask(port, url.pathname + url.search);
  const cookie = opened.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const get = (path: string): Promise<Reply> => ask(port, path, { headers: { Cookie: cookie } });
  const token = /name="token" value="([^"]+)"/.exec((await get('/support')).body)?.[1] ?? '';
  const post: Visitor['post'] = (path, fields = {}, headers = {}) =>
    ask(port, path, {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ token, ...fields }).toString(),
    });
  return { port, cookie, token, get, post };
}
