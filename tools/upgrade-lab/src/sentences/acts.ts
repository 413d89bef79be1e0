import { rm } from 'node:fs/promises';
import { expectEqual, type Difference } from '../difference.ts';
import { fullKey } from '../pc/export-keys.ts';
import { dataFolder, labFolder, placeOf, programFolder, startMenu, uninstaller, uninstallKeys } from '../pc/places.ts';
import { silently, type Answer, type Stage } from '../run/stage.ts';
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
    says: 'uninstall while {text} is open',
    run: async (stage, path = '') => void (await stage.actWhileOpen(uninstaller, silently, [matchPlace(stage.pc, placeOf(path))])),
  },
  { says: 'install {release} while the client runs', needsStandIn: true, run: (stage, name = '') => whileClientRuns(stage, () => install(stage, name)) },
  {
    says: 'uninstall while the client runs',
    needsStandIn: true,
    // In its own place, not in a copy of itself: only there its answer can be heard.
    run: (stage) => whileClientRuns(stage, () => stage.act(uninstaller, silently, { rawTail: `_?=${programFolder}` })),
  },
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
  {
    says: 'remember the PC',
    run: async (stage) => {
      stage.remembered = await stage.lab.save();
    },
  },
];

/** The act itself, and the act that is killed. */
function actPhrases(says: string, act: Act): Phrase[] {
  return [
    { says, run: async (stage, name = '') => void (await act(stage, name)) },
    { says: `${says}, killed at every step`, needsInstruments: true, kill: true, run: (stage, name = '') => killAtStep(stage, () => act(stage, name)) },
  ];
}

async function ifUninstaller(stage: Stage, act: Act): Promise<void> {
  if (stage.pc.exists(uninstaller)) await act(stage, '');
}

/** Runs an instrumented program; with `killAt` it must have ended itself there, or the kill proves nothing. */
async function killAtStep(stage: Stage, act: () => Promise<unknown>): Promise<readonly Difference[]> {
  await rm(stage.pc.hostPath(`${labFolder}\\steps.txt`), { force: true });
  if (!stage.isUndisturbed) await stage.tellInstruments('kill-at', String(stage.killAt));
  await act();
  await rm(stage.pc.hostPath(`${labFolder}\\kill-at`), { force: true });
  stage.steps = await stage.stepsSoFar();
  return stage.isUndisturbed ? [] : expectEqual('steps until the kill', stage.killAt, stage.steps.length);
}
