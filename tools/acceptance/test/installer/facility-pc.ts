import { compare, type Pc, type RunOptions, type RunReport, type Snapshot } from '@togo/wine-lab';

export const programFolder = 'C:\\Program Files (x86)\\KaigoDenso';
export const dataFolder = 'C:\\ProgramData\\KaigoDenso';
export const startMenu = 'C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\介護伝送ソフト';
export const uninstallKey = 'HKLM\\Software\\Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KaigoDenso';
export const launcher = `${programFolder}\\denso.exe`;
export const uninstaller = `${programFolder}\\uninstall.exe`;

/** Exit codes: docs/decisions/0006-installer-and-launcher.md. */
export const exitCodes = {
  windowsTooOld: 13,
  notEnoughSpace: 14,
  anotherSetup: 15,
  clientRunning: 16,
  downgrade: 17,
  notUpgradable: 18,
  folderUnusable: 19,
  payloadDamaged: 21,
  unpackFailed: 22,
  selfCheckFailed: 23,
  replaceFailed: 25,
  logUnwritable: 26,
  uninstallIncomplete: 27,
  baseMissing: 29,
  noPreviousVersion: 30,
  otherVendor: 31,
  delegated: 32,
  previousDamaged: 33,
  dataTooNew: 34,
  previousNotProven: 35,
  switchBackFailed: 36,
  baseDamaged: 38,
  filesInUse: 39,
  currentBroken: 102,
  runtimeBroken: 103,
  filesMissing: 104,
  endedAtOnce: 106,
  rollbackNotOpened: 107,
  installerDiffers: 108,
  installerNotOpened: 109,
} as const;

export function installSilently(pc: Pc, installer: string, args: readonly string[] = [], options: RunOptions = {}): Promise<RunReport> {
  return pc.run(installer, ['/S', ...args], { until: 'all', ...options });
}

/** As Windows does it: the uninstaller goes on in a copy of itself, so that its own file can be removed. */
export function uninstallSilently(pc: Pc, args: readonly string[] = []): Promise<RunReport> {
  return pc.run(uninstaller, ['/S', ...args], { until: 'all' });
}

/** The uninstaller in its own place, where its exit code and its words can be seen. */
export function uninstallInPlace(pc: Pc): Promise<RunReport> {
  return pc.run(uninstaller, ['/S'], { until: 'all', rawTail: `_?=${programFolder}` });
}

/** Back to the previous version, by the uninstaller in its own place, as the launcher starts it. */
export function rollBackInPlace(pc: Pc, args: readonly string[] = []): Promise<RunReport> {
  return pc.run(uninstaller, ['/S', '/ROLLBACK', ...args], { until: 'all', rawTail: `_?=${programFolder}` });
}

/** The files under a folder among what was added, changed or removed, without that folder. */
export function under(folder: string, names: readonly string[]): string[] {
  return names.filter((name) => name.startsWith(`${folder}\\`) && !name.endsWith('\\')).map((name) => name.slice(folder.length + 1));
}

/** What a run changed, without what Windows and NSIS themselves leave: temporary folders, and the registry's memory of them. */
export function lasting({ files, registry }: Pick<RunReport, 'files' | 'registry'>): string[] {
  const all = [...files.added, ...files.changed, ...files.removed, ...registry.added, ...registry.changed, ...registry.removed];
  return all.filter((name) => !/\\AppData\\Local\\Temp\\|\\Temp\\|PendingFileRenameOperations/i.test(name));
}

/** What is not as it was then: without the logs of installations, and without links, which carry the time at which they were made. */
export async function lastingSince(pc: Pc, before: Snapshot): Promise<string[]> {
  const names = lasting(compare(before, await pc.snapshot()));
  return names.filter((name) => !name.startsWith(`${dataFolder}\\logs\\install\\`) && !name.endsWith('.lnk')).sort();
}

/** Words for a stand-in client that runs when it is started with `check`, and answers like this when it is asked to close. */
export function runningClient(...answer: readonly string[]): string {
  return ['for close', ...answer, 'for check', 'until C:\\asked-to-close', ''].join('\n');
}

/** What the client prints that the launcher starts: the stand-in names its version. */
export async function launcherSays(pc: Pc): Promise<string> {
  return (await pc.run(launcher, ['--version'])).stdout;
}

export async function currentVersion(pc: Pc): Promise<string> {
  return (await pc.read(`${programFolder}\\current`)).toString('latin1').trimEnd();
}

export async function textOf(pc: Pc, path: string): Promise<string> {
  return (await pc.read(path)).toString('utf8');
}
