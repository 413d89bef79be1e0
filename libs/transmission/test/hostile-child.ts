import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { fixedClock } from '@togo/foundation';
import { parseTrust, pinnedRange } from '@togo/tls-policy';
import { checkConnection, openDesk } from '../src/node/index.ts';
import { handshakePath } from '../src/protocol/index.ts';

/** Runs in a process of its own, under an environment that a test chose: tries each port as the client does, then as a naive program would. */
const [folder = '', trustPath = '', ...ports] = process.argv.slice(2);
const trust = parseTrust(await readFile(trustPath, 'utf8'));
const clock = fixedClock('2021-04-19T10:00:00+09:00');

const pinned: string[] = [];
const desk: string[] = [];
const naive: string[] = [];
for (const port of ports.map(Number)) {
  pinned.push((await checkConnection({ host: 'localhost', port, path: handshakePath, trust, range: pinnedRange, clock })).code);
  desk.push(await logInAt(port));
  naive.push(await askNaively(port));
}
process.stdout.write(JSON.stringify({ pinned, desk, naive }));

async function logInAt(port: number): Promise<string> {
  const opened = await openDesk({ folder, connection: { host: 'localhost', port, trust, range: pinnedRange }, clock, userAgent: 'test/1' });
  try {
    return await opened.logIn('KJ131370200017', 'Himitsu1').then(
      () => 'logged in',
      (error: { readonly code: string }) => error.code,
    );
  } finally {
    await opened.close();
  }
}

function askNaively(port: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  get({ host: 'localhost', port, path: handshakePath, timeout: 2_000 }, (response) => {
    response.resume();
    resolve('accepted');
  }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  return promise;
}
