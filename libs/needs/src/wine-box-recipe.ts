import { join } from 'node:path';
import { canonicalJson, sha256 } from '@togo/foundation';

/**
 * What a Wine box is made of: Debian 13, whose Wine 10 starts 32-bit programs on every machine. The screen (Xvfb), its hands and eyes
 * (xdotool, imagemagick) are inside too, so that they are the same everywhere; the locale makes Windows a Japanese one (code page 932).
 */
export const wineBoxRecipe = {
  formatVersion: 1,
  suite: 'trixie',
  packages: ['wine', 'wine64', 'wine32:i386', 'fonts-wine', 'fonts-ipafont-gothic', 'xvfb', 'xdotool', 'imagemagick', 'locales'],
  locale: { name: 'ja_JP.UTF-8', source: 'ja_JP', charset: 'UTF-8' },
  /** Manuals are not unpacked: 150 MB less. */
  leaveOut: ['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/info/*'],
} as const;

/**
 * By which names the mirror is asked for the same Debian. While it renews the first, for hours after a point release, the 32-bit and the 64-bit
 * packages do not fit together; the second it renews on its own, and it may still be whole.
 */
export const wineBoxSuites = [wineBoxRecipe.suite, 'stable'] as const;

/** A recipe of its own name: a changed one makes a new box beside the old, which may be in use. */
export const wineBoxName = `wine-box-${sha256(canonicalJson(wineBoxRecipe)).slice(0, 8)}`;

export interface BoxStep {
  readonly what: string;
  /** Share of the whole work that is done before this step, 0 to 1. */
  readonly done: number;
  readonly command: readonly [string, ...string[]];
}

export interface BoxPlaces {
  readonly suite: (typeof wineBoxSuites)[number];
  /** Where the box is to be. */
  readonly box: string;
  /** Where it is made. */
  readonly draft: string;
  /** A folder that holds `boxFiles`. */
  readonly files: string;
  readonly mirror: string;
  /** Debian's keys, in which debootstrap trusts. */
  readonly keyring: string;
}

/** The commands that make a box, each to be run as root. The box appears at the last one. */
export function planWineBox({ suite, box, draft, files, mirror, keyring }: BoxPlaces): BoxStep[] {
  const { packages, locale } = wineBoxRecipe;
  const inBox = (...command: string[]): BoxStep['command'] => ['chroot', draft, ...command];
  return [
    { what: 'an unfinished attempt goes', done: 0, command: ['rm', '-rf', '--one-file-system', draft] },
    { what: `a small Debian (${suite}, about a minute)`, done: 0, command: ['debootstrap', '--variant=minbase', `--keyring=${keyring}`, suite, draft, mirror] },
    { what: 'settings', done: 0.35, command: ['install', '-m', '644', join(files, 'hosts'), join(draft, 'etc/hosts')] },
    { what: 'settings', done: 0.35, command: ['install', '-m', '644', join(files, 'dpkg-lean'), join(draft, 'etc/dpkg/dpkg.cfg.d/lean')] },
    { what: 'package lists', done: 0.35, command: inBox('dpkg', '--add-architecture', 'i386') },
    { what: 'package lists', done: 0.35, command: inBox('apt-get', 'update', '-q') },
    {
      what: 'Wine with 32-bit support, fonts and a screen (one to two minutes)',
      done: 0.45,
      command: inBox('apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages),
    },
    { what: 'Japanese locale', done: 0.95, command: inBox('localedef', '-i', locale.source, '-f', locale.charset, locale.name) },
    { what: 'tidying', done: 0.98, command: inBox('apt-get', 'clean') },
    { what: 'ready', done: 1, command: ['mv', '-T', draft, box] },
  ];
}

/** Files that the steps put into the box. An unfinished box is thrown away, so nothing is gained by waiting for the disk at every file. */
export const boxFiles: Readonly<Record<'hosts' | 'dpkg-lean', string>> = {
  hosts: '127.0.0.1 localhost\n',
  'dpkg-lean': ['force-unsafe-io', ...wineBoxRecipe.leaveOut.map((pattern) => `path-exclude ${pattern}`), ''].join('\n'),
};
