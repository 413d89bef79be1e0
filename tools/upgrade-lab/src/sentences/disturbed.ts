import { rm } from 'node:fs/promises';
import { expectEqual, type Difference } from '../difference.ts';
import { UpgradeLabError } from '../errors.ts';
import { limits } from '../limits.ts';
import { labFolder } from '../pc/places.ts';
import { hasSmallDisk } from '../pc/small-disk.ts';
import type { Answer, Stage } from '../run/stage.ts';

type Act = () => Promise<Answer>;

const allKb = limits.diskBytes / 1024;

/**
 * Runs an instrumented program; with a point it must have ended itself there, or the kill proves nothing.
 *
 * @param from the points begin with the first step whose place in the script begins so: what comes before is another scenario's.
 */
export async function killAtEveryStep(stage: Stage, act: Act, from = ''): Promise<readonly Difference[]> {
  await clear(stage, 'steps.txt');
  await (stage.isUndisturbed ? act() : killAfterStep(stage, stage.at, act));
  const steps = await stage.stepsSoFar();
  const first = steps.findIndex((what) => what.startsWith(from));
  stage.points = steps.map((what, index) => ({ at: index + 1, what })).slice(first === -1 ? steps.length : first);
  return stage.isUndisturbed ? [] : expectEqual('steps until the kill', stage.at, steps.length);
}

/** A program that takes fewer steps runs to its end. */
export async function killAfterStep(stage: Stage, step: number, act: Act): Promise<void> {
  await stage.tellInstruments('kill-at', String(step));
  await act();
  await clear(stage, 'kill-at');
}

/** First with all the room that there is, which tells how much it takes; then with none, with `everyKb`, with twice as much, … */
export async function fillAtEvery(stage: Stage, everyKb: number, act: Act): Promise<readonly Difference[]> {
  if (!stage.isUndisturbed) return fillBut(stage, stage.at - 1, act);
  const differences = await fillBut(stage, allKb, act);
  const freeKb = await freeAfterSteps(stage);
  const takenKb = Math.max(...freeKb) - Math.min(...freeKb);
  const roomsKb = Array.from({ length: Math.ceil(takenKb / everyKb) }, (_, index) => index * everyKb);
  stage.points = roomsKb.map((roomKb) => ({ at: roomKb + 1, what: `room for ${roomKb} KB` }));
  return differences;
}

/** First with all the room that there is, which tells what takes some of it; then the disk is filled right before each of those steps. */
export async function fillBeforeSteps(stage: Stage, act: Act): Promise<readonly Difference[]> {
  if (!stage.isUndisturbed) return fillBut(stage, 0, act, stage.at);
  await clear(stage, 'steps.txt');
  const differences = await fillBut(stage, allKb, act);
  const [steps, freeKb] = [await stage.stepsSoFar(), await freeAfterSteps(stage)];
  stage.points = steps.flatMap((step, index) => ((freeKb[index] ?? 0) < (freeKb[index - 1] ?? 0) ? [{ at: index, what: `no room for ${step}` }] : []));
  return differences;
}

/** After the preflight, or later, the disk is filled but for so much. */
export async function fillBut(stage: Stage, roomKb: number, act: Act, afterStep = 1): Promise<readonly Difference[]> {
  if (!(await hasSmallDisk(stage.pc))) throw new UpgradeLabError('USAGE', 'only a disk that the lab has made is filled', { hint: 'Run it as togo matrix.' });
  await clear(stage, 'free.txt');
  await stage.tellInstruments('room', `${afterStep}\r\n${roomKb}\r\n`);
  await act();
  await clear(stage, 'room');
  // Without any room nothing can be told either.
  const freeKb = (await freeAfterSteps(stage))[afterStep - 1] ?? 0;
  return freeKb <= roomKb ? [] : [{ what: 'KB free on the disk', expected: `at most ${roomKb}`, found: String(freeKb) }];
}

async function freeAfterSteps({ pc }: Stage): Promise<number[]> {
  return (await pc.read(`${labFolder}\\free.txt`)).toString('latin1').split('\r\n').slice(0, -1).map(Number);
}

export function clearDisk(stage: Stage): Promise<void> {
  return clear(stage, 'filler');
}

function clear({ pc }: Stage, name: string): Promise<void> {
  return rm(pc.hostPath(`${labFolder}\\${name}`), { force: true });
}
