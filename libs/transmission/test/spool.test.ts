import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/node/spool/open-database.ts';
import { proveOutbox } from '../src/node/spool/prove-outbox.ts';
import { schema, type Schema } from '../src/node/spool/schema.ts';
import { Spool } from '../src/node/spool/spool.ts';
import { limits } from '../src/protocol/index.ts';
import { anEntry } from './entries.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-spool-'));
  path = join(folder, 'outbox.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let [start, turn] = [0, 0]; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield await Promise.resolve(bytes.subarray(start, start + size));
    start += size;
  }
}

const number = anEntry().number;

describe('when the bytes of a file are kept', () => {
  it('gives them back as they came, whatever the chunks', async () => {
    const spool = await Spool.open(folder);
    const bytes = Buffer.from(Array.from({ length: 2_500_000 }, (_, position) => (position * 31) % 251));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 4 }).filter((sizes) => Math.max(...sizes) > 60_000), async (sizes) => {
        expect(await spool.stage(number, inChunks(bytes, sizes))).toMatchObject({ bytes: bytes.length });
        expect(Buffer.concat([...spool.pieces(number)]).equals(bytes)).toBe(true);
        spool.unstage(number);
      }),
      { numRuns: 10 },
    );
    spool.close();
  });

  it('holds one piece in memory at a time', async () => {
    const spool = await Spool.open(folder);
    await spool.stage(number, Buffer.alloc(3 * 1024 * 1024 + 1));
    expect([...spool.pieces(number)].map(({ length }) => length)).toEqual([1_048_576, 1_048_576, 1_048_576, 1]);
    spool.close();
  });

  it('refuses a file above the limit', async () => {
    const spool = await Spool.open(folder);
    await expect(spool.stage(number, Buffer.alloc(limits.claimFileMaxBytes + 1))).rejects.toMatchObject({ code: 'R-514' });
    spool.close();
  });

  it('forgets those of a confirmation that was cut off, and keeps those of an entry', async () => {
    const first = await Spool.open(folder);
    await first.stage(number, Buffer.from('一'));
    first.add(anEntry());
    await first.stage('99999999999999999999', Buffer.from('二'));
    first.close();
    const second = await Spool.open(folder);
    expect([...second.pieces('99999999999999999999')]).toEqual([]);
    expect(Buffer.concat([...second.pieces(number)]).toString()).toBe('一');
    second.close();
  });

  it('leaves no trace of those that are no longer needed', async () => {
    const spool = await Spool.open(folder);
    await spool.stage(number, Buffer.from('HIHOKENSHA-0000000001'));
    spool.add(anEntry());
    spool.update([{ entry: anEntry({ send: 'refused' }), keepBytes: false }]);
    spool.close();
    for (const name of await readdir(folder)) expect((await readFile(join(folder, name))).includes('HIHOKENSHA')).toBe(false);
  });
});

describe('when the outbox is opened', () => {
  it('belongs to one process', async () => {
    const spool = await Spool.open(folder);
    await expect(Spool.open(folder)).rejects.toMatchObject({ code: 'R-563' });
    spool.close();
    (await Spool.open(folder)).close();
  });

  it('refuses one that a newer version has written, and leaves it as it is', async () => {
    const newer = new DatabaseSync(path);
    newer.exec('CREATE TABLE future (x); PRAGMA user_version = 99');
    newer.close();
    const before = await readFile(path);
    await expect(Spool.open(folder)).rejects.toMatchObject({ code: 'R-562', hint: expect.stringContaining('newest version') });
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it.each([
    ['is no database', () => writeFile(path, 'x'.repeat(5_000))],
    ['has an entry that is none', async () => {
      const spool = await Spool.open(folder);
      spool.add({ ...anEntry(), send: 'lost' } as never);
      spool.close();
    }],
  ])('refuses one that %s', async (_name, damage) => {
    await damage();
    const opened = Spool.open(folder).then((spool) => {
      try {
        return spool.entries();
      } finally {
        spool.close();
      }
    });
    await expect(opened).rejects.toMatchObject({ code: 'R-564' });
  });
});

describe('when the outbox is one of an earlier version', () => {
  const next = (migrate: (database: DatabaseSync) => void): Schema => ({ ...schema, migrations: [...schema.migrations, migrate] });
  const addNotes = next((database) => database.exec('ALTER TABLE entries ADD COLUMN note TEXT'));

  beforeEach(async () => {
    const spool = await Spool.open(folder);
    await spool.stage(number, Buffer.from('一'));
    spool.add(anEntry());
    spool.close();
  });

  it('moves it on a copy, and keeps every entry', async () => {
    const database = await openDatabase(path, addNotes);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
    expect(database.prepare('SELECT number, note FROM entries').all()).toEqual([{ number, note: null }]);
    database.close();
    expect(await readdir(folder)).toEqual(['outbox.sqlite']);
    (await openDatabase(path, addNotes)).close();
    await expect(Spool.open(folder)).rejects.toMatchObject({ code: 'R-562' });
  });

  it.each([
    ['fails', () => { throw new Error('out of ideas'); }, 'out of ideas'],
    ['loses an entry', (database: DatabaseSync) => database.exec('DELETE FROM entries'), 'expected 1 sound entries after the migration, got 0'],
  ])('leaves the old one as it was where the migration %s', async (_name, migrate, message) => {
    await expect(openDatabase(path, next(migrate))).rejects.toThrow(message);
    expect((await readdir(folder)).filter((name) => name.includes('migrating'))).toEqual([]);
    const spool = await Spool.open(folder);
    expect(spool.entries()).toEqual([anEntry()]);
    expect(Buffer.concat([...spool.pieces(number)]).toString()).toBe('一');
    spool.close();
  });

  it('can be proved first, and nothing is touched', async () => {
    const before = await readFile(path);
    expect(await proveOutbox(folder, addNotes)).toBe('readable');
    const failing = next(() => {
      throw new Error('out of ideas');
    });
    await expect(proveOutbox(folder, failing)).rejects.toThrow('out of ideas');
    expect(await readdir(folder)).toEqual(['outbox.sqlite']);
    expect((await readFile(path)).equals(before)).toBe(true);
    await writeFile(path, 'no database');
    expect(await proveOutbox(folder, failing)).toBe('damaged');
    await rm(path);
    expect(await proveOutbox(folder, failing)).toBe('none');
  });

  it('begins anew where a migration was cut off', async () => {
    await writeFile(`${path}.migrating`, 'half a copy');
    const database = await openDatabase(path, addNotes);
    expect(database.prepare('SELECT count(*) AS count FROM entries').get()).toEqual({ count: 1 });
    database.close();
  });
});
