import { has, is, isNot } from '../condition.ts';
import type { Question } from './row.ts';

/** What Windows allows, whatever Internet Explorer is set to (ie-settings §2). */
export const windowsQuestions: readonly Question[] = [
  {
    name: 'Schannel',
    asks: 'Does Windows allow TLS 1.2 at all?',
    rows: [
      { row: 36, when: [is('schannel', 'off'), is('tls12', 'off')], verdict: 'FAIL-A', code: 'SCHANNEL_OFF', who: 'A', message: 'S-240' },
      { row: 31, when: [is('schannel', 'off')], verdict: 'FAIL-A', code: 'SCHANNEL_OFF', who: 'A', message: 'S-240' },
      { row: 37, variant: 'connected', when: [is('schannel', 'unclear'), is('probe', 'ok')], verdict: 'WARN', code: 'WRONG_TYPE', who: 'A', message: 'S-242' },
      {
        row: 37, when: [is('schannel', 'unclear'), isNot('schannelEnabled.kind', 'denied')],
        verdict: 'UNKNOWN', code: 'WRONG_TYPE', who: 'A', message: 'S-242',
      },
      { row: 101, when: [is('schannel', 'unclear')], verdict: 'UNKNOWN', code: 'ACCESS', who: 'A', message: 'S-242' },
      {
        row: 32, variant: 'connected', when: [is('schannel', 'on-request'), is('probe', 'ok')],
        verdict: 'PASS', code: 'SCHANNEL_DBD', who: '-', message: 'S-245',
      },
      {
        row: 32, variant: 'failed', when: [is('schannel', 'on-request'), is('probe', 'failed')],
        verdict: 'FAIL-A', code: 'SCHANNEL_DBD', who: 'A', message: 'S-246',
      },
      { row: 32, when: [is('schannel', 'on-request')], verdict: 'WARN', code: 'SCHANNEL_DBD', who: 'A', message: 'S-241' },
      { row: 33, when: [is('schannel', 'on')], verdict: 'PASS', code: 'SCHANNEL_ON', who: '-', message: 'S-205' },
      { row: 34, when: [is('schannel', 'half-on')], verdict: 'PASS', code: 'SCHANNEL_ON', who: '-', message: 'S-205' },
      {
        row: 35, when: [is('schannelServerEnabled.kind', 'dword'), is('schannelServerEnabled.value', 0)],
        verdict: 'PASS', code: 'SERVER_SIDE_ONLY', who: '-', message: 'S-206',
      },
    ],
  },
  {
    name: 'Ciphers',
    asks: 'Does the cipher suite policy leave a suite for TLS 1.2?',
    rows: [{ row: 45, when: [is('ciphers', 'none')], verdict: 'FAIL-A', code: 'CIPHER_POLICY', who: 'A/G', message: 'S-244' }],
  },
  {
    name: 'Fips',
    asks: 'Does the FIPS switch narrow the suites?',
    rows: [
      {
        row: 44, variant: 'connected', when: [is('fips.kind', 'dword'), has('fips.value', 1), is('tls12', 'on'), is('probe', 'ok')],
        verdict: 'PASS', code: 'FIPS_ON', who: '-', message: 'S-247',
      },
      { row: 44, when: [is('fips.kind', 'dword'), has('fips.value', 1), is('tls12', 'on')], verdict: 'WARN', code: 'FIPS_ON', who: 'A', message: 'S-243' },
    ],
  },
  {
    name: 'Zones',
    asks: 'Are the zone settings of users ignored?',
    rows: [
      { row: 62, when: [is('hklmOnly.kind', 'dword'), isNot('hklmOnly.value', 0)], verdict: 'PASS', code: 'HKLM_ONLY', who: 'G', message: 'S-207' },
    ],
  },
];
