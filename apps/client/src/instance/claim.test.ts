import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '@togo/foundation';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempFolder } from '../../test/temp-folder.ts';
import { limits } from '../limits.ts';
import { claimInstance } from './claim.ts';
import { tryLock } from './lock.ts';

/** A clock on which the time for waiting is over at the second look. */
function impatientClock(): Clock {
  let looks = 0;
  return { now: () => new Date((looks++) * limits.claimMs) };
}

/** Another process would hold this lock; SQLite keeps two holders apart inside one process too. */
async function heldBy(content: string): Promise<string> {
  const folder = join(await makeTempFolder(), 'state');
  await mkdir(folder);
  const lock = await tryLock(join(folder, 'instance.lock'));
  onTestFinished(() => lock?.release());
  await writeFile(join(folder, 'instance.json'), content);
  return folder;
}

async function serve(status: number, body: string): Promise<number> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const instance = (port: number): string => JSON.stringify({ formatVersion: 1, pid: 1, port, secret: 's' });

describe('when another instance has the lock', () => {
  it.each(['', '{"formatVersion":2}', instance(1)])('gives up with I-484 when it cannot be reached: %s', async (content) => {
    await expect(claimInstance(await heldBy(content), impatientClock())).rejects.toMatchObject({ code: 'I-484' });
  });

  it.each([
    [503, '{"formatVersion":1,"ticket":"t"}'],
    [200, 'hello'],
    [200, '{"formatVersion":1}'],
    [200, `{"formatVersion":1,"ticket":"${'t'.repeat(limits.knockMaxBytes)}"}`],
  ])('does not take status %i with %j for its answer', async (status, body) => {
    await expect(claimInstance(await heldBy(instance(await serve(status, body))), impatientClock())).rejects.toMatchObject({ code: 'I-484' });
  });

  it('opens nothing but the loopback address, whatever the ticket says', async () => {
    const port = await serve(200, '{"formatVersion":1,"ticket":"@evil.example/?#"}');
    expect(await claimInstance(await heldBy(instance(port)), impatientClock())).toEqual({ kind: 'running', url: `http://127.0.0.1:${port}/open?ticket=%40evil.example%2F%3F%23` });
  });

  it('gets the lock once that instance is gone', async () => {
    const folder = await makeTempFolder();
    const first = await claimInstance(folder, impatientClock());
    if (first.kind === 'first') first.lock.release();
    expect(first.kind).toBe('first');
    const next = await claimInstance(folder, impatientClock());
    expect(next.kind).toBe('first');
    if (next.kind === 'first') next.lock.release();
  });
});
