import { CodedError } from '@togo/foundation';
import { describe, expect, it } from 'vitest';
import { runSteps, timingTable } from '../src/pipeline/run-steps.ts';
import type { Step } from '../src/pipeline/step.ts';

type Log = string[];

function paper(): { screen: { write(text: string): void }; text: () => string } {
  let text = '';
  return { screen: { write: (more) => void (text += more) }, text: () => text };
}

const logs = (name: string): Step<Log> => ({ name, run: (log) => Promise.resolve(log.push(name) > 0 ? 'built' : 'cached') });

describe('when steps are run', () => {
  it('they run in order, and the table tells what was built, cached and skipped', async () => {
    const { screen, text } = paper();
    const log: Log = [];
    const steps: Step<Log>[] = [
      logs('first'),
      { name: 'second', skip: () => 'nothing to do', run: () => Promise.reject(new Error('must not run')) },
      { name: 'third', run: () => Promise.resolve('cached') },
    ];
    const records = await runSteps(steps, log, { screen, signal: new AbortController().signal, nowMs: () => 0 });
    expect(log).toEqual(['first']);
    expect(text()).toBe('[1/3] first: 0.0 s\n[2/3] second: skipped, nothing to do\n[3/3] third: from cache\n');
    expect(timingTable(records)).toMatch(/first .* built\n.*second .* skipped, nothing to do\n.*third .* from cache\n.*total/);
  });

  it('the first that fails ends the run and is named, with its code and hint', async () => {
    const { screen } = paper();
    const log: Log = [];
    const failing: Step<Log> = { name: 'pack', run: () => Promise.reject(new CodedError('NO_SPACE', 'the disk is full', { hint: 'Free some.' })) };
    const run = runSteps([failing, logs('never')], log, { screen, signal: new AbortController().signal, nowMs: () => 0 });
    await expect(run).rejects.toMatchObject({ code: 'NO_SPACE', message: 'pack: the disk is full', hint: 'Free some.' });
    expect(log).toEqual([]);
  });

  it('a stop between two steps says where it happened', async () => {
    const stop = new AbortController();
    const stopping: Step<Log> = { name: 'one', run: () => (stop.abort(), Promise.resolve('built')) };
    const run = runSteps([stopping, logs('two')], [], { screen: paper().screen, signal: stop.signal, nowMs: () => 0 });
    await expect(run).rejects.toMatchObject({ code: 'INTERRUPTED', message: 'stopped during "two"; nothing was published' });
  });
});
