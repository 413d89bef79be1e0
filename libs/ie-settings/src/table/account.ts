import { atLeast, differs, is, same } from '../condition.ts';
import type { Question } from './row.ts';

export const accountQuestions: readonly Question[] = [
  {
    name: 'Account',
    asks: 'Whose settings are these?',
    rows: [
      { row: 40, when: [is('account.shell', '')], verdict: 'UNKNOWN', code: 'NO_SHELL', who: 'V', message: 'S-252' },
      {
        row: 38, when: [differs('account.token', 'account.shell'), is('source', 'user'), is('tls12', 'off')],
        verdict: 'FAIL-U', code: 'OTHER_ACCOUNT', who: 'U', message: 'S-250',
      },
      { row: 39, when: [differs('account.token', 'account.shell')], verdict: 'PASS', code: 'OTHER_ACCOUNT', who: '-', message: 'S-251' },
      {
        row: 41, when: [same('account.token', 'account.shell'), is('account.elevated', 'yes')],
        verdict: 'PASS', code: 'ELEVATED_SAME', who: '-', message: 'S-253',
      },
    ],
  },
  {
    name: 'Sessions',
    asks: 'Is somebody else signed in as well?',
    rows: [{ row: 42, when: [atLeast('account.others', 1)], verdict: 'PASS', code: 'MULTI_SESSION', who: '-', message: 'S-254' }],
  },
];
