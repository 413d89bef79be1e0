import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run, type RunResult } from '@togo/foundation/run';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Each test starts programs, on machines that have other things to do.

const main = join(import.meta.dirname, '../src/main.ts');
const quiet = '--disable-warning=ExperimentalWarning';

let pki: TestPki;
let identity: string[];

beforeAll(async () => {
  pki = await createTestPki();
  identity = ['--cert', pki.good.certPath, '--key', pki.good.keyPath];
});
afterAll(() => pki.remove());

function runMain(args: readonly string[]): Promise<RunResult> {
  return run(process.execPath, [quiet, main, ...args], { okExitCodes: [0, 2, 4, 70], timeoutMs: 60_000 });
}

describe('when the server is started from the command line', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says where it listens, logs each connection, and stops on %s', async (signal) => {
    const args = [quiet, main, ...identity, '--port', '0', '--cutover', '2021-04-19T10:00:00+09:00', '--now', '2021-04-19T09:00:00+09:00', '--json'];
    const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const exited = once(server, 'exit');
    const listening = JSON.parse(await firstLine(server.stdout)) as { port: number };
    const schedule = { era: 'tls1.0-1.2', cutover: '2021-04-19T01:00:00.000Z' };
    expect(listening).toEqual({ formatVersion: 1, event: 'listening', host: '127.0.0.1', port: expect.any(Number), listenerPorts: [], ...schedule });
    const logged = firstLine(server.stderr);
    await run('openssl', ['s_client', '-connect', `127.0.0.1:${listening.port}`, '-tls1_1', '-cipher', 'ALL:@SECLEVEL=0']);
    expect(JSON.parse(await logged)).toMatchObject({ event: 'connected', protocol: 'TLSv1.1', at: expect.stringMatching(/^2021-04-19T00:00:/) });
    server.kill(signal);
    expect(await exited).toEqual([0, null]);
  });

  it('teaches with --help', async () => {
    const { exitCode, stdout } = await runMain(['--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--cutover');
  });

  it('says which port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = (other.address() as AddressInfo).port;
    const { exitCode, stderr } = await runMain([...identity, '--era', '1.2', '--port', String(port)]);
    other.close();
    expect(exitCode).toBe(4);
    expect(stderr).toBe(`reception: port ${port} of 127.0.0.1 is in use. Stop the other program, or choose --port 0.`);
  });

  it('says which file is no certificate', async () => {
    const swapped = ['--cert', pki.good.keyPath, '--key', pki.good.certPath, '--era', '1.2', '--port', '0'];
    const { exitCode, stderr } = await runMain(swapped);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^reception: --cert .+ and --key .+ are no pair of PEM certificate and key \(ERR_OSSL_\S+\)\. See --help\.$/);
  });

  it('is not started with wrong options, and says what was expected', async () => {
    const { exitCode, stdout, stderr } = await runMain([...identity, '--era', '1.3']);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: '', stderr: 'reception: --era: expected one of 1.0-1.2, 1.2, got "1.3". See --help.' });
  });

  it('says which file is not there', async () => {
    const { exitCode, stderr } = await runMain(['--cert', '/nowhere/cert.pem', '--key', '/nowhere/key.pem', '--era', '1.2']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: 'reception: --cert: cannot read /nowhere/cert.pem (ENOENT). See --help.' });
  });
});

async function firstLine(stream: NonNullable<ChildProcess['stdout']>): Promise<string> {
  const [line] = (await once(createInterface({ input: stream }), 'line')) as [string];
  return line;
}
