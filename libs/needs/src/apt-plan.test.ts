import { describe, expect, it } from 'vitest';
import { aptPackages, planApt } from './apt-plan.ts';
import type { Need } from './need.ts';
import { missingNeeds, neededFor } from './probe-needs.ts';

const need = (id: string, purpose: Need['purpose'], packages: readonly string[], at?: string): Need => ({
  id,
  purpose,
  what: id,
  probe: () => Promise.resolve(at),
  provider: { kind: 'apt', packages },
});
const unpacked: Need = {
  id: 'makensis',
  purpose: 'cut',
  what: 'x',
  probe: () => Promise.resolve(undefined),
  provider: { kind: 'private', provide: () => Promise.resolve() },
};
const install = ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'xvfb', 'chromium'];
const update = ['apt-get', 'update', '-q'];

describe('when it is decided what a purpose needs', () => {
  it('asks nothing for a cut that only tests need, and no Wine where no Windows program runs', () => {
    const ids = neededFor('cut').map(({ id }) => id);
    expect(ids).toEqual(['i686-w64-mingw32-gcc', 'i686-w64-mingw32-windres', 'openssl', 'makensis', 'osslsigncode']);
    const forTests = neededFor('test').map(({ id }) => id);
    expect(forTests).toEqual(expect.arrayContaining([...ids, 'chromium-headless-shell']));
    expect(neededFor('lab').map(({ id }) => id)).toEqual([...forTests, 'debootstrap', 'wine-box']);
  });

  it('keeps what was found out of the list of what is missing', async () => {
    const table = [need('gcc', 'cut', ['gcc'], '/usr/bin/gcc'), need('openssl', 'cut', ['openssl']), need('chromium', 'test', ['chromium'])];
    expect((await missingNeeds('cut', table)).map(({ id }) => id)).toEqual(['openssl']);
    expect((await missingNeeds('test', table)).map(({ id }) => id)).toEqual(['openssl', 'chromium']);
  });

  it('names each package once, and none for what we unpack ourselves', () => {
    expect(aptPackages([need('a', 'cut', ['x', 'y']), unpacked, need('b', 'test', ['y', 'z'])])).toEqual(['x', 'y', 'z']);
  });
});

describe('when packages are to be installed', () => {
  it('takes one command for all of them where the package lists know them', () => {
    expect(planApt(['xvfb', 'chromium'], { hasApt: true, allKnown: true, rights: 'root' })).toEqual([install]);
  });

  it('reads the package lists first where they do not', () => {
    expect(planApt(['xvfb', 'chromium'], { hasApt: true, allKnown: false, rights: 'root' })).toEqual([update, install]);
  });

  it('asks sudo without a password, and lets apt ask nothing either', () => {
    const quiet = ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C.UTF-8'];
    expect(planApt(['xvfb', 'chromium'], { hasApt: true, allKnown: true, rights: 'sudo' })).toEqual([[...quiet, ...install]]);
  });

  it('says the exact commands to somebody who may not install', () => {
    const plan = (): string[][] => planApt(['xvfb', 'chromium'], { hasApt: true, allKnown: false, rights: 'none' });
    expect(plan).toThrow(
      expect.objectContaining({ code: 'NEEDS_MISSING', message: expect.stringContaining(`\n  sudo ${update.join(' ')}\n  sudo ${install.join(' ')}`) }),
    );
  });

  it('names the packages on a system without apt', () => {
    const plan = (): string[][] => planApt(['xvfb', 'chromium'], { hasApt: false, allKnown: false, rights: 'root' });
    expect(plan).toThrow(expect.objectContaining({ code: 'NEEDS_MISSING', message: expect.stringContaining('xvfb, chromium') }));
  });

  it('does nothing where nothing is missing, even without apt', () => {
    expect(planApt([], { hasApt: false, allKnown: false, rights: 'none' })).toEqual([]);
  });
});
