import type { FieldName } from './fields.ts';
import { lookUp, type Scope } from './fields.ts';
import type { SignalName } from './signals.ts';

export type Name = FieldName | SignalName;

/**
 * One question to the facts that both TypeScript and NSIS can answer. A rule is a list of them, all of which must hold:
 * no nesting, so that a rule reads as one line of the decision table.
 */
export type Condition =
  | { readonly op: 'is' | 'is-not'; readonly name: Name; readonly value: string | number }
  | { readonly op: 'one-of' | 'none-of'; readonly name: Name; readonly values: readonly (string | number)[] }
  | { readonly op: 'has' | 'lacks'; readonly name: Name; readonly mask: number }
  | { readonly op: 'at-least'; readonly name: Name; readonly limit: number }
  | { readonly op: 'starts-with' | 'contains'; readonly name: Name; readonly text: string }
  | { readonly op: 'same' | 'differs' | 'before'; readonly name: Name; readonly other: Name };

export const is = (name: Name, value: string | number): Condition => ({ op: 'is', name, value });
export const isNot = (name: Name, value: string | number): Condition => ({ op: 'is-not', name, value });
export const oneOf = (name: Name, ...values: (string | number)[]): Condition => ({ op: 'one-of', name, values });
export const noneOf = (name: Name, ...values: (string | number)[]): Condition => ({ op: 'none-of', name, values });
/** Any bit of the mask is set. */
export const has = (name: Name, mask: number): Condition => ({ op: 'has', name, mask });
/** No bit of the mask is set. */
export const lacks = (name: Name, mask: number): Condition => ({ op: 'lacks', name, mask });
export const atLeast = (name: Name, limit: number): Condition => ({ op: 'at-least', name, limit });
export const startsWith = (name: Name, text: string): Condition => ({ op: 'starts-with', name, text });
export const contains = (name: Name, text: string): Condition => ({ op: 'contains', name, text });
export const same = (name: Name, other: Name): Condition => ({ op: 'same', name, other });
export const differs = (name: Name, other: Name): Condition => ({ op: 'differs', name, other });
export const before = (name: Name, other: Name): Condition => ({ op: 'before', name, other });

export function allHold(conditions: readonly Condition[], scope: Scope): boolean {
  return conditions.every((condition) => holds(condition, scope));
}

/** Text is compared without regard to case, as NSIS and Windows do. */
function holds(condition: Condition, scope: Scope): boolean {
  const value = lookUp(scope, condition.name);
  switch (condition.op) {
    case 'is':
      return alike(value, condition.value);
    case 'is-not':
      return !alike(value, condition.value);
    case 'one-of':
      return condition.values.some((one) => alike(value, one));
    case 'none-of':
      return !condition.values.some((one) => alike(value, one));
    case 'has':
      return (Number(value) & condition.mask) !== 0;
    case 'lacks':
      return (Number(value) & condition.mask) === 0;
    case 'at-least':
      return Number(value) >= condition.limit;
    case 'starts-with':
      return lower(value).startsWith(lower(condition.text));
    case 'contains':
      return lower(value).includes(lower(condition.text));
    case 'same':
      return alike(value, lookUp(scope, condition.other));
    case 'differs':
      return !alike(value, lookUp(scope, condition.other));
    case 'before':
      return Number(value) < Number(lookUp(scope, condition.other));
  }
}

function alike(a: string | number, b: string | number): boolean {
  return lower(a) === lower(b);
}

function lower(value: string | number): string {
  return String(value).toLowerCase();
}
