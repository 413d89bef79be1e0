import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '@togo/foundation/run';
import { ensureAgent } from '../agent.ts';
import { LabError } from '../errors.ts';
import { limits } from '../limits.ts';
import { windowsPath } from '../windows-path.ts';
import { boxArguments, wine, type BoxPlan } from './argv.ts';
import { Mailbox, type Refused } from './mailbox.ts';

export const bootScript = join(import.meta.dirname, 'boot.sh');

/** A Windows that is switched on: the box with a screen, Wine's services and the agent. */
export interface Session {
  readonly mailbox: Mailbox;
  ask(verb: string, fields?: readonly string[]): Promise<{ id: string; answer: readonly string[] | Refused }>;
  /** Waits for the end of a program that `start` began. */
  receiveEnd(id: string, timeoutMs: number): Promise<string[]>;
  /** Ends everything and waits until the registry is on disk. */
  shutdown(): Promise<void>;
}

/**
 * Switches the PC on (about 1 s).
 *
 * @throws LabError `LAB_BOOT_FAILED` with what the box said.
 */
export async function boot(plan: BoxPlan, mailboxFolder: string): Promise<Session> {
  const agent = await ensureAgent();
  const mailbox = new Mailbox(mailboxFolder);
  await mailbox.open();
  const power = new AbortController();
  const gone = new AbortController();
  const command = ['sh', bootScript, mailbox.fifo, wine, agent, windowsPath(mailboxFolder)];
  const box = run('bwrap', boxArguments({ ...plan, readable: [...plan.readable, agent] }, command), { signal: power.signal }).then(
    ({ stderr }) => gone.abort(new LabError('LAB_BOOT_FAILED', `the box has ended ${stderr}`)),
    (error: unknown) => gone.abort(new LabError('LAB_BOOT_FAILED', 'the box could not run, or was ended from outside', { cause: error })),
  );
  const stop = async (): Promise<void> => {
    power.abort();
    await box;
    await mailbox.close();
  };
  try {
    await mailbox.receive('0.answer', limits.bootMs, gone.signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    mailbox,
    ask: (verb, fields = []) => mailbox.ask(verb, fields, gone.signal),
    receiveEnd: (id, timeoutMs) => mailbox.receive(`${id}.end`, timeoutMs, gone.signal),
    async shutdown() {
      if (!gone.signal.aborted) await mailbox.ask('quit', [], gone.signal);
      await Promise.race([box, sleep(limits.shutdownMs, undefined, { ref: false })]);
      await stop();
    },
  };
}
