import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseClientHello, type ClientHello } from '@togo/tls-policy';
import { startTcp } from '@togo/transmission/testing';
import { createPc, type RunReport } from '@togo/wine-lab';
import { developmentPki } from '../../src/dev-pki.ts';
import { startHostilePeers } from '../../src/hostile-peers.ts';
import { startReception } from '../../src/reception.ts';
import { password, users } from '../client/facility.ts';
import { drop } from './attacks.ts';
import { naiveScript, plantAttack, setClockBack, type Bare, type HostileEnvironment } from './hostile-environments.ts';
import { dataFolder, installFolder } from './installed.ts';

/** What became of one claim that the installed client was told to send, as the reception system and the line to it saw it. */
export interface Sent {
  readonly report: RunReport;
  readonly connections: readonly { readonly event: string; readonly protocol?: string }[];
  /** The first bytes of each connection. */
  readonly hellos: readonly ClientHello[];
  /** Connections in which the client did not say that it has no certificate. */
  readonly withCertificate: number;
  /** Connections to the attacker's proxy. */
  readonly proxied: number;
  /** Files that appeared in the attacker's folder. */
  readonly left: readonly string[];
}

/** A PC on which the client was installed, with everything around it that an attacker can arrange. */
export interface HostilePc extends AsyncDisposable {
  /** Sends a claim file by `denso.exe`, started in that environment. */
  readonly send: (file: { readonly name: string; readonly bytes: Uint8Array }, environment?: Pick<HostileEnvironment, 'env' | 'cwd'>) => Promise<Sent>;
  /** The control: the same node.exe, in the same environment, without the launcher. */
  readonly runBare: (environment?: Pick<HostileEnvironment, 'env' | 'cwd' | 'control'>) => Promise<Bare>;
  readonly setClockBack: () => Promise<void>;
}

/** The Certificate message of a client that was asked for one and has none (RFC 5246 §7.4.6). */
const noClientCertificate = Buffer.from('0b000003000000', 'hex');
const flightBytes = 8_192;

/** @param installer of the release. */
export async function openHostilePc(installer: string): Promise<HostilePc> {
  const work = await mkdtemp(join(tmpdir(), 'togo-hostile-'));
  const pki = await developmentPki();
  const clientCa = join(work, 'client-ca.pem');
  await writeFile(clientCa, pki.codeSigning.rootPem);
  const peers = await startHostilePeers(pki);
  const stranger = peers.all.find(({ what }) => what === 'a self-signed certificate');
  const reception = await startReception('--demo', '--era', '1.2', '--arrival', '0', '--acceptance', '0', '--client-certificates', 'optional', '--client-ca', clientCa);
  let seen: { flights: Buffer[]; recorded: ClientHello | undefined; proxied: number } = { flights: [], recorded: undefined, proxied: 0 };
  const line = await startTcp((near) => {
    const { flights } = seen;
    const place = flights.push(Buffer.alloc(0)) - 1;
    const far = connect({ port: reception.port, host: '127.0.0.1' }).on('error', () => near.destroy());
    near.on('data', (bytes: Buffer) => (flights[place] = Buffer.concat([flights[place] ?? Buffer.alloc(0), bytes]).subarray(0, flightBytes)));
    near.pipe(far).pipe(near);
  });
  const recorder = await startTcp((socket) => {
    socket.once('data', (bytes: Buffer) => {
      seen.recorded = parseClientHello(bytes);
      socket.end();
    });
  });
  const proxy = await startTcp((socket) => {
    seen.proxied += 1;
    socket.end();
  });
  const pc = await createPc({ persona: 'win10' });
  await pc.run(installer, ['/S']);
  const [name = ''] = await pc.list(`${installFolder}\\runtime`);
  const runtime = `${installFolder}\\runtime\\${name}\\node.exe`;
  await plantAttack(pc, runtime, peers.evilRootPem, work);
  await pc.write(`${dataFolder}\\settings.json`, JSON.stringify({ formatVersion: 1, reception: { host: 'localhost', port: line.port } }));
  await pc.write('C:\\typed.txt', `${password}\r\n`);
  await pc.write('C:\\send.cmd', `@"${installFolder}\\denso.exe" send %1 --user ${users.own} --json < C:\\typed.txt\r\n`);

  const runIn = async (exe: string, args: readonly string[], { env, cwd }: Pick<HostileEnvironment, 'env' | 'cwd'>): Promise<{ report: RunReport; left: string[] }> => {
    seen = { flights: [], recorded: undefined, proxied: 0 };
    const report = await pc.run(exe, args, { env: env?.(proxy.port) ?? {}, cwd: cwd ?? 'C:\\' });
    const left = report.files.added.filter((path) => path.startsWith(`${drop}\\`));
    for (const path of left) await rm(pc.hostPath(path), { recursive: true, force: true });
    return { report, left: left.map((path) => path.slice(drop.length + 1)) };
  };
  return {
    send: async ({ name: fileName, bytes }, environment = {}) => {
      const path = `${drop}\\here\\${fileName}`;
      await pc.write(path, bytes);
      const before = reception.log().length;
      const { report, left } = await runIn('cmd.exe', ['/c', 'C:\\send.cmd', path], environment);
      const lines = reception.log().slice(before).split('\n').filter((text) => text !== '');
      return {
        report,
        left,
        connections: lines.map((text) => JSON.parse(text) as Sent['connections'][number]),
        hellos: seen.flights.map((flight) => parseClientHello(flight)),
        withCertificate: seen.flights.filter((flight) => !flight.includes(noClientCertificate)).length,
        proxied: seen.proxied,
      };
    },
    runBare: async (environment = {}) => {
      const { exe = runtime, args = [naiveScript, String(stranger?.port), String(recorder.port)] } = environment.control ?? {};
      const { report, left } = await runIn(exe, args, environment);
      const told = /^\{.*\}$/m.exec(report.stdout)?.[0];
      return { told: told === undefined ? undefined : (JSON.parse(told) as Bare['told']), stderr: report.stderr, left, hello: seen.recorded, proxied: seen.proxied };
    },
    setClockBack: () => setClockBack(pc, work),
    async [Symbol.asyncDispose]() {
      await pc.dispose();
      await Promise.all([reception.stop(), peers.close(), line.close(), recorder.close(), proxy.close()]);
      await rm(work, { recursive: true });
    },
  };
}
