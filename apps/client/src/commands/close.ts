import { setTimeout as pause } from 'node:timers/promises';
import { exitCodes } from '../exit-codes.ts';
import { askInstance } from '../instance/ask-instance.ts';
import { instancePath, readInstance } from '../instance/instance-file.ts';
import { limits } from '../limits.ts';
import type { Places } from '../places.ts';
import { closePath } from '../ui/addresses.ts';

export interface Closed {
  readonly exitCode: number;
  /** For people. */
  readonly text: string;
}

/**
 * Asks the window that this user has open to end, and waits until it has. The installer asks too, as administrator: nothing is written here,
 * since whatever an administrator writes into a folder of the user can be led elsewhere.
 */
export async function runClose({ state }: Pick<Places, 'state'>): Promise<Closed> {
  const file = instancePath(state);
  const instance = await readInstance(file);
  if (instance === undefined) return { exitCode: exitCodes.notOpen, text: '介護伝送ソフトの画面は、このアカウントでは開いていません。' };
  const answer = await askInstance(instance, { method: 'POST', path: closePath, maxBytes: limits.knockMaxBytes });
  if (answer?.['closing'] === false) return { exitCode: exitCodes.busy, text: '送受信しているため、終了していません。終わってから、もう一度行ってください。' };
  if (answer?.['closing'] === true && (await isGone(file, instance.secret))) return { exitCode: exitCodes.ok, text: '介護伝送ソフトの画面を終了しました。' };
  return { exitCode: exitCodes.failed, text: '介護伝送ソフトの画面から応答がありません。その画面で[終了]を押してください。' };
}

/** Its file goes when its outbox is closed. A window that was opened meanwhile has another secret. */
async function isGone(file: string, secret: string): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limits.closeMs; waitedMs += limits.closePauseMs) {
    if ((await readInstance(file))?.secret !== secret) return true;
    await pause(limits.closePauseMs);
  }
  return false;
}
