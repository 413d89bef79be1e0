import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeClaimFile } from '@togo/claims/testing';
import { CodedError, systemClock } from '@togo/foundation';
import { pinnedRange } from '@togo/tls-policy';
import { openDesk } from '@togo/transmission/node';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { benchRow, type BenchRow } from '../bench-row.ts';
import { median } from '../median.ts';
import { sendWithCurl } from './send-with-curl.ts';
import { account, facility, startServer, type Server } from './server.ts';

const files = 100;
const fileBytes = 200_000;
const rounds = 6;

/** 100 claim files of 200 KB to the reference server over one connection of TLS 1.2: a whole 送受信 of ours, and curl doing the same PUTs. */
export async function benchSend(): Promise<BenchRow[]> {
  const pki = await createTestPki();
  const folder = await mkdtemp(join(tmpdir(), 'togo-bench-'));
  const server = await startServer(pki, folder);
  try {
    const [ours, peer]: [number[], number[]] = [[], []];
    // The first round, in which the server warms up, counts for nobody. Then they take turns in going first.
    for (let round = 0; round <= rounds; round += 1) {
      const claims = makeClaims(round);
      const send = [
        async (): Promise<void> => void ours.push(await sendWithDesk(server, pki, join(folder, `desk-${round}`), claims)),
        async (): Promise<void> => void peer.push(await sendWithCurl(server, pki, join(folder, `curl-${round}`), claims)),
      ];
      for (const each of round % 2 === 0 ? send : send.reverse()) await each();
      process.stderr.write(`send, ${round === 0 ? 'warm-up' : `round ${round}`}: ours ${ours.at(-1)?.toFixed(2)} s, curl ${peer.at(-1)?.toFixed(2)} s\n`);
    }
    const [mine, theirs] = [ours, peer].map((seconds) => median(seconds.slice(1))) as [number, number];
    const megabytes = (files * fileBytes) / 1_000_000;
    const what = `${files} claim files of ${fileBytes / 1000} KB / curl, one connection of TLS 1.2`;
    return [benchRow({ id: 'send', what, ours: megabytes / mine, peer: megabytes / theirs, unit: 'MB/s' })];
  } finally {
    await server.stop();
    await Promise.all([rm(folder, { recursive: true }), pki.remove()]);
  }
}

/** Valid, and each like no other: the server takes the same bytes under two numbers, the desk does not. They differ in one birthday. */
function makeClaims(round: number): Buffer[] {
  const template = Buffer.from(writeClaimFile({ office: facility, minBytes: fileBytes - 200 }));
  const birthday = template.indexOf('19200115');
  return Array.from({ length: files }, (_, index) => {
    const claim = Buffer.from(template);
    claim.write(String(19_200_101 + round * files + index), birthday, 'latin1');
    return claim;
  });
}

/** Seconds of the exchange: the files lie in the outbox already, as those of curl lie in a folder. */
async function sendWithDesk(server: Server, pki: TestPki, folder: string, claims: readonly Uint8Array[]): Promise<number> {
  await mkdir(folder);
  const connection = { host: 'localhost', port: server.port, trust: pki.trust, range: pinnedRange };
  const desk = await openDesk({ folder, connection, clock: systemClock, userAgent: 'bench/1' });
  try {
    const summary = { dataType: '711', processingMonth: '202104', serviceMonths: ['202103'], records: 1 };
    for (const [index, bytes] of claims.entries()) await desk.confirm({ bytes, fileName: `F${index}.CSV`, facility, summary });
    await desk.logIn(account.userId, account.password);
    const start = performance.now();
    const report = await desk.exchange();
    const seconds = (performance.now() - start) / 1000;
    if (!report.ok || report.sent.length !== claims.length) throw new CodedError('BENCH_SEND_FAILED', `expected ${claims.length} files sent, got ${report.sent.length}: ${report.detail}`);
    return seconds;
  } finally {
    await desk.close();
  }
}
