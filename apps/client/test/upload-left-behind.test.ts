import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createTestPki } from '@togo/transmission/testing';
import { describe, expect, it } from 'vitest';
import { makeP12, makePair } from './certificate-files.ts';
import { startClient } from './client-process.ts';
import { makeHome } from './home.ts';
import { makeTempFolder } from './temp-folder.ts';
import { enter } from './visitor.ts';

describe('when the client is killed while a certificate is on its way in', { timeout: 60_000 }, () => {
  it('removes what came of it at the next start, and nothing that it did not make', async () => {
    const pki = await createTestPki();
    const { program } = await makeHome(await makeTempFolder(), { reception: { host: 'localhost', port: 1 }, trust: pki.trust });
    await pki.remove();
    const uploads = join(program, 'state', 'uploads');
    const start = () => startClient('--no-browser', '--home', program);
    const filesIn = async (): Promise<string[]> => (await readdir(uploads, { recursive: true }).catch(() => [])).sort();

    const first = start();
    const { port, cookie, token } = await enter(await first.address);
    const p12 = await makeP12(makePair());
    const head = ['POST /settings/certificates HTTP/1.1', `Host: 127.0.0.1:${port}`, `Cookie: ${cookie}`, 'Content-Type: multipart/form-data; boundary=x', `Content-Length: ${p12.length + 5_000}`];
    const fields = `--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n${token}\r\n--x\r\nContent-Disposition: form-data; name="p12"; filename="a.p12"\r\n\r\n`;
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    // All of the file, and then the form does not go on.
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n${fields}`), p12]));
    const arrived = async (): Promise<Buffer> => {
      const path = (await filesIn())[1];
      return path === undefined ? Buffer.alloc(0) : readFile(join(uploads, path));
    };
    await expect.poll(async () => (await arrived()).length, { timeout: 10_000 }).toBeGreaterThan(1_000);
    await first.kill();
    expect(p12.subarray(0, 1_000)).toEqual((await arrived()).subarray(0, 1_000));

    const elsewhere = await makeTempFolder();
    await writeFile(join(elsewhere, '0'), 'behind a link');
    await symlink(elsewhere, join(uploads, '0123456789abcdef'));
    await mkdir(join(uploads, 'fedcba9876543210'));
    const foreign = ['memo.txt', join('fedcba9876543210', 'memo.txt')];
    for (const name of foreign) await writeFile(join(uploads, name), 'mine');

    const second = start();
    await second.address;
    expect(await filesIn()).toEqual(['0123456789abcdef', join('0123456789abcdef', '0'), 'fedcba9876543210', ...foreign].sort());
    await second.kill();
  });
});
