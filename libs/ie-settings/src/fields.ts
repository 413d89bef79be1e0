import { InternalError } from '@togo/foundation';
import type { Facts, RegValue } from './facts.ts';

/** How a fact looks once it is one word: the form that the facts file and the exe use. */
export type FieldKind = 'text' | 'long-text' | 'number' | 'dword' | 'word';

const registryValues = [
  'machinePolicy', 'userPolicy', 'user', 'machine64', 'machine32', 'schannelEnabled', 'schannelDisabledByDefault', 'schannelServerEnabled', 'fips', 'hklmOnly',
] as const;

type RegistryName = (typeof registryValues)[number];
export type FieldName =
  | 'os.major' | 'os.build' | 'os.currentVersion' | 'os.edition'
  | 'ie.svcVersion' | 'ie.version' | 'ie.program' | 'ie.disabledByPolicy' | 'ie.box'
  | 'account.token' | 'account.shell' | 'account.elevated' | 'account.others'
  | `${RegistryName}.kind` | `${RegistryName}.value` | 'cipherPolicy.kind' | 'cipherPolicy.text'
  | 'proxy.enabled' | 'proxy.server' | 'proxy.script' | 'zone' | 'clock.today' | 'clock.built' | 'session.fixed' | 'session.ieRunning'
  | 'probe.tcp' | 'probe.hello' | 'probe.hello81' | 'probe.asksCertificate'
  | 'probe.wininet' | 'probe.winhttp' | 'probe.protocol' | 'probe.root' | 'probe.issuer';

export interface Field {
  readonly name: FieldName;
  readonly kind: FieldKind;
  readonly read: (facts: Facts) => string | number;
}

const yesNo = (flag: boolean): string => (flag ? 'yes' : 'no');

/** Every fact as one flat list: its name, its form and where it comes from. */
export const fields: readonly Field[] = [
  field('os.major', 'number', (facts) => facts.os.major),
  field('os.build', 'number', (facts) => facts.os.build),
  field('os.currentVersion', 'text', (facts) => facts.os.currentVersion),
  field('os.edition', 'text', (facts) => facts.os.edition),
  field('ie.svcVersion', 'text', (facts) => facts.ie.svcVersion),
  field('ie.version', 'text', (facts) => facts.ie.version),
  field('ie.program', 'word', (facts) => facts.ie.program),
  field('ie.disabledByPolicy', 'word', (facts) => yesNo(facts.ie.disabledByPolicy)),
  field('ie.box', 'word', (facts) => facts.ie.box),
  field('account.token', 'text', (facts) => facts.account.token),
  field('account.shell', 'text', (facts) => facts.account.shell),
  field('account.elevated', 'word', (facts) => yesNo(facts.account.elevated)),
  field('account.others', 'number', (facts) => facts.account.others),
  ...registryValues.flatMap((name) => [
    field(`${name}.kind`, 'word', (facts) => kindOf(facts[name])),
    field(`${name}.value`, 'dword', (facts) => dwordOf(facts[name])),
  ]),
  field('cipherPolicy.kind', 'word', (facts) => facts.cipherPolicy.kind),
  field('cipherPolicy.text', 'long-text', (facts) => (facts.cipherPolicy.kind === 'text' ? facts.cipherPolicy.text : '')),
  field('proxy.enabled', 'word', (facts) => yesNo(facts.proxy.enabled)),
  field('proxy.server', 'text', (facts) => facts.proxy.server),
  field('proxy.script', 'text', (facts) => facts.proxy.script),
  field('zone', 'number', (facts) => facts.zone),
  field('clock.today', 'number', (facts) => facts.clock.today),
  field('clock.built', 'number', (facts) => facts.clock.built),
  field('session.fixed', 'word', (facts) => yesNo(facts.session.fixed)),
  field('session.ieRunning', 'word', (facts) => yesNo(facts.session.ieRunning)),
  field('probe.tcp', 'word', (facts) => facts.probe.tcp),
  field('probe.hello', 'word', (facts) => facts.probe.hello),
  field('probe.hello81', 'word', (facts) => facts.probe.hello81),
  field('probe.asksCertificate', 'word', (facts) => yesNo(facts.probe.asksCertificate)),
  field('probe.wininet', 'number', (facts) => facts.probe.wininet),
  field('probe.winhttp', 'number', (facts) => facts.probe.winhttp),
  field('probe.protocol', 'text', (facts) => facts.probe.protocol),
  field('probe.root', 'word', (facts) => facts.probe.root),
  field('probe.issuer', 'text', (facts) => facts.probe.issuer),
];

/** Field and signal names to their value: what conditions read. DWORDs are 0 to 0xFFFFFFFF. */
export type Scope = Map<string, string | number>;

export function flatten(facts: Facts): Scope {
  return new Map(fields.map(({ name, read }) => [name, read(facts)]));
}

export function lookUp(scope: Scope, name: string): string | number {
  const value = scope.get(name);
  if (value === undefined) throw new InternalError(`no fact or signal named ${name}`);
  return value;
}

function field(name: FieldName, kind: FieldKind, read: Field['read']): Field {
  return { name, kind, read };
}

/** Where a DWORD belongs, text is a wrong type like any other. */
function kindOf(value: RegValue): string {
  return value.kind === 'text' ? 'other' : value.kind;
}

function dwordOf(value: RegValue): number {
  return value.kind === 'dword' ? value.value >>> 0 : 0;
}
