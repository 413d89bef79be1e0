import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock, type Clock } from '@togo/foundation';
import { pinnedRange, type Trust } from '@togo/tls-policy';
import { openDesk, type ConfirmedFile, type Desk, type Patience, type Target } from '../src/node/index.ts';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startMemoryReception, testFacility, testPassword, testUser, type MemoryReception } from './memory-reception.ts';
import { createTestPki, type TestPki } from './pki.ts';

export interface DeskPlace {
  readonly folder: string;
  /** A desk over this folder; at the end all of them are closed and the folder is removed. */
  open(target: Partial<Target> & Pick<Target, 'port'>, more?: { readonly patience?: Patience; readonly clock?: Clock }): Promise<Desk>;
  remove(): Promise<void>;
}

/** A data folder for the desks of one test, which believe `trust`. */
export async function createDeskPlace(trust: Trust): Promise<DeskPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-desk-'));
  const desks: Desk[] = [];
  const clock = fixedClock('2021-04-05T10:00:00+09:00');
  return {
    folder,
    open: async (target, more = {}) => {
      const desk = await openDesk({ folder, connection: { host: 'localhost', trust, range: pinnedRange, ...target }, clock, userAgent: 'test/1', ...more });
      desks.push(desk);
      return desk;
    },
    remove: async () => {
      await Promise.all(desks.map((desk) => desk.close()));
      await rm(folder, { recursive: true });
    },
  };
}

/** Gives each test of the file a reception system and a place for desks that believe it. Further `beforeEach` come after it. */
export function withReception(use: (reception: MemoryReception, place: DeskPlace) => void): void {
  let pki: TestPki;
  let reception: MemoryReception;
  let place: DeskPlace;
  beforeAll(async () => {
    pki = await createTestPki();
  });
  afterAll(() => pki.remove());
  beforeEach(async () => {
    [reception, place] = await Promise.all([startMemoryReception(pki), createDeskPlace(pki.trust)]);
    use(reception, place);
  });
  afterEach(() => Promise.all([place.remove(), reception.close()]));
}

/** A file to confirm; different texts are different files. */
export function aFile(text: string, changes: Partial<ConfirmedFile> = {}): ConfirmedFile {
  const summary = { dataType: '711', processingMonth: '202104', serviceMonths: ['202103'], records: 1 };
  return { bytes: Buffer.from(text), fileName: 'I0304A.CSV', facility: testFacility, summary, ...changes };
}

export async function logIn(desk: Desk): Promise<void> {
  await desk.logIn(testUser, testPassword);
}
