import { before, is, isNot, oneOf, type Condition } from '../condition.ts';
import type { Question } from './row.ts';

const ready = is('ready', 'yes');
const winhttpWorks = is('probe.winhttp', 0);
const winhttpFails = isNot('probe.winhttp', 0);
const intercepted: readonly Condition[] = [ready, isNot('product', ''), winhttpFails];

/** What one real connection adds (ie-settings §7). It never turns a wrong setting green. */
export const connectionQuestions: readonly Question[] = [
  {
    name: 'Connection',
    asks: 'Does a real connection work, and if not, where does it stop?',
    rows: [
      { row: 51, when: [is('outcome', 'date'), before('clock.today', 'clock.built')], verdict: 'FAIL-U', code: 'CLOCK', who: 'U/A', message: 'S-273' },
      {
        row: 48, when: [...intercepted, oneOf('outcome', 'broken', 'root', 'certificate')],
        verdict: 'FAIL-V', code: 'AV_INTERCEPT', who: 'V/A', message: 'S-275',
      },
      { row: 52, when: [is('outcome', 'root')], verdict: 'FAIL-A', code: 'ROOT_MISSING', who: 'A/V', message: 'S-274' },
      { row: 103, when: [is('outcome', 'date')], verdict: 'FAIL-V', code: 'CERT_EXPIRED', who: 'V', message: 'S-281' },
      { row: 104, when: [is('outcome', 'name')], verdict: 'FAIL-V', code: 'CERT_NAME', who: 'V', message: 'S-282' },
      { row: 105, when: [is('outcome', 'certificate')], verdict: 'FAIL-V', code: 'CERT_REFUSED', who: 'V', message: 'S-283' },
      {
        row: 50, variant: 'proxy', when: [oneOf('outcome', 'network', 'proxy'), is('proxySet', 'yes')],
        verdict: 'UNKNOWN', code: 'PROXY', who: 'V', message: 'S-271',
      },
      { row: 50, when: [oneOf('outcome', 'network', 'proxy')], verdict: 'UNKNOWN', code: 'NETWORK', who: 'V', message: 'S-270' },
      { row: 106, when: [is('outcome', 'timeout')], verdict: 'UNKNOWN', code: 'TIMEOUT', who: 'V', message: 'S-272' },
      { row: 47, when: [ready, oneOf('outcome', 'broken', 'old'), winhttpWorks], verdict: 'FAIL-U', code: 'USER_STACK', who: 'U', message: 'S-277' },
      { row: 111, when: [is('outcome', 'broken'), is('probe.hello', 'not-tls')], verdict: 'FAIL-V', code: 'NOT_TLS', who: 'V', message: 'S-284' },
      {
        row: 107, variant: 'hello', when: [is('outcome', 'broken'), oneOf('probe.hello', 'old', 'refused')],
        verdict: 'FAIL-V', code: 'SERVER_NO_12', who: 'V', message: 'S-280',
      },
      { row: 107, when: [is('outcome', 'old'), winhttpFails], verdict: 'FAIL-V', code: 'SERVER_NO_12', who: 'V', message: 'S-280' },
      {
        row: 46, when: [ready, is('outcome', 'broken'), is('os', '8.1'), is('probe.hello', 'tls12'), is('probe.hello81', 'refused')],
        verdict: 'FAIL-V', code: 'CIPHER_81_GCM', who: 'V', message: 'S-278',
      },
      { row: 108, when: [ready, is('outcome', 'broken')], verdict: 'FAIL-V', code: 'HANDSHAKE_FAILED', who: 'V', message: 'S-279' },
      { row: 49, when: [is('probe', 'ok'), isNot('product', '')], verdict: 'WARN', code: 'AV_INTERCEPT', who: 'V', message: 'S-276' },
      // Where TLS 1.2 is off, whatever connected was not TLS 1.2: no word of praise for it.
      { row: 53, when: [is('outcome', 'client-certificate'), isNot('tls12', 'off')], verdict: 'PASS', code: 'TLS_OK_CLIENT_CERT', who: '-', message: 'S-209' },
      { row: 109, when: [is('outcome', 'ok'), isNot('tls12', 'off')], verdict: 'PASS', code: 'CONNECTED', who: '-', message: 'S-208' },
    ],
  },
  {
    name: 'Restart',
    asks: 'Does Internet Explorer know the corrected setting yet?',
    rows: [
      { row: 43, when: [is('tls12', 'on'), is('session.ieRunning', 'yes')], verdict: 'PASS-PENDING', code: 'IE_RESTART', who: 'U', message: 'S-290' },
      {
        row: 110, when: [is('tls12', 'on'), is('session.fixed', 'yes'), is('outcome', 'none')],
        verdict: 'PASS-PENDING', code: 'RECHECK', who: 'U', message: 'S-291',
      },
    ],
  },
];
