import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { run } from '@togo/foundation/run';
import { cephConfiguration } from './ceph-configuration.ts';
import { endServer, eventually, freePorts, removeFolder, scratchFolder, startServer, storeAt, type TestStore } from './store.ts';

const credentials = { accessKeyId: 'testkey0000000000000', secretAccessKey: 'testsecret' };
const monitor = 'mon.';
const gateway = 'client.rgw.a';

export interface CephStore extends TestStore {
  /** From now on at most so many bytes in all buckets together. */
  limitBytes(maxBytes: number): Promise<void>;
  /** The storage server hangs, and with it every request, until `resume`. */
  pause(): void;
  resume(): void;
}

/** Ceph's RADOS Gateway from Debian (packages ceph-mon, ceph-osd, radosgw): one monitor, one storage server that keeps its data in memory. */
export async function startCeph(): Promise<CephStore> {
  const folder = await scratchFolder('ceph');
  const servers: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(endServer));
    await removeFolder(folder);
  };
  try {
    return await bringUp(folder, servers, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(folder: string, servers: ChildProcess[], stop: () => Promise<void>): Promise<CephStore> {
  const [monitorPort = 0, gatewayPort = 0] = await freePorts(2);
  const fsid = randomUUID();
  const conf = join(folder, 'ceph.conf');
  const keyring = join(folder, 'keyring');
  const ceph = (...args: string[]): Promise<{ stdout: string }> => run('ceph', ['-c', conf, '--connect-timeout', '5', ...args]);
  const admin = (...args: string[]): Promise<unknown> => run('radosgw-admin', ['-n', gateway, '-c', conf, '--admin-socket=', ...args]);
  const server = async (name: string, ...command: string[]): Promise<ChildProcess> => {
    const started = await startServer(folder, name, [...command, '-c', conf, '-f']);
    servers.push(started);
    return started;
  };

  await writeFile(conf, cephConfiguration({ folder, fsid, monitorPort, gatewayPort }));
  for (const data of ['mon.a', 'osd.0', 'rgw']) await mkdir(join(folder, data));
  await makeKeys(keyring);
  await run('monmaptool', ['--create', '--addv', 'a', `[v1:127.0.0.1:${monitorPort}]`, '--fsid', fsid, join(folder, 'monmap')]);
  await run('ceph-mon', ['--mkfs', '-i', 'a', '-c', conf, '--monmap', join(folder, 'monmap'), '--keyring', keyring]);

  await server('mon', 'ceph-mon', '-i', 'a');
  await eventually('the monitor', async () => (await ceph('quorum_status')).stdout.includes('"quorum":[0]'));
  const osd = randomUUID();
  await ceph('osd', 'new', osd, '0');
  await run('ceph-osd', ['-i', '0', '-c', conf, '--mkfs', '--osd-uuid', osd]);
  const storage = await server('osd', 'ceph-osd', '-i', '0');
  await server('rgw', 'radosgw', '-n', gateway);
  await eventually('the gateway', () => answers(gatewayPort));
  await admin('user', 'create', '--uid=test', '--display-name=test', `--access-key=${credentials.accessKeyId}`, `--secret-key=${credentials.secretAccessKey}`);

  return {
    ...storeAt(gatewayPort, credentials, stop),
    async limitBytes(maxBytes) {
      await admin('quota', 'set', '--quota-scope=user', '--uid=test', `--max-size=${maxBytes}`);
      await admin('quota', 'enable', '--quota-scope=user', '--uid=test');
    },
    pause: () => void storage.kill('SIGSTOP'),
    resume: () => void storage.kill('SIGCONT'),
  };
}

/** One keyring for all: with `auth = none`, storage servers sometimes fail to register. */
async function makeKeys(keyring: string): Promise<void> {
  const all = ['--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *'];
  const make = (name: string, ...args: string[]): Promise<unknown> => run('ceph-authtool', [keyring, '--gen-key', '-n', name, ...args]);
  await run('ceph-authtool', [keyring, '--create-keyring']);
  await make(monitor, '--cap', 'mon', 'allow *');
  await make('client.admin', ...all, '--cap', 'mgr', 'allow *');
  await make(gateway, ...all);
  await make('osd.0', '--cap', 'mon', 'allow profile osd', '--cap', 'osd', 'allow *');
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  socket.end('GET / HTTP/1.0\r\n\r\n');
  const [head] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return head.includes(' 200 ');
}
