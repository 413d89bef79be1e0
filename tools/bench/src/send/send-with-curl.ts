import { createHash, randomInt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { claimFileType, formatContentDigest, sendHeaders, sessionPath, transmissionPath } from '@togo/transmission/protocol';
import type { TestPki } from '@togo/transmission/testing';
import { account, facility, type Server } from './server.ts';

/** Seconds of one curl that does all PUTs over one kept connection. What is secret goes to it on stdin. */
export async function sendWithCurl(server: Server, pki: TestPki, folder: string, claims: readonly Uint8Array[]): Promise<number> {
  await mkdir(folder);
  const base = `https://localhost:${server.port}`;
  const always = ['silent', 'tlsv1.2', 'tls-max = "1.2"', `cacert = "${join(pki.root.folder, 'ca.pem')}"`];
  const logIn = JSON.stringify({ formatVersion: 1, ...account }).replaceAll('"', '\\"');
  const session = await curl([...always, `url = "${base}${sessionPath}"`, 'header = "Content-Type: application/json"', `data = "${logIn}"`]);
  const { token } = JSON.parse(session) as { readonly token: string };
  const transfers: string[][] = [];
  for (const [index, bytes] of claims.entries()) {
    const path = join(folder, `F${index}.CSV`);
    await writeFile(path, bytes);
    const number = Array.from({ length: 20 }, () => randomInt(10)).join('');
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': claimFileType,
      'content-digest': formatContentDigest(createHash('sha256').update(bytes).digest('base64')),
      [sendHeaders.facility]: facility,
      [sendHeaders.fileName]: `F${index}.CSV`,
      // Without this curl waits for a go-ahead before each body.
      expect: '',
    };
    const lines = Object.entries(headers).map(([name, value]) => `header = "${name}:${value === '' ? '' : ` ${value}`}"`);
    const write = ['output = "/dev/null"', 'write-out = "%{http_code} %{num_connects}\\n"'];
    transfers.push([...always, `url = "${base}${transmissionPath(number)}"`, `upload-file = "${path}"`, ...lines, ...write]);
  }
  const start = performance.now();
  const said = await curl(transfers.flatMap((lines, index) => (index === 0 ? lines : ['next', ...lines])));
  const seconds = (performance.now() - start) / 1000;
  const expected = ['201 1', ...claims.slice(1).map(() => '201 0')].join('\n');
  if (said.trim() !== expected) throw new CodedError('BENCH_SEND_FAILED', `curl: expected ${claims.length} files accepted over one connection, got:\n${said}`);
  return seconds;
}

async function curl(config: readonly string[]): Promise<string> {
  return (await run('curl', ['-K', '-'], { input: `${config.join('\n')}\n`, timeoutMs: 120_000 })).stdout;
}
