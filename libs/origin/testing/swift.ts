import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { swiftConfiguration, swiftPorts, type SwiftServerName } from './swift-configuration.ts';
import { freePorts, removeFolder, scratchFolder, storeAt, type TestStore } from './store.ts';

const credentials = { accessKeyId: 'test:tester', secretAccessKey: 'testing' };

export interface SwiftStore extends TestStore {
  /** kill -9 */
  kill(server: SwiftServerName): Promise<void>;
  start(server: SwiftServerName): Promise<void>;
  /** One pass of the replicators: what the daemons of a real cluster do all the time. */
  heal(): Promise<void>;
}

/** OpenStack Swift from Debian (packages python3-swift, memcached): a proxy, three nodes, three replicas; eventually consistent. */
export async function startSwift(): Promise<SwiftStore> {
  const folder = await scratchFolder('swift');
  const ports = swiftPorts(await freePorts(11));
  await mkdir(join(folder, 'etc'));
  for (const [name, text] of Object.entries(swiftConfiguration(folder, ports))) await writeFile(join(folder, 'etc', name), text);

  // It ends its servers when its input ends, so also when this process is killed.
  const program = join(import.meta.dirname, 'swift-cluster.py');
  const cluster = spawn('/usr/bin/python3', [program, folder, JSON.stringify(ports)], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  cluster.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const lines = createInterface({ input: cluster.stdout })[Symbol.asyncIterator]();
  const answered = async (): Promise<void> => {
    const line = await lines.next();
    if (line.done === true || line.value !== 'ok') throw new Error(`Swift: ${line.done === true ? 'ended' : line.value}\n${complaint}`);
  };
  const order = async (...words: string[]): Promise<void> => {
    cluster.stdin.write(`${words.join(' ')}\n`);
    await answered();
  };
  const stop = async (): Promise<void> => {
    if (cluster.exitCode === null && cluster.signalCode === null) {
      cluster.stdin.end();
      await once(cluster, 'exit');
    }
    await removeFolder(folder);
  };
  try {
    await once(cluster, 'spawn');
    await answered();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...storeAt(ports.proxy, credentials, stop),
    kill: (server) => order('kill', server),
    start: (server) => order('start', server),
    heal: () => order('heal'),
  };
}
