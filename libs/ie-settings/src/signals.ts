import { allHold, atLeast, contains, has, is, isNot, oneOf, startsWith, type Condition, type Name } from './condition.ts';
import { requiredBit } from './bits.ts';
import { lookUp, type Scope } from './fields.ts';

export type SignalName =
  | 'os' | 'longTerm' | 'ieMajor' | 'source' | 'value' | 'tls12' | 'schannel' | 'ciphers' | 'ready' | 'proxySet' | 'product' | 'outcome' | 'probe';

interface Case {
  /** Row of ie-settings §9, where one asks for this. */
  readonly row?: number;
  readonly when: readonly Condition[];
  readonly then: string | number | { readonly copyOf: Name };
}

/** A word that many rules need, worked out once: the first case that holds gives its value. */
export interface Signal {
  readonly name: SignalName;
  /** What it says, for the reader of the generated code. */
  readonly says: string;
  readonly cases: readonly Case[];
}

const copy = (copyOf: Name): { copyOf: Name } => ({ copyOf });
const always: readonly Condition[] = [];
const unreadable = (name: Name): Condition => oneOf(name, 'other', 'denied');

/** Security products that answer TLS in the server's place, by what their own issuer is called (ie-settings §7). */
const interceptors: readonly (readonly [marker: string, product: string])[] = [
  ['ESET', 'ESET'],
  ['Kaspersky', 'Kaspersky'],
  ['avast', 'Avast'],
  ['AVG', 'AVG'],
  ['Norton', 'Norton'],
  ['Symantec Web', 'Symantec'],
  ['Bitdefender', 'Bitdefender'],
  ['AdGuard', 'AdGuard'],
  ['Dr.Web', 'Dr.Web'],
  ['McAfee Web', 'McAfee'],
  ['Trend Micro', 'ウイルスバスター'],
  ['Fortinet', 'Fortinet'],
  ['Zscaler', 'Zscaler'],
  ['Sophos', 'Sophos'],
];

/** In the order in which they are worked out: a signal reads facts and earlier signals. */
export const signals: readonly Signal[] = [
  {
    name: 'os',
    says: 'Windows by its build number; CurrentVersion is 6.3 on 8.1 and on 10',
    cases: [
      { when: [atLeast('os.build', 22000)], then: '11' },
      { row: 59, when: [atLeast('os.build', 10240)], then: '10' },
      { row: 59, when: [is('os.major', 10)], then: '10' },
      { row: 60, when: [is('os.build', 9600)], then: '8.1' },
      { when: [oneOf('os.build', 7600, 7601)], then: '7' },
      { when: always, then: 'other' },
    ],
  },
  {
    name: 'longTerm',
    says: 'a long-term edition of Windows 10, which keeps Internet Explorer',
    cases: [
      { when: [oneOf('os.edition', 'EnterpriseS', 'EnterpriseSN', 'IoTEnterpriseS')], then: 'yes' },
      { when: always, then: 'no' },
    ],
  },
  {
    name: 'ieMajor',
    says: 'Internet Explorer: svcVersion counts, Version starts with 9. on every later one',
    cases: [
      { when: [startsWith('ie.svcVersion', '11.')], then: '11' },
      { when: [isNot('ie.svcVersion', '')], then: 'old' },
      { row: 58, when: [startsWith('ie.version', '9.11.')], then: '11' },
      { when: always, then: 'old' },
    ],
  },
  {
    name: 'source',
    says: 'whose value counts: machine policy, user policy, user, machine, default',
    cases: [
      { when: [is('machinePolicy.kind', 'dword')], then: 'machine-policy' },
      { when: [unreadable('machinePolicy.kind')], then: 'unclear-policy' },
      { row: 40, when: [is('account.shell', '')], then: 'no-user' },
      { when: [is('userPolicy.kind', 'dword')], then: 'user-policy' },
      { when: [unreadable('userPolicy.kind')], then: 'unclear-policy' },
      { when: [is('user.kind', 'dword')], then: 'user' },
      { when: [is('user.kind', 'other')], then: 'unclear-user' },
      { when: [is('user.kind', 'denied')], then: 'denied-user' },
      { when: [is('machine64.kind', 'dword')], then: 'machine' },
      { when: always, then: 'default' },
    ],
  },
  {
    name: 'value',
    says: 'the DWORD of that source (0 where it has none: look at source first)',
    cases: [
      { when: [is('source', 'machine-policy')], then: copy('machinePolicy.value') },
      { when: [is('source', 'user-policy')], then: copy('userPolicy.value') },
      { when: [is('source', 'user')], then: copy('user.value') },
      { when: [is('source', 'machine')], then: copy('machine64.value') },
      { when: always, then: 0 },
    ],
  },
  {
    name: 'tls12',
    says: 'whether Internet Explorer is set to use TLS 1.2',
    cases: [
      { row: 1, when: [is('source', 'default')], then: 'on' },
      { when: [oneOf('source', 'no-user', 'unclear-policy', 'unclear-user', 'denied-user')], then: 'unknown' },
      { when: [has('value', requiredBit)], then: 'on' },
      { when: always, then: 'off' },
    ],
  },
  {
    name: 'schannel',
    says: 'whether Windows itself allows TLS 1.2 to a client',
    cases: [
      { when: [is('schannelEnabled.kind', 'dword'), is('schannelEnabled.value', 0)], then: 'off' },
      { when: [unreadable('schannelEnabled.kind')], then: 'unclear' },
      { when: [unreadable('schannelDisabledByDefault.kind')], then: 'unclear' },
      { when: [is('schannelDisabledByDefault.kind', 'dword'), isNot('schannelDisabledByDefault.value', 0)], then: 'on-request' },
      { when: [is('schannelEnabled.kind', 'dword'), is('schannelDisabledByDefault.kind', 'dword')], then: 'on' },
      { when: [is('schannelEnabled.kind', 'dword')], then: 'half-on' },
      { when: [is('schannelDisabledByDefault.kind', 'dword')], then: 'half-on' },
      { when: always, then: 'default' },
    ],
  },
  {
    name: 'ciphers',
    says: 'whether the cipher suite policy leaves one that TLS 1.2 can use (TLS 1.3 names have no _WITH_)',
    cases: [
      { when: [isNot('cipherPolicy.kind', 'text')], then: 'default' },
      { when: [contains('cipherPolicy.text', '_WITH_AES_')], then: 'usable' },
      { when: [contains('cipherPolicy.text', '_WITH_CHACHA20_')], then: 'usable' },
      { when: always, then: 'none' },
    ],
  },
  {
    name: 'ready',
    says: 'nothing on this PC stands in the way of TLS 1.2, so a failing connection has another cause',
    cases: [
      { when: [is('tls12', 'on'), isNot('schannel', 'off'), isNot('ciphers', 'none')], then: 'yes' },
      { when: always, then: 'no' },
    ],
  },
  {
    name: 'proxySet',
    says: 'a proxy or a proxy script is set',
    cases: [
      { when: [is('proxy.enabled', 'yes')], then: 'yes' },
      { when: [isNot('proxy.script', '')], then: 'yes' },
      { when: always, then: 'no' },
    ],
  },
  {
    name: 'product',
    says: 'the security product that answered in place of the server, empty when none did',
    cases: [...interceptors.map(([marker, product]) => ({ when: [contains('probe.issuer', marker)], then: product })), { when: always, then: '' }],
  },
  {
    name: 'outcome',
    says: 'what the connection showed (WinINet codes: ie-settings §7.3); WinINet first, because a proxy can work where plain TCP does not',
    cases: [
      { when: [is('probe.tcp', 'not-run')], then: 'none' },
      { when: [is('probe.wininet', 0), oneOf('probe.protocol', 'TLSv1', 'TLSv1.1', 'SSLv3')], then: 'old' },
      { when: [is('probe.wininet', 0)], then: 'ok' },
      { when: [is('probe.wininet', 12044)], then: 'client-certificate' },
      { when: [is('probe.wininet', 12037)], then: 'date' },
      { when: [is('probe.wininet', 12045)], then: 'root' },
      { when: [is('probe.wininet', 12038)], then: 'name' },
      { when: [is('probe.wininet', 12057), is('probe.root', 'missing')], then: 'root' },
      { when: [oneOf('probe.wininet', 12055, 12057, 12169, 12170)], then: 'certificate' },
      { when: [isNot('probe.tcp', 'ok')], then: 'network' },
      { when: [oneOf('probe.wininet', 12165, 12166, 12167, 12180)], then: 'proxy' },
      { when: [oneOf('probe.wininet', 12002, -1)], then: 'timeout' },
      { when: [is('probe.hello', 'tls12'), is('probe.asksCertificate', 'yes')], then: 'client-certificate' },
      { when: always, then: 'broken' },
    ],
  },
  {
    name: 'probe',
    says: 'the same in three words: TLS 1.2 worked, TLS failed, or nothing can be said',
    cases: [
      { when: [oneOf('outcome', 'ok', 'client-certificate')], then: 'ok' },
      { when: [is('outcome', 'broken')], then: 'failed' },
      { when: always, then: 'silent' },
    ],
  },
];

/** Adds every signal to the scope of the facts. */
export function deriveSignals(scope: Scope): Scope {
  const derived: Scope = new Map(scope);
  for (const { name, cases } of signals) {
    const match = cases.find((one) => allHold(one.when, derived));
    if (match === undefined) continue;
    derived.set(name, typeof match.then === 'object' ? lookUp(derived, match.then.copyOf) : match.then);
  }
  return derived;
}
