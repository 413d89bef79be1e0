import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openOrigin, s3Origin, type Origin } from '../src/index.ts';
import { impatient } from './impatient.ts';
import { bytesOf, json, pointer, expectRefusal, refusalOf, textOf } from './scratch.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  vi.unstubAllEnvs();
});

async function endpointOf(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A store that answers as a test wants, once it has been asked for the bucket. */
async function originOf(answer: RequestListener): Promise<Origin> {
  const endpoint = await endpointOf((request, response) => (/^\/bucket\/?$/.test(request.url ?? '') ? response.end() : answer(request, response)));
  return s3Origin({ endpoint, bucket: 'bucket', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }, impatient);
}

const answering = (status: number, body: string): Promise<Origin> =>
  originOf((request, response) => void request.resume().on('end', () => response.writeHead(status, { 'content-length': body.length }).end(body)));

const s3Error = (code: string): string => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;

describe('when a store answers a write with a failure', () => {
  const answers: readonly [status: number, body: string, code: string, words: RegExp][] = [
    [507, '', 'full', /room in the store, got 507/],
    [403, s3Error('QuotaExceeded'), 'full', /got 403 QuotaExceeded/],
    [403, s3Error('AccessDenied'), 'refused', /the right to do this, got 403 AccessDenied.*s3:PutObject/],
    [403, s3Error('RequestTimeTooSkewed'), 'refused', /Set the clock of this machine/],
    [404, s3Error('NoSuchBucket'), 'refused', /a bucket that exists, got 404 NoSuchBucket/],
    [400, s3Error('BadDigest'), 'unclear', /the bytes to arrive as they are, got 400 BadDigest.*nothing writes to them/],
    [413, s3Error('EntityTooLarge'), 'too-large', /an object of this size, got 413/],
    [301, s3Error('PermanentRedirect'), 'refused', /got 301 PermanentRedirect.*endpoint and region/],
    [500, s3Error('InternalError'), 'unclear', /not a failure of the server, got 500/],
    [503, s3Error('SlowDown'), 'unclear', /not a failure of the server, got 503/],
  ];

  it.each(answers)('%i %s is called %s', async (status, body, code, words) => {
    const origin = await answering(status, body);
    const refusal = await refusalOf(origin.putPointer('a/timestamp.json', bytesOf('x'), pointer));
    expect(refusal.code).toBe(code);
    expect(refusal.text).toMatch(/^s3:\/\/bucket at http:\/\/127\.0\.0\.1:\d+: writing a\/timestamp\.json: expected /);
    expect(refusal.text).toMatch(words);
  });

  it('a passing one is met by asking again, with all of the bytes', async () => {
    const bodies: string[] = [];
    const origin = await originOf((request, response) => {
      if (request.method !== 'PUT') return void response.end('pointer');
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString())).on('end', () => response.writeHead(bodies.push(body) === 1 ? 503 : 200).end());
    });
    await origin.putPointer('timestamp.json', bytesOf('pointer'), pointer);
    expect(bodies).toEqual(['pointer', 'pointer']);
  });

  it('the signed request is not in a printed error, where others could repeat it', async () => {
    const origin = await answering(403, s3Error('AccessDenied'));
    const error: unknown = await origin.putPointer('timestamp.json', bytesOf('x'), pointer).catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 20 })).toContain('AccessDenied');
    expect(inspect(error, { depth: 20 })).not.toMatch(/AWS4-HMAC|authorization/i);
  });

  it('a final one is not repeated', async () => {
    let asked = 0;
    const origin = await originOf((request, response) => {
      asked += 1;
      request.resume().on('end', () => response.writeHead(403).end(s3Error('AccessDenied')));
    });
    await refusalOf(origin.putPointer('timestamp.json', bytesOf('x'), pointer));
    expect(asked).toBe(1);
  });
});

describe('when a store does not do what it says', () => {
  it('a pointer that reads as something else than was written is unclear', async () => {
    const origin = await answering(200, 'something else');
    await expectRefusal(origin.putPointer('timestamp.json', bytesOf('new'), pointer), 'unclear', /timestamp\.json was written and reads otherwise/);
  });

  it('an object that was accepted and is not there is unclear', async () => {
    const origin = await originOf((request, response) => {
      request.resume().on('end', () => response.writeHead(request.method === 'HEAD' ? 404 : 200).end());
    });
    await expectRefusal(origin.putImmutable('1.json', { bytes: bytesOf('x') }, json), 'unclear', /1\.json was accepted and is not there/);
  });

  it('a write that took effect though the answer said otherwise is recognised as ours', async () => {
    let body: string | undefined;
    const origin = await originOf((request, response) => {
      if (request.method !== 'PUT') {
        return void (body === undefined ? response.writeHead(404).end() : response.writeHead(200, { 'content-length': body.length }).end(body));
      }
      let sent = '';
      request
        .on('data', (part: Buffer) => (sent += part.toString()))
        .on('end', () => {
          const isMine = !(request.url ?? '').includes('probe');
          const status = isMine && body === undefined ? 503 : 412;
          if (isMine) body = sent;
          response.writeHead(status).end(status === 412 ? s3Error('PreconditionFailed') : '');
        });
    });
    expect(await origin.putImmutable('1.json', { bytes: bytesOf('mine') }, json)).toBe('present');
    expect(textOf(await origin.read('1.json', 10))).toBe('mine');
  });

  it('a page of some other server is not taken for an object', async () => {
    const endpoint = await endpointOf((_, response) => response.writeHead(405).end('<html>'));
    const origin = s3Origin({ endpoint, bucket: 'bucket', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }, impatient);
    await expectRefusal(origin.read('x', 10), 'refused', /a store that knows the S3 protocol/);
  });

  it('an object of unknown length is not read', async () => {
    const origin = await originOf((_, response) => void response.writeHead(200).write('endless?'));
    await expectRefusal(origin.read('x', 100), 'unclear', /does not say how large x is/);
  });

  it('an answer that stops in the middle is unreachable, and neither short nor absent', async () => {
    const origin = await originOf((_, response) => void response.writeHead(200, { 'content-length': '100' }).write('half'));
    expect((await refusalOf(origin.read('x', 100))).code).toBe('unreachable');
  });

  it('an answer that never begins is given up', async () => {
    const origin = await originOf(() => undefined);
    await expectRefusal(origin.head('x'), 'unreachable', /reading x: expected an answer, got (ETIMEDOUT|TimeoutError)/);
  });
});

describe('when nobody has given credentials', () => {
  it('the names of the settings are told', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent');
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent');
    const endpoint = await endpointOf((_, response) => response.end());
    const origin = openOrigin(`s3://bucket?endpoint=${endpoint}`);
    await expectRefusal(origin.head('x'), 'refused', /credentials that the store accepts, got CredentialsProviderError.*AWS_ACCESS_KEY_ID/);
  });
});
