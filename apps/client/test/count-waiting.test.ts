import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '@togo/foundation';
import { openDesk } from '@togo/transmission/node';
import { describe, expect, it } from 'vitest';
import { countWaiting } from '../src/commands/count-waiting.ts';
import { everyState } from './scripted-desk.ts';
import { makeTempFolder } from './temp-folder.ts';

/** An outbox with one claim in each state. */
async function fullOutbox(): Promise<string> {
  const data = await makeTempFolder();
  const nowhere = (): never => {
    throw new Error('nothing is sent here');
  };
  await (await openDesk({ folder: data, connection: nowhere, clock: systemClock, userAgent: 'test' })).close();
  const database = new DatabaseSync(join(data, 'outbox.sqlite'));
  for (const entry of Object.values(everyState)) database.prepare('INSERT INTO entries (number, entry) VALUES (?, ?)').run(entry.number, JSON.stringify(entry));
  database.close();
  return data;
}

describe('when the installer asks how many claims wait for a result', () => {
  it('counts those that have left and are not decided, and leaves the outbox as it is', async () => {
    const data = await fullOutbox();
    const before = await readFile(join(data, 'outbox.sqlite'));
    expect(await countWaiting({ data }, systemClock)).toBe(3);
    expect((await readFile(join(data, 'outbox.sqlite'))).equals(before)).toBe(true);
    expect(await readdir(data)).toEqual(['outbox.sqlite']);
  });

  it('counts none where nothing was ever sent', async () => {
    expect(await countWaiting({ data: await makeTempFolder() }, systemClock)).toBe(0);
  });

  it('says nothing about an outbox that cannot be read', async () => {
    const data = await makeTempFolder();
    await writeFile(join(data, 'outbox.sqlite'), 'no database at all, and long enough to be looked at'.repeat(40));
    await expect(countWaiting({ data }, systemClock)).rejects.toMatchObject({ code: 'R-564' });
  });
});
