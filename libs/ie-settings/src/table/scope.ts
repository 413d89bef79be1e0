import { is, isNot, oneOf } from '../condition.ts';
import type { Question } from './row.ts';

export const scopeQuestions: readonly Question[] = [
  {
    name: 'Scope',
    asks: 'Is this a Windows 8.1 or 10 PC with Internet Explorer 11?',
    rows: [
      { row: 55, when: [is('os', '11')], verdict: 'OUT', code: 'NO_IE11', who: 'V', message: 'S-261' },
      { row: 56, when: [oneOf('os', '7', 'other')], verdict: 'OUT', code: 'OS_UNSUPPORTED', who: 'V', message: 'S-260' },
      { row: 54, when: [is('ie.program', 'missing')], verdict: 'OUT', code: 'IE_DISABLED', who: 'V', message: 'S-262' },
      {
        row: 54, variant: 'policy', when: [is('os', '10'), is('longTerm', 'no'), is('ie.disabledByPolicy', 'yes')],
        verdict: 'OUT', code: 'IE_DISABLED', who: 'V', message: 'S-262',
      },
      { row: 57, when: [isNot('ieMajor', '11')], verdict: 'OUT', code: 'IE_OLD', who: 'V', message: 'S-263' },
    ],
  },
];
