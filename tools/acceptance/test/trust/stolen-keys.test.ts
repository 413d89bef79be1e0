import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { ensureDevelopmentKeys, keyNames, type KeyName, type Signers } from '@togo/signing';
import type { Statement, Withdrawal, World } from '@togo/trust';
import { openRepository } from '@togo/trust/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, getterOf, lay, originUrl, write, type DocumentName, type Objects, type Publication } from './memory-origin.ts';

const now = new Date('2021-04-19T10:00:00+09:00');
const evil = '9.9.9/TogoInstaller-9.9.9.exe';
const withdrawn: Withdrawal = { id: 'w-1', version: '9.0.0', at: '2021-04-18T09:00:00+09:00', reason: '送信できない場合があるため' };

let folder = '';
let signers: Signers;
/** Keys that the thief makes. */
let own: Signers;
let honest: Publication;
let honestObjects: Objects;
let counter = 0;

const roleOf: Readonly<Record<DocumentName, readonly KeyName[]>> = {
  root: ['root-1', 'root-2', 'root-3'],
  targets: ['release', 'qa'],
  status: ['status'],
  snapshot: ['snapshot'],
  timestamp: ['timestamp'],
};

function statementOf(sequence: number, version: string, reinstated: readonly string[] = []): Statement {
  const target = `${version}/TogoInstaller-${version}.exe`;
  const artefact = { kind: 'installer' as const, target, sha256: sha256(target), bytes: Buffer.byteLength(target) };
  return {
    formatVersion: 1,
    sequence,
    milestone: 'general',
    version,
    at: now.toISOString(),
    planSha256: sha256('plan'),
    notesSha256: sha256('notes'),
    channels: { general: version },
    dates: {},
    releases: [{ version, title: '統合インストーラ', upgradesFrom: '>=8.0.0', artefacts: [artefact] }],
    announcements: [],
    reinstated: [...reinstated],
  };
}

/** The thief signs with what was stolen and with keys of its own; the new root, if it is forged, names the latter. */
async function forge(stolen: readonly KeyName[], replaced: readonly DocumentName[]): Promise<Objects> {
  const kept = Object.fromEntries(documents.filter((name) => !replaced.includes(name)).map((name) => [name, honest.documents[name]]));
  const publication = await write({
    now,
    statement: statementOf(2, '9.9.9', ['w-1']),
    files: { [evil]: evil },
    withdrawals: [withdrawn, { ...withdrawn, id: 'w-2', version: '9.1.0' }],
    named: own,
    signing: (name) => [...stolen.map((key) => signers[key]), ...roleOf[name].map((key) => own[key])],
    kept,
    previous: honest.documents,
  });
  return lay(new Map(honestObjects), publication);
}

interface Seen {
  readonly world: World;
  readonly evil: boolean;
}

async function look(objects: Objects, store: string): Promise<Seen | undefined> {
  const root = honest.documents.root.bytes;
  const repository = openRepository({ url: originUrl, root, store, get: getterOf(objects), clock: { now: () => now } });
  const world = await repository.refresh().catch(() => undefined);
  return world && { world, evil: (await repository.find(evil)) !== undefined };
}

/** What changed for a client, in words. */
function newsOf(seen: Seen | undefined): string[] {
  if (seen === undefined) return [];
  const { world } = seen;
  const ids = world.withdrawals.map(({ id }) => id);
  return [
    ...(seen.evil || world.sequence !== 1 || world.channels.general?.release.version !== '9.1.0' ? ['a new target'] : []),
    ...(ids.includes('w-2') ? ['a withdrawal'] : []),
    ...(ids.includes('w-1') ? [] : ['a reinstatement']),
  ];
}

function subsets<T>(items: readonly T[]): T[][] {
  return Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((_item, index) => (bits >> index) % 2 === 1));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo drill-'));
  [signers, own] = [await ensureDevelopmentKeys(join(folder, 'keys')), await ensureDevelopmentKeys(join(folder, 'own'))];
  const signing = (name: DocumentName): Signers[KeyName][] => roleOf[name].map((key) => signers[key]);
  const file = '9.1.0/TogoInstaller-9.1.0.exe';
  honest = await write({ now, statement: statementOf(1, '9.1.0'), files: { [file]: file }, withdrawals: [withdrawn], named: signers, signing });
  honestObjects = lay(new Map(), honest);
  await look(honestObjects, join(folder, 'client'));
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What the thief brings about, at worst, for a client with a memory and for one without. */
async function worst(stolen: readonly KeyName[]): Promise<string[]> {
  const news = new Set<string>();
  for (const replaced of subsets(documents)) {
    const objects = await forge(stolen, replaced);
    const remembering = join(folder, `store-${(counter += 1)}`);
    await cp(join(folder, 'client'), remembering, { recursive: true });
    for (const store of [remembering, join(folder, `store-${(counter += 1)}`)]) for (const item of newsOf(await look(objects, store))) news.add(item);
  }
  return [...news].sort();
}

describe('when one key is stolen, and the thief has the whole origin in its hands', () => {
  it.each(keyNames)('%s alone brings no client a new target, a withdrawal or a reinstatement, whichever documents are forged', async (name) => {
    expect(await worst([name])).toEqual([]);
  });
});

describe('when more than one key is stolen', () => {
  it.each<[string, readonly KeyName[], readonly string[]]>([
    ['no key at all', [], []],
    ['both release keys, without the publisher', ['release', 'qa'], []],
    ['the publisher and one release key', ['snapshot', 'timestamp', 'qa'], []],
    ['the publisher and the status key: withdrawing is meant to be easy', ['snapshot', 'timestamp', 'status'], ['a withdrawal']],
    ['both release keys and the publisher', ['release', 'qa', 'snapshot', 'timestamp'], ['a new target', 'a reinstatement', 'a withdrawal']],
    ['two root keys', ['root-1', 'root-3'], ['a new target', 'a reinstatement', 'a withdrawal']],
  ])('%s', async (_what, stolen, expected) => {
    expect(await worst(stolen)).toEqual(expected);
  });
});

describe('when nothing is stolen', () => {
  it('a client sees what was published', async () => {
    const seen = await look(honestObjects, join(folder, 'another'));
    expect(newsOf(seen)).toEqual([]);
    expect(seen?.world.channels.general?.release.version).toBe('9.1.0');
  });
});
