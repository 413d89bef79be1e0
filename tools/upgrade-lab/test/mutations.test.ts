import { silent } from '@togo/foundation';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Mutation } from '../src/mutations/mutation-file.ts';
import { runMutations, type Verdict } from '../src/mutations/run-mutations.ts';
import { loadLabData } from '../src/scenarios/load.ts';

const caughtBy = ['upgrade-to-one-that-does-not-start'];
const step = '${Step} SelfCheck';
const change = (find: string, replace: string): Mutation['changes'] => [{ file: 'install.nsh', find, replace }];

describe('when defects are seeded into the installer', { timeout: 600_000 }, () => {
  let verdicts: readonly Verdict[];
  const verdict = (id: string): Verdict | undefined => verdicts.find((known) => known.id === id);

  beforeAll(async () => {
    const mutations: Mutation[] = [
      { id: 'defect', what: 'no self-check', changes: change(step, `\${If} $FailExit = 999\n${step}\n\${EndIf}`), caughtBy },
      { id: 'no-defect', what: 'only a line in the log', changes: change(step, `${step}\n\${Log} "checked"`), caughtBy },
      { id: 'not-there', what: 'a text that the script does not have', changes: change('${Step} Pray', ''), caughtBy },
      { id: 'not-nsis', what: 'a text that is no script', changes: change(step, 'Pray'), caughtBy },
    ];
    verdicts = await runMutations({ data: await loadLabData(), mutations, progress: silent, onVerdict: silent });
  }, 600_000);

  it('notices the one that leaves a facility without a working client', () => {
    expect(verdict('defect')).toMatchObject({ result: 'caught', caughtBy: caughtBy[0], failure: { sentence: 'it answers 23' } });
  });

  it('lets a change pass that is no defect', () => {
    expect(verdict('no-defect')).toMatchObject({ result: 'survived', failure: undefined });
  });

  it.each(['not-there', 'not-nsis'])('does not take %s for noticed', (id) => {
    expect(verdict(id)).toMatchObject({ result: 'not built', caughtBy: undefined, error: expect.stringMatching(/CHANGE_DOES_NOT_APPLY|Pray/) });
  });
});
