import { sha256 } from '@togo/foundation';
import { formatManifest, type Manifest } from '@togo/release/manifest';
import { compareNamed, type Difference } from '../difference.ts';
import { programFolder, startMenu, uninstallKeys } from '../pc/places.ts';
import type { Stage } from '../run/stage.ts';
import { filesBelow } from './files-below.ts';
import { shortcutTarget } from './shortcut-target.ts';

/** Either the old release as if nothing had happened, or the new one beside it. @returns what is missing to the nearer one. */
export async function expectOneComplete(stage: Stage, old: string, now: string): Promise<Difference[]> {
  const [asBefore, asAfter] = [await expectComplete(stage, [old]), await expectComplete(stage, [now, old])];
  return asBefore.length <= asAfter.length ? asBefore : asAfter;
}

/**
 * The PC has exactly this: every file of the current release and of those kept beside it, byte by byte, nothing else;
 * the registration by name, type and data in the 32-bit view only; the Start menu with what its links open.
 *
 * @param names the current release, then those kept.
 */
export async function expectComplete(stage: Stage, names: readonly string[]): Promise<Difference[]> {
  const [current = ''] = names;
  const releases = await Promise.all(names.map((name) => stage.release(name)));
  const manifest = (await stage.release(current)).manifest;
  const expected = new Map<string, string>([
    ...releases.flatMap((release) => filesOf(release.manifest)),
    // The uninstaller is the newest one's, also after going back: it knows all versions.
    ...names.toSorted(byNumbers).flatMap((name) => [...stage.states.get(name, stage.isInstrumented).made]),
    ['denso.exe', manifest.launcher.sha256],
    ['current', sha256(`${manifest.version}\r\n`)],
  ]);
  const found = new Map([...(await filesBelow(stage.pc, programFolder))].map(([path, bytes]) => [path, sha256(bytes)]));
  return [...compareNamed(expected, found), ...(await expectRegistered(stage, manifest)), ...(await expectStartMenu(stage, manifest))];
}

function byNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** The files of one version that its manifest tells, by path below the program folder. */
function filesOf(manifest: Manifest): [string, string][] {
  const layers = manifest.layers.flatMap(({ target, files }) =>
    files.map(({ path, sha256: hash }): [string, string] => [`${target}\\${path.replaceAll('/', '\\')}`, hash]),
  );
  const folder = `versions\\${manifest.version}`;
  return [...layers, [`${folder}\\release.json`, sha256(formatManifest(manifest))], [`${folder}\\denso.exe`, manifest.launcher.sha256]];
}

async function expectRegistered(stage: Stage, manifest: Manifest): Promise<Difference[]> {
  const registry = await stage.pc.registry();
  const [key32, key64] = uninstallKeys;
  const bytes = manifest.layers.reduce((sum, layer) => sum + layer.installedBytes, manifest.launcher.bytes);
  const filled = (text: string): string =>
    text.replaceAll('{version}', manifest.version).replaceAll('{folder}', programFolder).replaceAll('{kilobytes}', String(Math.ceil(bytes / 1024)));
  const expected = new Map(Object.entries(stage.expectations.registration).map(([name, value]) => [`${key32}\\${name}`, filled(value)]));
  const found = new Map((registry.values(key32) ?? []).map(({ name, type, value }) => [`${key32}\\${name}`, `${type} ${String(value)}`]));
  if (registry.values(key64) !== undefined) found.set(key64, 'there');
  return compareNamed(expected, found);
}

async function expectStartMenu(stage: Stage, manifest: Manifest): Promise<Difference[]> {
  const targetOf = (written: string): string => `${programFolder}\\${written.replaceAll('{version}', manifest.version)}`;
  const expected = new Map(Object.entries(stage.expectations.startMenu).map(([name, written]) => [name, targetOf(written)]));
  const links = await filesBelow(stage.pc, startMenu);
  return compareNamed(expected, new Map([...links].map(([name, link]) => [name, shortcutTarget(link) ?? 'no target'])));
}
