import type { Act } from './acts.ts';
import { canStart, installed, isOlder, isSound, previousOf, removed, turnedTo, type PcModel, type Version } from './pc-model.ts';

/** An act in the lab's sentences, with what is asked after it. */
export interface Move {
  readonly sentences: readonly string[];
  /** What the PC is then. After a kill there are two answers: the one that starts as the client was found to start. */
  readonly outcomes: readonly PcModel[];
}

const broken = '9.1.1-does-not-start';
const goBack = 'go back to the version before';

/** @returns undefined where the act cannot be done. */
export function moveOf(act: Act, pc: PcModel): Move | undefined {
  switch (act.do) {
    case 'install':
      return install(`install ${act.release}`, act.release, pc);
    case 'update':
      return update(pc);
    case 'install a broken one':
      return installBroken(pc);
    case 'install while the client runs':
      return canStart(pc) ? refused(pc, `install ${act.release} while the client runs`, isTooOld(act.release, pc) ? 17 : 16) : undefined;
    case 'go back':
      return back(pc);
    case 'uninstall':
      return pc.current === undefined ? undefined : to(removed(pc), 'uninstall');
    case 'uninstall with all data':
      return pc.current === undefined ? undefined : to({ ...removed(pc), data: 'own' }, act.do);
    case 'lose':
      return isSound(pc) && pc.current !== undefined ? to({ ...pc, lost: act.what }, lossOf[act.what]) : undefined;
    case 'damage':
      return damage(act.release, pc);
    case 'kill an installation':
      return killInstallation(act.release, act.step, pc);
    case 'kill the way back':
      return killWayBack(act.step, pc);
    case 'kill an uninstallation':
      return killUninstallation(act.step, pc);
  }
}

const lossOf = {
  'denso.exe': 'delete "denso.exe"',
  current: 'write "" into "current"',
  registration: 'delete the registration',
  'Start menu': 'delete the Start menu',
} as const;

/** What must hold of a PC, whatever led there. */
export function look(pc: PcModel): string[] {
  const { current, beside } = pc;
  const data = pc.data === 'all' ? 'user data is unchanged' : 'only "家計簿.txt" is left of the data';
  if (current === undefined) return pc.isUnfinished ? [data] : ['nothing of the program is left', data];
  const kept = beside.length === 0 ? '' : ` beside ${beside.toReversed().join(' and ')}`;
  return [...(isSound(pc) ? [`${current} is complete${kept}`] : []), ...(canStart(pc) ? [`the client starts as ${current}`] : []), data];
}

function to(pc: PcModel, ...sentences: readonly string[]): Move {
  return { sentences: [...sentences, ...look(pc)], outcomes: [pc] };
}

/** @param exitCode undefined for an uninstaller, which goes on in a copy of itself: its answer cannot be heard. */
function refused(pc: PcModel, sentence: string, exitCode?: number): Move {
  const answer = exitCode === undefined ? [] : [`it answers ${exitCode}`];
  return { sentences: ['remember the PC', sentence, ...answer, 'the PC is as remembered'], outcomes: [pc] };
}

function isTooOld(version: string, { current }: PcModel): boolean {
  return current !== undefined && isOlder(version, current);
}

function install(sentence: string, release: Version, pc: PcModel): Move {
  return isTooOld(release, pc) ? refused(pc, sentence, 17) : to(installed(pc, release), sentence, 'it answers 0');
}

/** It shares its runtime with 9.0.0. */
function update(pc: PcModel): Move | undefined {
  if (pc.current !== undefined) return install('update to 9.1.0', '9.1.0', pc);
  return pc.isUnfinished ? undefined : refused(pc, 'update to 9.1.0', 29);
}

function installBroken(pc: PcModel): Move {
  const sentence = `install ${broken}`;
  if (isTooOld(broken, pc)) return refused(pc, sentence, 17);
  if (pc.current === undefined || pc.isUnfinished) return to({ ...pc, isUnfinished: false }, sentence, 'it answers 23');
  return refused(pc, sentence, 23);
}

function back(pc: PcModel): Move | undefined {
  const previous = previousOf(pc);
  if (pc.current === undefined) return undefined;
  if (previous === undefined || pc.damaged.includes(previous) || pc.lost === 'current') return refused(pc, goBack);
  return to(turnedTo(pc, previous), goBack);
}

function damage(release: Version, pc: PcModel): Move | undefined {
  const isThere = pc.current === release || pc.beside.includes(release);
  if (!isThere || pc.damaged.includes(release) || pc.lost !== 'nothing' || pc.isUnfinished) return undefined;
  return to({ ...pc, damaged: [...pc.damaged, release] }, `damage "versions\\${release}\\client.mjs"`);
}

function killInstallation(release: Version, step: number, pc: PcModel): Move | undefined {
  const { current } = pc;
  if (!isSound(pc) || isTooOld(release, pc)) return undefined;
  const [before, after] = [{ ...pc, isUnfinished: true }, { ...installed(pc, release), isUnfinished: true }];
  const starts = current === undefined ? `${release} or not at all` : current === release ? release : `${current} or ${release}`;
  return { sentences: [`install ${release}, killed after step ${step}`, `the client starts as ${starts}`], outcomes: [before, after] };
}

/** Asked again, it goes back once and no further. */
function killWayBack(step: number, pc: PcModel): Move | undefined {
  const previous = previousOf(pc);
  if (!isSound(pc) || pc.current === undefined || previous === undefined) return undefined;
  return to(turnedTo(pc, previous), `${goBack}, killed after step ${step}`, `the client starts as ${pc.current} or ${previous}`, goBack);
}

function killUninstallation(step: number, pc: PcModel): Move | undefined {
  if (!isSound(pc) || pc.current === undefined) return undefined;
  const asked = ['uninstall, if it can still be done', 'nothing of the program is left but at most an empty folder'];
  return { sentences: [`uninstall, killed after step ${step}`, `the client starts as ${pc.current} or not at all`, ...asked], outcomes: [removed(pc)] };
}
