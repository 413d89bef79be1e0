import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sha256 } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import { addSignature, draftRoot, draftTargets, ensureDevelopmentKeys, makeSnapshot, makeStatus, makeTimestamp, metadataKey, type Signers } from '@togo/signing';
import { workspaceRoot } from '@togo/workspace';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveFiles, type StaticServer } from './static-server.ts';

const content = Buffer.from('a file of somebody else');
const target = 'tools/thing.bin';
const day = 86_400_000;

let folder: string;
let signers: Signers;
let root: string;
let files: Map<string, Buffer>;
let server: StaticServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'togo-tuf-'));
  signers = await ensureDevelopmentKeys(join(folder, 'keys'));
  root = join(folder, 'root.json');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  files = await makeRepository(new Date());
  await writeFile(root, files.get(metadataKey('root', 1)) ?? '');
  server = await serveFiles(files);
});

afterEach(async () => {
  await server.close();
});

/** A repository as a stranger finds it; `release` alone signs the targets where `single`. */
async function makeRepository(now: Date, single = false): Promise<Map<string, Buffer>> {
  const expires = new Date(now.getTime() + 30 * day);
  const { 'root-1': root1, 'root-2': root2, 'root-3': root3, release, qa, snapshot, timestamp, status } = signers;
  const named = { 'root-1': root1, 'root-2': root2, 'root-3': root3, release, qa, snapshot, timestamp };
  const keys = Object.fromEntries(Object.entries(named).map(([name, { publicKey }]) => [name, publicKey])) as Parameters<typeof draftRoot>[0]['keys'];
  const rootBytes = await addSignature(await addSignature(draftRoot({ keys, expires }), root1), root2);
  const entry = { name: target, bytes: content.length, sha256: sha256(content) };
  const signed = await addSignature(draftTargets({ version: 1, targets: [entry], expires, delegations: { status: status.publicKey } }), release);
  const targets = single ? signed : await addSignature(signed, qa);
  const empty = Buffer.from('{"formatVersion":1,"withdrawals":[]}');
  const statusBytes = await makeStatus({ now, signer: status, withdrawals: { name: 'status/withdrawals.json', bytes: empty.length, sha256: sha256(empty) } });
  const snapshotBytes = await makeSnapshot({ now, signer: snapshot, targets, status: statusBytes });
  const timestampBytes = await makeTimestamp({ now, signer: timestamp, snapshot: snapshotBytes });
  const metadata = { root: rootBytes, targets, status: statusBytes, snapshot: snapshotBytes, timestamp: timestampBytes };
  return new Map([
    ...Object.entries(metadata).map(([role, bytes]) => [metadataKey(role as keyof typeof metadata, 1), Buffer.from(bytes)] as const),
    [`targets/tools/${sha256(content)}.thing.bin`, content],
  ]);
}

async function verify(name = target): Promise<{ exitCode: number; check: { id: string; ok: boolean; got: string } | undefined }> {
  const args = ['verify', '--tuf', server.url, '--root', root, '--target', name, '--json'];
  const { exitCode, stdout } = await run(join(workspaceRoot, 'togo'), args, { okExitCodes: [0, 1] });
  const { checks } = JSON.parse(stdout) as { checks: { id: string; ok: boolean; got: string }[] };
  return { exitCode, check: checks[0] };
}

describe('when a target of a foreign TUF repository is verified', () => {
  it('says which bytes are vouched for, and by which metadata', async () => {
    const { exitCode, check } = await verify();
    expect(exitCode).toBe(0);
    expect(check).toMatchObject({ id: 'tuf', ok: true, got: `${content.length} bytes, sha256 ${sha256(content)}; metadata: root 1, timestamp 1, snapshot 1, targets 1` });
  });

  it('reads a folder as well', async () => {
    const origin = join(folder, 'an origin');
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(origin, path)), { recursive: true });
      await writeFile(join(origin, path), bytes);
    }
    const args = ['verify', '--tuf', pathToFileURL(origin).href, '--root', root, '--target', target];
    const { stdout } = await run(join(workspaceRoot, 'togo'), args);
    expect(stdout).toMatch(/^✓ tuf {2}23 bytes, sha256 [0-9a-f]{64}; metadata: root 1, /);
  });

  const refusals: readonly [what: string, spoil: () => Promise<void> | void, id: string][] = [
    ['a changed byte', () => void files.set(`targets/tools/${sha256(content)}.thing.bin`, Buffer.from('A file of somebody else')), 'tuf.hash-mismatch'],
    ['a target that ends early', () => void files.set(`targets/tools/${sha256(content)}.thing.bin`, content.subarray(0, 5)), 'tuf.length-mismatch'],
    ['metadata past their time', async () => replaceAll(await makeRepository(new Date(Date.now() - 2 * day))), 'tuf.frozen'],
    ['one signature where two are needed', async () => replaceAll(await makeRepository(new Date(), true)), 'tuf.not-enough-signatures'],
    ['an origin without metadata', () => files.clear(), 'tuf.missing'],
  ];

  it.each(refusals)('refuses %s with its own code', async (_what, spoil, id) => {
    await spoil();
    const { exitCode, check } = await verify();
    expect({ exitCode, id: check?.id, ok: check?.ok }).toEqual({ exitCode: 1, id, ok: false });
  });

  it('refuses a target that nobody signed', async () => {
    expect(await verify('tools/other.bin')).toMatchObject({ exitCode: 1, check: { id: 'tuf.unknown-target' } });
  });

  it('refuses a server that does not answer', async () => {
    const { url } = server;
    await server.close();
    const { stdout } = await run(join(workspaceRoot, 'togo'), ['verify', '--tuf', url, '--root', root, '--target', target], { okExitCodes: [1] });
    expect(stdout).toMatch(/^✗ tuf\.unreachable /);
    server = await serveFiles(files);
  });

  it.each([
    [['--tuf', 'ftp://example', '--root', 'r', '--target', 't'], 'https://, http:// or file://'],
    [['--tuf', 'https://localhost/'], '--root and --target'],
    [['--tuf', 'https://localhost/', '--root', '/nowhere/root.json', '--target', 't'], '/nowhere/root.json cannot be read'],
    [[], 'a folder or an exe'],
  ])('%j is a usage error that says what is expected', async (args, expected) => {
    const { stderr } = await run(join(workspaceRoot, 'togo'), ['verify', ...args], { okExitCodes: [2] });
    expect(stderr).toContain(expected);
  });
});

function replaceAll(other: ReadonlyMap<string, Buffer>): void {
  for (const [path, bytes] of other) files.set(path, bytes);
}
