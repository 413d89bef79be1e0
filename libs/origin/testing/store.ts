import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { S3Credentials } from '../src/index.ts';

/** A real S3 store on 127.0.0.1, which ends with the process that started it. */
export interface TestStore {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: S3Credentials;
  /** For `openOrigin` and programs: the same credentials where the AWS tools look for them. */
  readonly env: Readonly<Record<string, string>>;
  createBucket(bucket: string): Promise<void>;
  stop(): Promise<void>;
}

export function storeAt(port: number, credentials: S3Credentials, stop: () => Promise<void>): TestStore {
  const place = { endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials };
  return {
    ...place,
    env: { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey, AWS_REGION: place.region },
    async createBucket(bucket) {
      const client = new S3Client({ ...place, forcePathStyle: true });
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      client.destroy();
    },
    stop,
  };
}

export async function scratchFolder(name: string): Promise<string> {
  return await mkdtemp(join(tmpdir(), `togo-${name}-`));
}

/** Ports that nobody listens on. They are asked for all at once, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** A server of its own process, its output in `<folder>/<name>.log`. The kernel ends it when the process that started it is gone, however that ended. */
export async function startServer(folder: string, name: string, command: readonly string[]): Promise<ChildProcess> {
  const log = await open(join(folder, `${name}.log`), 'a');
  const server = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], { stdio: ['pipe', log.fd, log.fd] });
  await once(server, 'spawn');
  await log.close();
  return server;
}

export async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGKILL');
  await exited;
}

/** Asks until the answer is yes, for a minute. */
export async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited for a minute: ${what}`);
    await sleep(50);
  }
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
