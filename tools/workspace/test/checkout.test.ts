import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const manifests = tracked.filter((path) => /(^|\/)package\.json$/.test(path));

interface PackageJson {
  readonly name: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly nx?: { readonly tags?: readonly string[] };
}

const packages = manifests.map((path) => ({ path, json: JSON.parse(read(path)) as PackageJson }));

describe('when a project is added', () => {
  it.each(packages.filter(({ path }) => path !== 'package.json'))('$path says its layer and its scope', ({ json }) => {
    expect(json.nx?.tags?.map((tag) => tag.split(':')[0]).sort()).toEqual(['layer', 'scope']);
  });

  it.each(packages)('$path pins every dependency to one version', ({ json }) => {
    const all = { ...json.dependencies, ...json.devDependencies, ...json.optionalDependencies };
    const loose = Object.entries(all).filter(([name, range]) => (name.startsWith('@togo/') ? range !== '*' : !/^\d+\.\d+\.\d+$/.test(range)));
    expect(loose).toEqual([]);
  });
});

describe('when the repository is read by a stranger', () => {
  const text = tracked.filter((path) => !/\.(png|ico|bmp|lock)$/.test(path));

  it('names no registry host: every machine uses the one it is set up for', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved?.startsWith('http'))).toEqual([]);
    const hosts = new RegExp(['registry\\.npmjs', 'deb\\.debian', 'security\\.debian'].join('|'));
    expect(text.filter((path) => hosts.test(read(path)))).toEqual([]);
  });

  it('holds no private key and no path of one machine', () => {
    const forbidden = [`BEGIN ${'PRIVATE'} KEY`, `BEGIN RSA ${'PRIVATE'} KEY`, `BEGIN EC ${'PRIVATE'} KEY`, `${root}/`, `${homedir()}/.`];
    expect(text.filter((path) => forbidden.some((words) => read(path).includes(words)))).toEqual([]);
  });
});

describe('when the two commands of the README are typed', () => {
  it('they are the ones that CI and the CLI know', () => {
    expect(read('README.md')).toContain('./togo cut 9.1.0');
    expect(read('README.md')).toContain('./togo test');
    expect(read('.ci/run')).toContain('exec ./togo test');
  });
});
