import { request } from 'node:https';
import { sessionPath, transmissionsAnswer, transmissionsPath, type Transmission } from '@togo/transmission/protocol';

export interface Account {
  readonly userId: string;
  readonly password: string;
}

/** Everything that the server holds for an account, asked by a plain HTTPS program that shares nothing with the client. @param ca PEM. */
export async function readServerRecord(port: number, ca: string, account: Account): Promise<Transmission[]> {
  const { token } = (await ask(port, ca, 'POST', sessionPath, { 'content-type': 'application/json' }, JSON.stringify({ formatVersion: 1, ...account }))) as { token: string };
  const found: Transmission[] = [];
  for (let [revision, more] = [0, true]; more; ) {
    const answer = transmissionsAnswer.parse(await ask(port, ca, 'GET', `${transmissionsPath}?changedAfter=${revision}`, { authorization: `Bearer ${token}` }));
    found.push(...answer.transmissions);
    [revision, more] = [answer.revision, answer.more];
  }
  return found;
}

function ask(port: number, ca: string, method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const length = method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  request({ host: 'localhost', port, ca, method, path, headers: { ...headers, ...length }, agent: false }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      if (response.statusCode === 200) resolve(JSON.parse(text));
      else reject(new Error(`${method} ${path}: ${response.statusCode ?? 0} ${text}`));
    });
  })
    .on('error', reject)
    .end(body);
  return promise;
}
