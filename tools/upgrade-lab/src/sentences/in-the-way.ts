import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProgram } from '@togo/wine-lab';
import { expectEqual, type Difference } from '../difference.ts';
import { limits } from '../limits.ts';
import { labFolder, launcher, programFolder, ver8Program } from '../pc/places.ts';
import { silently, type Stage } from '../run/stage.ts';

const asked = `${labFolder}\\asked-to-close`;

/** What a running client does when its own `close` command asks it to end. */
const answers = {
  /** The command is of a version that does not know it. */
  'cannot be asked': ['for close', 'exit 2'],
  ends: ['for close', `make ${asked}`],
  'is sending': ['for close', 'exit 3'],
  'is another account\'s': ['for close', 'exit 4'],
} as const;

/** The current client is started; if it does not end by itself it is ended after the act. */
export async function whileClientRuns(stage: Stage, answer: keyof typeof answers, act: () => Promise<unknown>): Promise<void> {
  const current = (await stage.pc.read(`${programFolder}\\current`)).toString('latin1').trimEnd();
  const client = `${programFolder}\\versions\\${current}\\client.mjs`;
  const script = await stage.pc.read(client);
  await rm(stage.pc.hostPath(asked), { force: true });
  await stage.pc.write(client, [...answers[answer], 'for status', `until ${asked}`, ''].join('\n'));
  await during(await stage.pc.start(launcher, ['status']), /\\node\.exe$/i, act);
  if (stage.pc.exists(client)) await stage.pc.write(client, script);
}

/** Ver.8 is at work; it is ended after the act. */
export async function whileVer8Runs(stage: Stage, act: () => Promise<unknown>): Promise<void> {
  const script = `${labFolder}\\ver8.txt`;
  await stage.pc.write(script, `wait ${limits.inTheWayMs}\n`);
  await during(await stage.pc.start(ver8Program, [script]), /\\DENSO8\.EXE$/i, act);
}

/** A program of another maker that has our launcher's name: nothing of ours may take it for the client, let alone end it. */
export async function whileNamesakeRuns(stage: Stage, name: string): Promise<readonly Difference[]> {
  const { node, installer } = await stage.release(name);
  const folder = `${labFolder}\\other`;
  await stage.pc.write(`${folder}\\denso.exe`, await readFile(node));
  await stage.pc.write(`${folder}\\script.txt`, `wait ${limits.inTheWayMs}\n`);
  const other = await stage.pc.start(`${folder}\\denso.exe`, [`${folder}\\script.txt`]);
  const alive = await during(other, /\\denso\.exe$/i, () => stage.act(installer, silently));
  return expectEqual('the other denso.exe', 'runs', alive ? 'runs' : 'was ended');
}

/** The other installation is met in its self-check, which takes a while. */
export async function whileInstalling(stage: Stage, name: string, slow: string): Promise<void> {
  const first = await stage.pc.start((await stage.release(slow)).installer, ['/S']);
  await untilRuns(first, /\\runtime\\[0-9a-f]+\\node\.exe$/i);
  const answer = await stage.install(name);
  await first.waitUntil('all', limits.programMs);
  stage.answer = answer;
}

/** @returns whether the program was still alive after the act. */
async function during(running: RunningProgram, image: RegExp, act: () => Promise<unknown>): Promise<boolean> {
  await untilRuns(running, image);
  await act();
  const alive = await running.alive();
  await running.stop();
  await running.waitUntil('all', limits.programMs);
  return alive.some((process) => image.test(process.image));
}

async function untilRuns(program: RunningProgram, image: RegExp): Promise<void> {
  for (let waited = 0; waited < limits.programMs; waited += limits.lookMs) {
    if ((await program.alive()).some((process) => image.test(process.image))) return;
    await sleep(limits.lookMs);
  }
  throw new Error(`no process ${image.source} within ${limits.programMs} ms`);
}
