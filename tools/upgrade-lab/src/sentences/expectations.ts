import { compareNamed, expectEqual, type Difference } from '../difference.ts';
import { askedLog, dataFolder, journal, launcher, placeOf, programFolder, startMenu, uninstallKeys } from '../pc/places.ts';
import { limits } from '../limits.ts';
import type { Stage } from '../run/stage.ts';
import { expectComplete, expectOneComplete } from './complete.ts';
import { filesBelow } from './files-below.ts';
import { linkTarget } from './match-place.ts';
import type { Phrase } from './phrase.ts';

/** What a scenario can ask of a PC. */
export const expectations: readonly Phrase[] = [
  { says: 'it answers {number}', run: (stage, code = '') => oneOf('exit code', [code], String(stage.answer?.exitCode)) },
  { says: 'it answers {number} or {number}', run: (stage, one = '', other = '') => oneOf('exit code', [one, other], String(stage.answer?.exitCode)) },
  { says: 'it says {text}', run: (stage, text = '') => contains('what it says', text, stage.answer?.stderr ?? '') },
  { says: 'its log says {text}', run: async (stage, text = '') => contains('its log', text, (await stage.pc.read(askedLog)).toString('utf8')) },
  { says: 'the client starts as {release}', run: expectStart },
  { says: 'the client starts as {release} or {release}', run: expectStart },
  {
    says: 'the client starts as {release} or not at all',
    run: async (stage, ...versions) => oneOf('the client', [...versions.map(starts), notInstalled, needsInstaller], await startClient(stage)),
  },
  { says: 'the client is not there', run: async (stage) => expectEqual('the client', notInstalled, await startClient(stage)) },
  { says: '{release} is complete', isState: true, run: (stage, ...names) => expectComplete(stage, names) },
  { says: '{release} is complete beside {release}', isState: true, run: (stage, ...names) => expectComplete(stage, names) },
  { says: '{release} is complete beside {release} and {release}', isState: true, run: (stage, ...names) => expectComplete(stage, names) },
  { says: '{release} is complete, or {release} beside it', isState: true, run: (stage, old = '', now = '') => expectOneComplete(stage, old, now) },
  { says: 'the PC is as remembered', run: (stage) => expectRememberedBut(stage) },
  { says: 'the PC is as remembered but for {text}', run: expectRememberedBut },
  { says: 'user data is unchanged', run: expectUserData },
  { says: 'no journal is left', run: (stage) => expectThere(stage, journal, 'not there') },
  { says: 'nothing of the program is left', run: expectProgramGone },
  {
    says: 'nothing of the program is left but at most an empty folder',
    run: async (stage) => (await expectProgramGone(stage)).filter(({ found }) => found !== emptyFolder),
  },
  {
    says: 'only {text} is left of the data',
    run: async (stage, name = '') => expectEqual('files of the data folder', name, [...(await dataFiles(stage)).keys()].join(', ')),
  },
  { says: '{text} is there', run: (stage, path = '') => expectThere(stage, placeOf(path), 'there') },
  { says: '{text} is not there', run: (stage, path = '') => expectThere(stage, placeOf(path), 'not there') },
  {
    says: 'what the link leads to is untouched',
    run: async (stage) => expectEqual(linkTarget, '運動会.jpg: 大切な写真', (await photos(stage)).join(', ')),
  },
];

const emptyFolder = 'there, empty';
const notInstalled = 'is not there';
const needsInstaller = 'says that the installer has to be run again';
export const starts = (version: string): string => `starts as ${version.replace(/-.*$/, '')}`;

/** What a facility sees when it starts the client: a version, an explanation, or something that should not be. */
export async function startClient(stage: Stage): Promise<string> {
  stage.found = await observeStart(stage);
  return stage.found;
}

async function observeStart(stage: Stage): Promise<string> {
  if (!stage.pc.exists(launcher)) return notInstalled;
  const program = await stage.pc.start(launcher, ['--self-check', '--offline', '--json']);
  const { exitCode } = await program.waitUntil('all', limits.programMs);
  const [stdout, stderr] = [await program.stdout(), await program.stderr()];
  const version = /"ok":true,"version":"([\d.]+)"/.exec(stdout)?.[1];
  if (exitCode === 0 && version !== undefined) return starts(version);
  if (exitCode > 100 && /I-45\d/.test(stderr)) return needsInstaller;
  return `exit code ${exitCode}, says ${JSON.stringify((stdout + stderr).slice(0, 200))}`;
}

async function expectStart(stage: Stage, ...versions: readonly string[]): Promise<Difference[]> {
  return oneOf('the client', versions.map(starts), await startClient(stage));
}

export function expectThere(stage: Stage, path: string, expected: 'there' | 'not there'): Difference[] {
  return expectEqual(path, expected, stage.pc.exists(path) ? 'there' : 'not there');
}

/** @param written what differs, divided by `|`; with `\\*` at its end whatever is below. Each must differ, and nothing else. */
async function expectRememberedBut(stage: Stage, written?: string): Promise<Difference[]> {
  if (stage.remembered === undefined) return expectEqual('this PC', 'remembered', 'not remembered');
  const expected = written?.split('|').map((name) => name.trim()) ?? [];
  const differ = (name: string, what: string): boolean => (name.endsWith('*') ? what.startsWith(name.slice(0, -1)) : what === name);
  const found = await stage.lab.changesSince(stage.remembered);
  const missed = expected.filter((name) => !found.some(({ what }) => differ(name, what)));
  return [
    ...found.filter(({ what }) => !expected.some((name) => differ(name, what))),
    ...missed.map((what) => ({ what, expected: 'differs', found: 'as remembered' })),
  ];
}

export function oneOf(what: string, allowed: readonly string[], found: string): Difference[] {
  return allowed.includes(found) ? [] : [{ what, expected: allowed.join(', or '), found }];
}

function contains(what: string, text: string, found: string): Difference[] {
  return found.includes(text) ? [] : [{ what, expected: `contains ${JSON.stringify(text)}`, found: found.trim() }];
}

async function expectUserData(stage: Stage): Promise<Difference[]> {
  const found = await dataFiles(stage);
  return compareNamed(stage.userData, found);
}

/** The files of the data folder and what is in them, without the installer's own logs. */
async function dataFiles(stage: Stage): Promise<Map<string, string>> {
  const files = await filesBelow(stage.pc, dataFolder);
  return new Map([...files].filter(([path]) => !path.startsWith('logs\\install\\')).map(([path, bytes]) => [path, bytes.toString('utf8')]));
}

async function expectProgramGone(stage: Stage): Promise<Difference[]> {
  const registry = await stage.pc.registry();
  const folders = await Promise.all([programFolder, startMenu].map(async (folder) => expectEqual(folder, 'not there', await contentsOf(stage, folder))));
  const keys = uninstallKeys.map((key) => expectEqual(key, 'not there', registry.values(key) === undefined ? 'not there' : 'there'));
  return [...folders, ...keys].flat();
}

async function contentsOf(stage: Stage, folder: string): Promise<string> {
  if (!stage.pc.exists(folder)) return 'not there';
  const names = [...(await filesBelow(stage.pc, folder)).keys()];
  return names.length === 0 ? emptyFolder : `there, with ${names.join(', ')}`;
}

async function photos(stage: Stage): Promise<string[]> {
  return [...(await filesBelow(stage.pc, linkTarget))].map(([path, bytes]) => `${path}: ${bytes.toString('utf8')}`);
}
