import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { run } from '@togo/foundation/run';
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import { startReception, type RunningReception } from '../../src/reception.ts';
import { facilityNow, openFacility, users, type Facility } from './facility.ts';
import { mainText } from './steps.ts';

export const certificatePassword = 'Shomei2021';
const dayMs = 86_400_000;

export interface IssuedCertificate {
  /** What a facility receives. */
  readonly p12: Buffer;
  /** DER. */
  readonly raw: Buffer;
}

/** A facility whose reception system demands certificates, and the line between the two. */
export interface CertificateFacility extends AsyncDisposable {
  readonly facility: Facility;
  readonly page: Page;
  readonly reception: RunningReception;
  /** Valid since yesterday. @param days from now to its end. */
  issue(days: number): Promise<IssuedCertificate>;
  /** How many connections have been made, and in how many the client showed this certificate: in TLS 1.2 it crosses the line in the clear. */
  readonly connections: () => number;
  readonly shown: (certificate: IssuedCertificate) => number;
  /** Switches the PC off, and on again so many days later. */
  wait(days: number): Promise<void>;
}

export async function openCertificateFacility(): Promise<CertificateFacility> {
  const facility = await openFacility();
  const given = (name: string): string => join(dirname(facility.home), name);
  const authority = await createAuthority(given('authority'));
  const reception = await startReception(
    ...['--cert', given('chain.pem'), '--key', given('leaf.key'), '--era', '1.2', '--register', given('register.json')],
    ...['--now', facilityNow().toISOString(), '--arrival', '0', '--acceptance', '0', '--client-certificates', 'required', '--client-ca', authority.path],
  );
  const line = await openLine(reception.port);
  const manifestPath = join(facility.home, 'release.json');
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as { reception: { port: number } };
  await writeFile(manifestPath, JSON.stringify({ ...manifest, reception: { ...manifest.reception, port: line.port } }));
  await facility.restart();
  return {
    facility,
    page: facility.page,
    reception,
    issue: authority.issue,
    connections: () => line.sent().length,
    shown: ({ raw }) => line.sent().filter((bytes) => bytes.includes(raw)).length,
    async wait(days) {
      // The client's clock is that of its PC; what OpenSSL thinks of the time stays as it is, so that whoever refuses is the client.
      const shift = `const Real = Date; globalThis.Date = class extends Real { constructor(...all) { all.length === 0 ? super(Real.now() + ${days * dayMs}) : super(...all); } static now() { return Real.now() + ${days * dayMs}; } };`;
      vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${encodeURIComponent(shift)}`);
      await facility.restart().finally(() => vi.unstubAllEnvs());
    },
    async [Symbol.asyncDispose]() {
      await line.close();
      await reception.stop();
      await facility[Symbol.asyncDispose]();
    },
  };
}

export async function takeIn(page: Page, { p12 }: IssuedCertificate): Promise<string> {
  await openCertificates(page);
  await page.getByLabel('電子証明書のファイル').setInputFiles({ name: '証明書.p12', mimeType: 'application/x-pkcs12', buffer: p12 });
  await page.getByLabel('電子証明書のパスワード').fill(certificatePassword);
  await page.getByRole('button', { name: '取り込む' }).click();
  await page.getByText('電子証明書を取り込みました。').waitFor();
  return mainText(page);
}

/** @returns the text of each certificate in the list. */
export async function openCertificates(page: Page): Promise<string[]> {
  await page.getByRole('link', { name: '設定', exact: true }).click();
  await page.getByRole('link', { name: '電子証明書の画面を開く' }).click();
  return page.getByRole('listitem').filter({ hasText: '有効期間' }).allInnerTexts();
}

/** The authority that issues to facilities. */
async function createAuthority(folder: string): Promise<{ readonly path: string; issue: CertificateFacility['issue'] }> {
  await mkdir(folder);
  const openssl = (...args: readonly string[]): Promise<unknown> => run('openssl', args, { cwd: folder, env: { SECRET: certificatePassword } });
  await openssl('req', '-x509', '-new', '-newkey', 'rsa:2048', '-noenc', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '3650', '-subj', '/CN=authority');
  await writeFile(join(folder, 'index.txt'), '');
  const configuration = ['[ca]', 'default_ca = authority', '[authority]', 'database = index.txt', 'new_certs_dir = .', 'rand_serial = yes', 'unique_subject = no', 'policy = names'];
  await writeFile(join(folder, 'ca.cnf'), [...configuration, '[names]', 'organizationalUnitName = supplied', 'commonName = supplied', ''].join('\n'));
  const daysFromNow = (days: number): string => `${new Date(facilityNow().getTime() + days * dayMs).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  let issued = 0;
  return {
    path: join(folder, 'ca.pem'),
    async issue(days) {
      const [key, request, pem, p12] = ['key', 'csr', 'pem', 'p12'].map((end) => `${issued}.${end}`) as [string, string, string, string];
      issued += 1;
      const subject = ['-utf8', '-subj', `/OU=介護保険/CN=${users.own}`];
      await openssl('req', '-new', '-newkey', 'rsa:2048', '-noenc', '-keyout', key, '-out', request, ...subject);
      const authority = ['-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-md', 'sha256', '-batch', '-notext', '-utf8'];
      await openssl('ca', ...authority, '-in', request, '-out', pem, '-startdate', daysFromNow(-1), '-enddate', daysFromNow(days));
      await openssl('pkcs12', '-export', '-in', pem, '-inkey', key, '-out', p12, '-passout', 'env:SECRET');
      const { raw } = new X509Certificate(await readFile(join(folder, pem)));
      return { p12: await readFile(join(folder, p12)), raw };
    },
  };
}

/** A line that remembers what the client sent over each of its connections. */
async function openLine(target: number): Promise<{ readonly port: number; readonly sent: () => readonly Buffer[]; close(): Promise<void> }> {
  const connections: Buffer[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ port: target, host: '127.0.0.1' });
    const sent: Buffer[] = [];
    connections.push(sent);
    near.on('data', (chunk: Buffer) => sent.push(chunk));
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => (socket === near ? far : near).destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    sent: () => connections.map((chunks) => Buffer.concat(chunks)),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
