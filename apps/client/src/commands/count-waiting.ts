import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InternalError, type Clock } from '@togo/foundation';
import { copyIfThere } from '@togo/foundation/files';
import { isUndecided } from '@togo/transmission';
import { openDesk } from '@togo/transmission/node';
import type { Places } from '../places.ts';

/**
 * How many claims were sent and still wait for a result. The installer asks, as administrator: the outbox is read on a copy, so that nothing is
 * written into a folder of the users and nobody is kept from opening it.
 *
 * @throws DeskError when the outbox cannot be read.
 */
export async function countWaiting({ data }: Pick<Places, 'data'>, clock: Clock): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-waiting-'));
  try {
    const isThere = await copyIfThere(join(data, 'outbox.sqlite'), join(folder, 'outbox.sqlite'));
    if (!isThere) return 0;
    await copyIfThere(join(data, 'outbox.sqlite-wal'), join(folder, 'outbox.sqlite-wal'));
    const desk = await openDesk({ folder, connection: neverConnected, clock, userAgent: '' });
    const waiting = desk.entries().filter(isUndecided).length;
    await desk.close();
    return waiting;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function neverConnected(): never {
  throw new InternalError('counting connects to nobody');
}
