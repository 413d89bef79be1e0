import { requiredBit } from './bits.ts';
import { matchingRows } from './evaluate.ts';
import type { Facts, RegValue } from './facts.ts';
import type { FixKind } from './table/row.ts';

/** The one value that is ever written, below HKEY_USERS\<SID>. */
export const secureProtocols = {
  key: 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings',
  name: 'SecureProtocols',
} as const;

export interface FixPlan {
  readonly row: number;
  readonly kind: FixKind;
  /** Whose value. */
  readonly sid: string;
  readonly from: RegValue;
  readonly to: RegValue;
  /** Ask before doing it: it does more than tick one box, or it is another account's setting. */
  readonly consent: boolean;
}

/** Everything needed to put the value back as it was: type and absence included. */
export interface UndoRecord {
  readonly formatVersion: 1;
  readonly sid: string;
  readonly key: string;
  readonly name: string;
  readonly old: RegValue;
  /** What the fix wrote. Anything else found later is somebody's own decision, and is left alone. */
  readonly written: RegValue;
  /** ISO 8601. */
  readonly at: string;
}

/** The change that the table allows for these facts, or null. It never clears a bit. */
export function planFix(facts: Facts): FixPlan | null {
  const rows = matchingRows(facts);
  const row = rows.find(({ fix }) => fix !== undefined);
  if (row?.fix === undefined || rows[0]?.verdict === 'OUT') return null;
  const sid = facts.account.shell;
  return { row: row.row, kind: row.fix, sid, from: facts.user, to: targetOf(row.fix, facts), consent: row.fix !== 'add-tls12' || sid !== facts.account.token };
}

/** The facts after the change: a new value, no connection tried yet. */
export function applyFix(facts: Facts, plan: FixPlan): Facts {
  return { ...facts, user: plan.to, session: { ...facts.session, fixed: true }, probe: { ...facts.probe, tcp: 'not-run', wininet: -1, winhttp: -1 } };
}

/** @param at when the change is made. */
export function undoRecord(plan: FixPlan, at: Date): UndoRecord {
  return { formatVersion: 1, sid: plan.sid, ...secureProtocols, old: plan.from, written: plan.to, at: at.toISOString() };
}

/** The facts after the undo, or null when the value was changed by somebody else since. */
export function applyUndo(facts: Facts, record: UndoRecord): Facts | null {
  if (facts.account.shell !== record.sid || !equalValues(facts.user, record.written)) return null;
  return { ...facts, user: record.old, session: { fixed: false, ieRunning: false } };
}

function targetOf(kind: FixKind, facts: Facts): RegValue {
  switch (kind) {
    case 'add-tls12':
      return withTls12(facts.user);
    case 'override-machine':
      return withTls12(facts.machine64);
    case 'delete-value':
      return { kind: 'absent' };
  }
}

function withTls12(value: RegValue): RegValue {
  return { kind: 'dword', value: ((value.kind === 'dword' ? value.value : 0) | requiredBit) >>> 0 };
}

function equalValues(a: RegValue, b: RegValue): boolean {
  if (a.kind === 'dword' && b.kind === 'dword') return a.value >>> 0 === b.value >>> 0;
  return a.kind === 'absent' && b.kind === 'absent';
}
