import { appendFile, chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixedClock } from '@togo/foundation';
import { addSignature, createKeys, draftRoot, keyNames, loadKeyFile, readPublicKey, type KeyName, type TufKey } from '@togo/signing';
import { makeToken } from '@togo/signing/testing';
import { OriginError, type Origin, type OriginErrorCode } from '@togo/origin';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { initKeys } from '../../src/publish/init-keys.ts';
import { demandFitFor, folderKeyring, openSigner } from '../../src/publish/keyring.ts';
import { draftNextRoot } from '../../src/publish/next-root.ts';
import { signOff } from '../../src/publish/sign-off.ts';
import { stage } from '../../src/publish/stage.ts';
import { readStatus } from '../../src/publish/status.ts';
import { tick } from '../../src/publish/tick.ts';
import { approve, editFile, moments, objectsOf, openTheatre, seenBy, sign, version, writeMatrix, type Theatre } from './theatre.ts';

let template: Theatre;
let theatre: Theatre;
beforeAll(async () => {
  template = await openTheatre();
  await approve(template, moments.staging, 'announcement');
  await tick(template.at(moments.announcement));
  await approve(template, moments.beforePilot, 'pilot');
  await tick(template.at(moments.shortlyBeforePilot));
}, 120_000);
beforeEach(async () => {
  theatre = await template.copy();
});
afterEach(() => theatre.remove());
afterAll(() => template.remove());

const waiting = (...path: string[]): string => join(theatre.folder, 'dist/publication', version, 'pilot', ...path);
const written = (name: string): string => join(theatre.folder, 'releases', version, name);

describe('when something is changed after both roles have approved it', () => {
  const changes: readonly [what: string, change: () => Promise<void>, named: string][] = [
    ['the plan', () => appendFile(written('plan.yaml'), '# a remark\n'), 'releases/9.1.0/plan.yaml was edited after staging'],
    ['the date in the plan', () => editFile(written('plan.yaml'), '2021-05-24T10', '2021-05-24T11').then(() => editFile(written('notes.ja.md'), '2021年5月24日(月) 10:00', '2021年5月24日(月) 11:00')), 'plan.yaml was edited after staging'],
    ['the notes', () => editFile(written('notes.ja.md'), '国保連合会', '国保連'), 'releases/9.1.0/notes.ja.md was edited after staging'],
    ['the installer', () => writeFile(join(theatre.folder, 'dist', version, `TogoInstaller-${version}.exe`), 'another one'), `dist/${version}/TogoInstaller-${version}.exe was changed after staging`],
    ['the whole dist', () => rename(join(theatre.folder, 'dist', version), join(theatre.folder, 'elsewhere')), `TogoUpdate-${version}.exe is not there any more`],
    ['the statement', () => editFile(waiting('statement.json'), '"sequence":2', '"sequence":2 '), 'statement.json was changed after staging'],
    ['what the pages say', () => editFile(waiting('files/site/2.json'), '平日', '毎日'), 'files/site/2.json was changed after staging'],
  ];
  it.each(changes)('%s: nothing is published, the approval is void and the change is named', async (_, change, named) => {
    const before = await objectsOf(theatre);
    await change();
    const { enacted, plan } = await tick(theatre.at(moments.pilot));
    expect(enacted).toEqual([]);
    expect(plan.refused).toMatchObject([{ id: 'pilot', why: expect.stringContaining(named), approvals: [{ valid: false }, { valid: false }] }]);
    for (const [key, hash] of await objectsOf(theatre)) if (key !== 'metadata/timestamp.json' && !key.endsWith('.snapshot.json')) expect([key, before.get(key)]).toEqual([key, hash]);
    expect((await readStatus(theatre.at(moments.pilot), version)).next).toMatchObject({ milestone: 'pilot', missing: expect.arrayContaining([expect.stringContaining(named)]) });
    await expect(sign(theatre, moments.beforePilot, 'pilot', 'qa')).rejects.toMatchObject({ code: expect.stringMatching(/APPROVAL_VOID|DATE_PAST/), message: expect.stringContaining(named) });
  });

  it('a signed document that was edited is no approval', async () => {
    await editFile(waiting('targets.json'), '"expires":"2099', '"expires":"2032');
    const { plan } = await tick(theatre.at(moments.pilot));
    expect(plan.refused[0]?.why).toContain('signed something else');
  });

  it('staging it again and signing it again makes it good', async () => {
    await writeFile(join(theatre.folder, 'dist', version, `TogoInstaller-${version}.exe`), 'another one');
    await expect(approve(theatre, moments.beforePilot, 'pilot')).rejects.toMatchObject({ code: 'MATRIX_NOT_GREEN' });
    await writeMatrix(join(theatre.folder, 'dist'));
    await approve(theatre, moments.beforePilot, 'pilot');
    expect((await tick(theatre.at(moments.pilot))).enacted).toHaveLength(1);
    expect((await seenBy(theatre, moments.pilot))?.release(version)?.artefacts.find(({ kind }) => kind === 'installer')?.bytes).toBe('another one'.length);
  });

  it('also when an interrupted publisher had brought the old version to the origin', async () => {
    const { origin } = theatre.at(moments.pilot);
    await origin.putImmutable('metadata/2.targets.json', { file: waiting('targets.json') }, { contentType: 'application/json' });
    await appendFile(written('plan.yaml'), '# a remark\n');
    await approve(theatre, moments.beforePilot, 'pilot');
    expect((await tick(theatre.at(moments.pilot))).enacted).toHaveLength(1);
    expect((await seenBy(theatre, moments.pilot))?.sequence).toBe(2);
    expect([...(await objectsOf(theatre)).keys()]).toContain('metadata/3.targets.json');
  });
});

describe('when the very first publisher is killed and the plan changes then', () => {
  it('what it has left behind is passed by', async () => {
    const fresh = await openTheatre();
    await approve(fresh, moments.staging, 'announcement');
    const { origin } = fresh.at(moments.announcement);
    const doomed: Origin = { ...origin, putPointer: () => Promise.reject(new Error('killed before the timestamp')) };
    await expect(tick(fresh.at(moments.announcement, doomed))).rejects.toThrow('killed');
    await appendFile(join(fresh.folder, 'releases', version, 'plan.yaml'), '# a remark\n');
    expect((await tick(fresh.at(moments.announcement))).plan.refused).toHaveLength(1);
    await approve(fresh, moments.staging, 'announcement');
    expect((await tick(fresh.at(moments.announcement))).enacted).toHaveLength(1);
    expect((await seenBy(fresh, moments.announcement))?.sequence).toBe(1);
    expect([...(await objectsOf(fresh)).keys()]).toEqual(expect.arrayContaining(['metadata/2.targets.json', 'metadata/2.snapshot.json', 'metadata/1.status.json']));
    await fresh.remove();
  });
});

describe('when a date has passed', () => {
  it('an approval that is missing then is refused, and cannot be given any more', async () => {
    const unsigned = await openUnsigned();
    const { plan, enacted } = await tick(unsigned.at(moments.pilot));
    expect([enacted, plan.refused[0]?.why]).toEqual([[], 'was due 2021-03-22T10:00:00+09:00: release has not signed; qa has not signed']);
    await expect(sign(unsigned, moments.afterPilot, 'pilot', 'qa')).rejects.toMatchObject({ code: 'DATE_PAST' });
    await rm(join(unsigned.folder, 'dist/publication', version, 'pilot'), { recursive: true });
    await expect(stage(unsigned.at(moments.afterPilot), version, 'pilot')).rejects.toMatchObject({ code: 'DATE_PAST' });
    await unsigned.remove();
  });

  async function openUnsigned(): Promise<Theatre> {
    const other = await template.copy();
    await rm(join(other.folder, 'dist/publication', version, 'pilot'), { recursive: true });
    await stage(other.at(moments.beforePilot), version, 'pilot');
    return other;
  }
});

describe('when a role signs', () => {
  const attempt = async (role: 'qa' | 'release', key: KeyName, verify = { ok: true, checks: [] as { id: string; ok: boolean; expected: string; got: string }[] }) =>
    signOff(theatre.at(moments.beforePilot), { version, id: 'pilot', role, signer: await theatre.keyring.signer(key), verify: () => Promise.resolve(verify) });

  it.each([
    ['no matrix', () => rm(join(theatre.folder, 'dist/matrix'), { recursive: true }), 'cannot be read'],
    ['a red matrix', () => writeMatrix(join(theatre.folder, 'dist'), { failed: 1 }), '1 failed'],
    ['an empty matrix', () => writeMatrix(join(theatre.folder, 'dist'), { passed: 0 }), '0 passed'],
    ['a matrix of other bytes', () => writeMatrix(join(theatre.folder, 'dist'), { judged: [{ version, isStandIn: false, isInstrumented: false, sha256: 'f'.repeat(64) }] }), 'f'.repeat(64)],
    ['a matrix of stand-ins', () => writeMatrix(join(theatre.folder, 'dist'), { judged: [{ version, isStandIn: true, isInstrumented: false, sha256: 'f'.repeat(64) }] }), 'none of that version'],
  ])('QA is refused with %s', async (_, change, words) => {
    await change();
    await expect(attempt('qa', 'qa')).rejects.toMatchObject({ code: 'MATRIX_NOT_GREEN', message: expect.stringContaining(words) });
  });

  it('the release role is refused when verify says no', async () => {
    const verify = { ok: false, checks: [{ id: 'sums', ok: false, expected: 'a', got: 'b' }] };
    await expect(attempt('release', 'release', verify)).rejects.toMatchObject({ code: 'VERIFY_NOT_GREEN', message: expect.stringContaining('sums') });
  });

  it('a key of another role is refused', async () => {
    await expect(attempt('qa', 'timestamp')).rejects.toMatchObject({ code: 'WRONG_KEY' });
    await expect(attempt('qa', 'release')).rejects.toMatchObject({ code: 'WRONG_KEY' });
  });
});

describe('when the origin is not what it should be', () => {
  const failing = (code: OriginErrorCode, at: (key: string) => boolean): Origin => {
    const { origin } = theatre.at(moments.pilot);
    const refuse = <T>(key: string, act: () => Promise<T>): Promise<T> => (at(key) ? Promise.reject(new OriginError(code, `${key}: ${code}`, { hint: 'made up' })) : act());
    return { ...origin, putImmutable: (key, content, headers) => refuse(key, () => origin.putImmutable(key, content, headers)), putPointer: (key, bytes, headers) => refuse(key, () => origin.putPointer(key, bytes, headers)) };
  };

  it.each(['full', 'read-only', 'refused', 'unreachable'] as const)('%s: says so, the old state stays, and the next tick completes it', async (code) => {
    for (const at of [(): boolean => true, (key: string) => key.endsWith('.snapshot.json'), (key: string) => key === 'metadata/timestamp.json']) {
      await expect(tick(theatre.at(moments.pilot, failing(code, at)))).rejects.toMatchObject({ code });
      expect((await seenBy(theatre, moments.pilot))?.sequence).toBe(1);
    }
    expect((await tick(theatre.at(moments.afterPilot))).enacted).toHaveLength(1);
  });

  it('a staged file that is gone or damaged there stops its publication, and staging brings it back', async () => {
    const key = [...(await objectsOf(theatre)).keys()].find((one) => one.endsWith(`.TogoUpdate-${version}.exe`)) ?? '';
    await writeFile(join(theatre.folder, 'origin', key), 'damaged');
    await expect(tick(theatre.at(moments.pilot))).rejects.toMatchObject({ code: 'CONTENT_MISSING', message: expect.stringContaining('has other bytes') });
    await rm(join(theatre.folder, 'origin', key));
    await expect(tick(theatre.at(moments.pilot))).rejects.toMatchObject({ code: 'CONTENT_MISSING', message: expect.stringContaining('is not on the origin') });
    expect(await stage(theatre.at(moments.pilot), version, 'pilot')).toMatchObject({ outcome: 'present', content: { written: 1 } });
    expect((await tick(theatre.at(moments.pilot))).enacted).toHaveLength(1);
  });

  it('metadata that somebody changed there are noticed before anything is written', async () => {
    await editFile(join(theatre.folder, 'origin/metadata/timestamp.json'), '2021-03', '2021-04');
    await expect(tick(theatre.at(moments.pilot))).rejects.toMatchObject({ code: 'ORIGIN_DAMAGED', message: expect.stringContaining('metadata/timestamp.json') });
  });
});

describe('when two publish at once', () => {
  it('on one machine the second one is told who is at work', async () => {
    const { origin } = theatre.at(moments.pilot);
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { promise: inside, resolve: enter } = Promise.withResolvers<void>();
    const slow: Origin = { ...origin, head: (key) => (enter(), gate.then(() => origin.head(key))) };
    const first = tick(theatre.at(moments.pilot, slow));
    await inside;
    await expect(tick(theatre.at(moments.pilot))).rejects.toMatchObject({ code: 'OTHER_PUBLISHER', message: expect.stringContaining('on this machine') });
    open();
    expect((await first).enacted).toHaveLength(1);
    expect((await seenBy(theatre, moments.afterPilot))?.sequence).toBe(2);
  });

  it('on two machines the one whose origin has moved says so, and replaces nothing', async () => {
    const { origin } = theatre.at(moments.pilot);
    // The other one publishes in the very moment before our timestamp.
    const overtaken: Origin = {
      ...origin,
      async putImmutable(key, content, headers) {
        const outcome = await origin.putImmutable(key, content, headers);
        if (key.endsWith('.snapshot.json')) await tick({ ...theatre.at(moments.afterPilot), dist: join(theatre.folder, 'second') });
        return outcome;
      },
    };
    await template.copy().then(async (copy) => {
      await rename(join(copy.folder, 'dist'), join(theatre.folder, 'second'));
      await copy.remove();
    });
    await expect(tick(theatre.at(moments.pilot, overtaken))).rejects.toMatchObject({ code: 'OTHER_PUBLISHER', message: expect.stringContaining('when this began') });
    expect((await seenBy(theatre, moments.afterPilot))?.sequence).toBe(2);
    expect((await tick(theatre.at(moments.afterPilot))).enacted).toEqual([]);
  });
});

describe('when keys are not what they should be', () => {
  const passphrase = 'よい合言葉 1';
  let folder: string;
  let secret: string;
  beforeEach(async () => {
    folder = join(theatre.folder, 'ceremony');
    await mkdir(folder);
    secret = join(theatre.folder, 'secret');
    await writeFile(secret, passphrase, { mode: 0o600 });
  });

  it('a ceremony makes them, two root holders sign, and an origin elsewhere is open to them', async () => {
    await initKeys(folder, keyNames, passphrase, `file:${secret}`, fixedClock(moments.staging));
    const root = await draftNextRoot(folder, fixedClock(moments.staging));
    await expect(folderKeyring(folder, undefined)).rejects.toMatchObject({ code: 'ROOT_UNUSABLE', message: expect.stringContaining('is not signed by two root keys') });
    for (const holder of ['root-1', 'root-3'] as const) await writeFile(root, await addSignature(await readFile(root), await openSigner(folder, holder, `file:${secret}`)));
    const keyring = await folderKeyring(folder, `file:${secret}`);
    expect(() => demandFitFor(keyring, 's3://bucket?endpoint=https://store.example')).not.toThrow();
    expect(() => demandFitFor(theatre.keyring, 's3://bucket?endpoint=https://store.example')).toThrow(/not on this machine/);
    await expect(tick({ ...theatre.at(moments.pilot), keyring })).rejects.toMatchObject({ code: 'KEYS_MISMATCH', message: expect.stringContaining('another 1.root.json') });
    await rename(join(theatre.folder, 'origin'), join(theatre.folder, 'old-origin'));
    await mkdir(join(theatre.folder, 'origin'));
    await rm(join(theatre.folder, 'dist/publication'), { recursive: true });
    const publisher = { ...theatre.at(moments.staging), keyring };
    await stage(publisher, version, 'announcement');
    for (const role of ['qa', 'release'] as const) await signOff(publisher, { version, id: 'announcement', role, signer: await keyring.signer(role), verify: () => Promise.resolve({ ok: true, checks: [] }) });
    expect((await tick({ ...theatre.at(moments.announcement), keyring })).enacted).toHaveLength(1);
    expect((await seenBy({ ...theatre, keyring }, moments.announcement))?.sequence).toBe(1);
  });

  it('one who signs off with a key in a token needs nothing of the others but the root', async () => {
    const desk = join(theatre.folder, 'qa-desk');
    await mkdir(desk);
    const { pin, ...place } = await makeToken(desk, ['qa']);
    const pinFile = join(desk, 'pin');
    await writeFile(pinFile, pin, { mode: 0o600 });
    await writeFile(join(desk, 'qa.token.json'), JSON.stringify(place));
    await initKeys(desk, ['qa'], pin, `file:${pinFile}`, fixedClock(moments.staging));
    await initKeys(folder, keyNames.filter((name) => name !== 'qa'), passphrase, `file:${secret}`, fixedClock(moments.staging));
    await copyFile(join(desk, 'qa.public.json'), join(folder, 'qa.public.json'));
    const root = await draftNextRoot(folder, fixedClock(moments.staging));
    for (const holder of ['root-1', 'root-2'] as const) await writeFile(root, await addSignature(await readFile(root), await openSigner(folder, holder, `file:${secret}`)));
    await copyFile(root, join(desk, '1.root.json'));
    await rm(join(theatre.folder, 'origin'), { recursive: true });
    await mkdir(join(theatre.folder, 'origin'));
    await rm(join(theatre.folder, 'dist/publication'), { recursive: true });
    const [ours, theirs] = await Promise.all([folderKeyring(folder, `file:${secret}`), folderKeyring(desk, `file:${pinFile}`)]);
    await stage({ ...theatre.at(moments.staging), keyring: ours }, version, 'announcement');
    for (const [role, keyring] of [['qa', theirs], ['release', ours]] as const) {
      await signOff({ ...theatre.at(moments.staging), keyring }, { version, id: 'announcement', role, signer: await keyring.signer(role), verify: () => Promise.resolve({ ok: true, checks: [] }) });
    }
    expect((await tick({ ...theatre.at(moments.announcement), keyring: ours })).enacted).toHaveLength(1);
    expect((await seenBy({ ...theatre, keyring: ours }, moments.announcement))?.sequence).toBe(1);
    await expect(theirs.signer('release')).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
  });

  it('a wrong passphrase, a passphrase file that others can read, and a key that cannot be read are refused by name', async () => {
    await createKeys(folder, ['qa'], passphrase);
    await writeFile(join(theatre.folder, 'wrong'), 'x', { mode: 0o600 });
    await expect(openSigner(folder, 'qa', `file:${join(theatre.folder, 'wrong')}`)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await expect(openSigner(folder, 'qa', undefined)).rejects.toMatchObject({ code: 'WRONG_KEY', message: expect.stringContaining('needs its passphrase') });
    await chmod(secret, 0o644);
    await expect(openSigner(folder, 'qa', `file:${secret}`)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
    await chmod(secret, 0o600);
    await expect(openSigner(folder, 'release', `file:${secret}`)).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
    await writeFile(join(folder, 'qa.key.pem'), 'not a key');
    await expect(openSigner(folder, 'qa', `file:${secret}`)).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
  });

  it('an expired root stops everything', async () => {
    await createKeys(folder, keyNames, passphrase);
    const keys = Object.fromEntries(await Promise.all(keyNames.map(async (name) => [name, (await readPublicKey(folder, name)).key]))) as Record<KeyName, TufKey>;
    let root = draftRoot({ keys, expires: new Date(moments.beforePilot) });
    for (const name of ['root-1', 'root-2'] as const) root = await addSignature(root, await loadKeyFile(folder, name, passphrase));
    await writeFile(join(folder, '1.root.json'), root);
    const keyring = await folderKeyring(folder, `file:${secret}`);
    await expect(tick({ ...theatre.at(moments.pilot), keyring })).rejects.toMatchObject({ code: 'ROOT_EXPIRED', message: expect.stringContaining('1.root.json expired') });
  });
});
