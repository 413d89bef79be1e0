import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { PublisherMachine, version } from './publisher-machine.ts';

let cut: CutRelease;
let machine: PublisherMachine;
beforeAll(async () => {
  cut = await cutRelease(version);
  machine = await PublisherMachine.open(join(cut.dir, '..'));
}, 900_000);
afterAll(async () => {
  await machine.remove();
  await cut.remove();
});

describe('when a release that was really cut is published', () => {
  it('QA needs a matrix of these very bytes, the release role a green verify, and a stranger gets the installer', async () => {
    await machine.approve('2021-03-14T10:00:00+09:00', 'announcement');
    expect((await machine.togo('2021-03-15T10:00:00+09:00', 'tick')).exitCode).toBe(0);
    const now = '2021-03-20T10:00:00+09:00';
    expect((await machine.togo(now, 'stage', version)).exitCode).toBe(0);
    const unproven = await machine.togo(now, 'sign-off', version, '--milestone', 'pilot', '--role', 'qa');
    expect([unproven.exitCode, unproven.stderr]).toEqual([3, expect.stringContaining('MATRIX_NOT_GREEN')]);
    const installer = sha256(await readFile(cut.installer));
    await mkdir(join(machine.dist, 'matrix'));
    await writeFile(join(machine.dist, 'matrix/matrix.json'), JSON.stringify({ formatVersion: 1, passed: 1, failed: 0, judged: [{ version, isStandIn: false, isInstrumented: false, sha256: installer }] }));
    await machine.approve(now, 'pilot');
    expect((await machine.togo('2021-03-22T10:00:00+09:00', 'tick')).exitCode).toBe(0);
    const world = await machine.stranger('2021-03-22T10:00:00+09:00');
    expect(world?.channels.pilot?.release.artefacts.find(({ kind }) => kind === 'installer')?.sha256).toBe(installer);
    expect(sha256(await readFile(join(machine.origin, version, `TogoInstaller-${version}.exe`)))).toBe(installer);
    expect(JSON.parse((await machine.togo('2021-03-22T10:01:00+09:00', 'status', version, '--json')).stdout)).toMatchObject({ version, state: 'pilot', next: { milestone: 'general', at: '2021-04-19T10:00:00+09:00' } });
  }, 600_000);
});
