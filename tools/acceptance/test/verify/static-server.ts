import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A plain host of static files on this machine, as a release lies on one. */
export interface StaticServer {
  readonly url: string;
  /** Every request so far: what was asked for, and how many bytes were sent for it. */
  readonly served: { readonly path: string; readonly isRange: boolean; readonly bytes: number }[];
  close(): Promise<void>;
}

/** @param files path → bytes. One range per request is understood (RFC 9110 §14), as every static host does. */
export async function serveFiles(files: ReadonlyMap<string, Buffer>): Promise<StaticServer> {
  const served: StaticServer['served'] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
    const file = files.get(path);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const isRange = from !== undefined;
    const last = to === undefined || to === '' ? file.length - 1 : Math.min(Number(to), file.length - 1);
    const body = isRange ? file.subarray(Number(from), last + 1) : file;
    served.push({ path, isRange, bytes: body.length });
    const range = isRange ? { 'content-range': `bytes ${from}-${last}/${file.length}` } : {};
    response.writeHead(isRange ? 206 : 200, { 'content-length': body.length, 'accept-ranges': 'bytes', ...range });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    served,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
