import { rm } from 'node:fs/promises';
import { fullKey } from '../pc/export-keys.ts';
import { dataFolder, placeOf, programFolder, startMenu, uninstaller, uninstallKeys } from '../pc/places.ts';
import { silently, type Answer, type Stage } from '../run/stage.ts';
import { clearDisk, fillAtEvery, fillBeforeSteps, fillBut, killAfterStep, killAtEveryStep } from './disturbed.ts';
import { fileTime } from './file-time.ts';
import { whileClientRuns, whileInstalling, whileNamesakeRuns } from './in-the-way.ts';
import { matchPlace, putLink } from './match-place.ts';
import type { Phrase } from './phrase.ts';
import { userData } from './user-data.ts';

type Act = (stage: Stage, name: string) => Promise<Answer>;

const install: Act = (stage, name) => stage.install(name);
const update: Act = async (stage, name) => stage.act((await stage.release(name)).update, silently);
const uninstall: Act = (stage) => stage.act(uninstaller, silently);
const purge: Act = (stage) => stage.act(uninstaller, [...silently, '/PURGE']);
const goBack: Act = (stage) => stage.act(uninstaller, [...silently, '/ROLLBACK']);

/** What is done to a PC. */
export const acts: readonly Phrase[] = [
  {
    says: '{release} is installed',
    isState: true,
    run: (stage, name = '') => stage.lab.restore(stage.states.get(name, stage.isInstrumented), stage.isUndisturbed),
  },
  ...actPhrases('install {release}', install),
  ...actPhrases('update to {release}', update),
  ...actPhrases('uninstall', uninstall),
  ...actPhrases('uninstall with all data', purge),
  ...actPhrases('go back to the version before', goBack),
  { says: 'uninstall, if it can still be done', run: (stage) => ifUninstaller(stage, uninstall) },
  { says: 'uninstall with all data, if it can still be done', run: (stage) => ifUninstaller(stage, purge) },
  {
    says: 'install {release} while {text} is open',
    run: async (stage, name = '', path = '') =>
      void (await stage.actWhileOpen((await stage.release(name)).installer, silently, [matchPlace(stage.pc, placeOf(path))])),
  },
  {
    says: 'update to {release} while {text} is open',
    run: async (stage, name = '', path = '') =>
      void (await stage.actWhileOpen((await stage.release(name)).update, silently, [matchPlace(stage.pc, placeOf(path))])),
  },
  {
    says: 'uninstall while {text} is open',
    run: async (stage, path = '') => void (await stage.actWhileOpen(uninstaller, silently, [matchPlace(stage.pc, placeOf(path))])),
  },
  ...whileRuns('the client runs', 'cannot be asked'),
  ...whileRuns('the client runs and can be closed', 'ends'),
  ...whileRuns('the client is sending', 'is sending'),
  ...whileRuns('the client runs in another account', 'is another account\'s'),
  { says: 'install {release} while another program named denso.exe runs', needsStandIn: true, run: (stage, name = '') => whileNamesakeRuns(stage, name) },
  {
    says: 'install {release} while {release} is being installed',
    needsStandIn: true,
    run: (stage, name = '', slow = '') => whileInstalling(stage, name, slow),
  },
  {
    says: 'install {release} on {date}',
    needsInstruments: true,
    run: async (stage, name = '', date = '') => {
      await stage.tellInstruments('clock', fileTime(date));
      await install(stage, name);
    },
  },
  { says: 'delete {text}', run: (stage, path = '') => rm(stage.pc.hostPath(matchPlace(stage.pc, placeOf(path))), { recursive: true }) },
  { says: 'damage {text}', run: (stage, path = '') => stage.pc.write(matchPlace(stage.pc, placeOf(path)), 'damaged') },
  { says: 'write {text} into {text}', run: (stage, text = '', path = '') => stage.pc.write(placeOf(path), text.replaceAll('|', '\r\n')) },
  { says: 'put a link to another folder in place of {text}', run: (stage, path = '') => putLink(stage.pc, placeOf(path)) },
  { says: 'delete the registration', run: (stage) => stage.pc.importRegistry(uninstallKeys.map((key) => `[-${fullKey(key)}]`).join('\n')) },
  { says: 'delete the registered {text}', run: (stage, name = '') => stage.pc.importRegistry(`[${fullKey(uninstallKeys[0])}]\n"${name}"=-`) },
  { says: 'delete the Start menu', run: (stage) => rm(stage.pc.hostPath(startMenu), { recursive: true }) },
  {
    says: 'the facility has data',
    run: async (stage) => {
      for (const [path, text] of Object.entries(userData)) await stage.pc.write(`${dataFolder}\\${path}`, text);
      stage.userData = new Map(Object.entries(userData));
    },
  },
  { says: 'there is room on the disk again', run: clearDisk },
  {
    says: 'remember the PC',
    run: async (stage) => {
      stage.remembered = await stage.lab.save();
    },
  },
];

/** With the client in the way. The uninstaller runs in its own place, not in a copy of itself: only there its answer can be heard. */
function whileRuns(says: string, answer: Parameters<typeof whileClientRuns>[1]): Phrase[] {
  const heard: Act = (stage) => stage.act(uninstaller, silently, { rawTail: `_?=${programFolder}` });
  return [
    { says: `install {release} while ${says}`, needsStandIn: true, run: (stage, name = '') => whileClientRuns(stage, answer, () => install(stage, name)) },
    { says: `uninstall while ${says}`, needsStandIn: true, run: (stage) => whileClientRuns(stage, answer, () => heard(stage, '')) },
  ];
}

/** The act itself, and the act that is not left in peace. */
function actPhrases(says: string, act: Act): Phrase[] {
  return [
    { says, run: async (stage, name = '') => void (await act(stage, name)) },
    { says: `${says}, killed at every step`, needsInstruments: true, tries: 'kill', run: (stage, name = '') => killAtEveryStep(stage, () => act(stage, name)) },
    {
      says: `${says}, killed at every step from {text} on`,
      needsInstruments: true,
      tries: 'kill',
      run: (stage, ...values) => killAtEveryStep(stage, () => act(stage, values[0] ?? ''), values.at(-1)),
    },
    {
      says: `${says}, killed after step {number}`,
      needsInstruments: true,
      run: (stage, ...values) => killAfterStep(stage, Number(values.at(-1)), () => act(stage, values[0] ?? '')),
    },
    {
      says: `${says}, with room for {number} KB on the disk`,
      needsInstruments: true,
      run: (stage, ...values) => fillBut(stage, Number(values.at(-1)), () => act(stage, values[0] ?? '')),
    },
    {
      says: `${says}, the disk full before each step that takes room`,
      needsInstruments: true,
      tries: 'full disk',
      run: (stage, name = '') => fillBeforeSteps(stage, () => act(stage, name)),
    },
    {
      says: `${says}, the disk full at every {number} KB`,
      needsInstruments: true,
      tries: 'full disk',
      run: (stage, ...values) => fillAtEvery(stage, Number(values.at(-1)), () => act(stage, values[0] ?? '')),
    },
  ];
}

async function ifUninstaller(stage: Stage, act: Act): Promise<void> {
  if (stage.pc.exists(uninstaller)) await act(stage, '');
}
