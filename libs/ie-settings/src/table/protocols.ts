import { anyTls, hexTypedAsDecimal, policyEditorValues, requiredBit, ssl2, ssl3, tls10, tls11, tls13, unknownBits } from '../bits.ts';
import { atLeast, has, is, isNot, lacks, noneOf, oneOf, type Condition } from '../condition.ts';
import type { Question, Row } from './row.ts';

const byUser = is('source', 'user');
const userOff: readonly Condition[] = [byUser, is('tls12', 'off')];
const userOn: readonly Condition[] = [byUser, is('tls12', 'on')];
const machineOff: readonly Condition[] = [is('source', 'machine'), is('tls12', 'off')];
const byMachinePolicy = is('source', 'machine-policy');
const policyOff: readonly Condition[] = [byMachinePolicy, is('tls12', 'off')];

/** Fixed values and rows that only an administrator of the policy can change. */
const policyRows: readonly Row[] = [
  { row: 26, when: [...policyOff, is('value', 0)], verdict: 'FAIL-G', code: 'POLICY_ALL_OFF', who: 'G', message: 'S-231' },
  {
    row: 30, when: [...policyOff, noneOf('value', ...policyEditorValues)],
    verdict: 'FAIL-G', code: 'POLICY_HANDWRITTEN_HEXDEC', who: 'G/A', message: 'S-235',
  },
  { row: 29, when: [...policyOff, has('value', tls13), isNot('os', '11')], verdict: 'FAIL-G', code: 'POLICY_13', who: 'G', message: 'S-233' },
  { row: 25, when: policyOff, verdict: 'FAIL-G', code: 'POLICY_NO_12', who: 'G', message: 'S-230' },
  { row: 27, when: [is('source', 'user-policy'), is('tls12', 'off')], verdict: 'FAIL-G', code: 'USER_POLICY_NO_12', who: 'G', message: 'S-232' },
  {
    row: 29, variant: 'with 1.2', when: [byMachinePolicy, has('value', tls13), isNot('os', '11')],
    verdict: 'WARN', code: 'POLICY_13', who: 'G', message: 'S-234',
  },
  {
    row: 28, when: [byMachinePolicy, is('userPolicy.kind', 'dword'), lacks('userPolicy.value', requiredBit)],
    verdict: 'PASS', code: 'POLICY_MACHINE_WINS', who: 'G', message: 'S-204',
  },
  { row: 24, when: [oneOf('source', 'machine-policy', 'user-policy')], verdict: 'PASS', code: 'POLICY_HAS_12', who: '-', message: 'S-203' },
  { row: 102, when: [is('source', 'unclear-policy')], verdict: 'UNKNOWN', code: 'WRONG_TYPE', who: 'G/A', message: 'S-236' },
];

const userRows: readonly Row[] = [
  { row: 13, when: [...userOff, is('value', 0)], verdict: 'FAIL-U', code: 'ALL_OFF', who: 'U', message: 'S-210', fix: 'add-tls12' },
  {
    row: 16, when: [...userOff, oneOf('value', ...hexTypedAsDecimal)],
    verdict: 'FAIL-U', code: 'NO_12+HEXDEC_SUSPECT', who: 'U', message: 'S-213', fix: 'add-tls12',
  },
  {
    row: 14, when: [...userOff, lacks('value', anyTls), has('value', ssl2 | ssl3)],
    verdict: 'FAIL-U', code: 'NO_12+OLD', who: 'U', message: 'S-212', fix: 'add-tls12',
  },
  { row: 15, when: [...userOff, has('value', ssl2)], verdict: 'FAIL-U', code: 'NO_12+OLD', who: 'U', message: 'S-212', fix: 'add-tls12' },
  { row: 11, when: [...userOff, is('value', tls13)], verdict: 'FAIL-U', code: 'NO_12', who: 'U', message: 'S-211', fix: 'add-tls12' },
  { row: 12, when: userOff, verdict: 'FAIL-U', code: 'NO_12', who: 'U', message: 'S-211', fix: 'add-tls12' },
  { row: 10, when: [...userOn, has('value', tls13), is('os', '11')], verdict: 'PASS', code: 'USER_HAS_12', who: '-', message: 'S-201' },
  { row: 3, when: [...userOn, lacks('value', tls10 | tls11)], verdict: 'PASS', code: 'USER_HAS_12', who: '-', message: 'S-201' },
  { row: 4, when: [...userOn, lacks('value', tls10)], verdict: 'PASS', code: 'USER_HAS_12', who: '-', message: 'S-201' },
  { row: 5, when: [...userOn, lacks('value', tls11)], verdict: 'PASS', code: 'USER_HAS_12', who: '-', message: 'S-201' },
  { row: 2, when: userOn, verdict: 'PASS', code: 'USER_HAS_12', who: '-', message: 'S-201' },
  // Without the wrong value the machine's own setting would count, and it has no TLS 1.2 either: replaced, not only removed.
  {
    row: 19, variant: 'machine, connected',
    when: [is('source', 'unclear-user'), is('machine64.kind', 'dword'), lacks('machine64.value', requiredBit), is('probe', 'ok')],
    verdict: 'WARN', code: 'WRONG_TYPE', who: 'U', message: 'S-216', fix: 'override-machine',
  },
  {
    row: 19, variant: 'machine', when: [is('source', 'unclear-user'), is('machine64.kind', 'dword'), lacks('machine64.value', requiredBit)],
    verdict: 'FAIL-U', code: 'WRONG_TYPE', who: 'U', message: 'S-216', fix: 'override-machine',
  },
  {
    row: 19, variant: 'failed', when: [is('source', 'unclear-user'), is('probe', 'failed')],
    verdict: 'FAIL-U', code: 'WRONG_TYPE', who: 'U', message: 'S-216', fix: 'delete-value',
  },
  {
    row: 19, variant: 'connected', when: [is('source', 'unclear-user'), is('probe', 'ok')],
    verdict: 'WARN', code: 'WRONG_TYPE', who: 'U', message: 'S-216', fix: 'delete-value',
  },
  { row: 19, when: [is('source', 'unclear-user')], verdict: 'UNKNOWN', code: 'WRONG_TYPE', who: 'U', message: 'S-216', fix: 'delete-value' },
  { row: 20, when: [is('source', 'denied-user')], verdict: 'UNKNOWN', code: 'ACCESS', who: 'V', message: 'S-217' },
];

const machineRows: readonly Row[] = [
  {
    row: 22, variant: 'connected', when: [...machineOff, is('probe', 'ok')],
    verdict: 'WARN', code: 'MACHINE_PREF_NO_12', who: 'U', message: 'S-218', fix: 'override-machine',
  },
  { row: 22, when: machineOff, verdict: 'FAIL-U', code: 'MACHINE_PREF_NO_12', who: 'U', message: 'S-215', fix: 'override-machine' },
  {
    row: 23, when: [oneOf('source', 'machine', 'default'), is('machine32.kind', 'dword'), lacks('machine32.value', requiredBit)],
    verdict: 'WARN', code: 'MACHINE_VIEWS_DIFFER', who: 'U', message: 'S-226',
  },
  { row: 21, when: [is('source', 'machine')], verdict: 'PASS', code: 'MACHINE_PREF', who: '-', message: 'S-202' },
  { row: 1, when: [is('source', 'default')], verdict: 'PASS', code: 'DEFAULT_HAS_12', who: '-', message: 'S-200' },
];

/** Row 18 names all three leftovers at once; the next two questions still say what to untick. */
const everything: readonly Condition[] = [
  ...userOn, has('value', unknownBits), has('value', ssl2), has('value', ssl3), has('value', tls13),
];

export const protocolQuestions: readonly Question[] = [
  { name: 'Tls12', asks: 'Is Internet Explorer set to use TLS 1.2, and who decided that?', rows: [...policyRows, ...userRows, ...machineRows] },
  {
    name: 'Box',
    asks: 'Can the user see the TLS 1.2 box that has to be ticked?',
    rows: [
      {
        row: 61, when: [is('ie.box', 'missing'), is('source', 'user'), is('tls12', 'off')],
        verdict: 'FAIL-U', code: 'UI_ROW_MISSING', who: 'U', message: 'S-214',
      },
    ],
  },
  {
    name: 'UnknownBits',
    asks: 'Are there bits that no box explains? They are kept.',
    rows: [
      { row: 18, when: everything, verdict: 'WARN', code: 'UNKNOWN_BITS+SSL+13', who: 'U', message: 'S-225' },
      { row: 17, when: [...userOn, has('value', unknownBits)], verdict: 'WARN', code: 'UNKNOWN_BITS', who: 'U', message: 'S-224' },
    ],
  },
  {
    name: 'Ssl2',
    asks: 'Is SSL 2.0 still ticked? Windows 10 dropped it with build 14393 (1607).',
    rows: [
      { row: 7, when: [...userOn, has('value', ssl2), is('os', '8.1')], verdict: 'WARN', code: 'SSL2_ON', who: 'U', message: 'S-221' },
      { row: 8, when: [...userOn, has('value', ssl2), atLeast('os.build', 14393)], verdict: 'WARN', code: 'SSL2_LEFTOVER', who: 'U', message: 'S-222' },
      { row: 7, variant: 'early 10', when: [...userOn, has('value', ssl2)], verdict: 'WARN', code: 'SSL2_ON', who: 'U', message: 'S-221' },
    ],
  },
  {
    name: 'Ssl3',
    asks: 'Is SSL 3.0 still ticked?',
    rows: [
      { row: 6, when: [...userOn, has('value', ssl3)], verdict: 'WARN', code: 'SSL3_ON', who: 'U', message: 'S-220' },
    ],
  },
  {
    name: 'Tls13',
    asks: 'Is the experimental TLS 1.3 box ticked?',
    rows: [
      {
        row: 9, variant: 'failed', when: [...userOn, has('value', tls13), isNot('os', '11'), is('probe', 'failed')],
        verdict: 'FAIL-U', code: 'TLS13_EXPERIMENTAL', who: 'U', message: 'S-219',
      },
      { row: 9, when: [...userOn, has('value', tls13), isNot('os', '11')], verdict: 'WARN', code: 'TLS13_EXPERIMENTAL', who: 'U', message: 'S-223' },
    ],
  },
];
