import type { Condition } from '../condition.ts';
import { fields } from '../fields.ts';
import { nsisString } from './escape.ts';

const longTexts = new Set<string>(fields.filter(({ kind }) => kind === 'long-text').map(({ name }) => name));

/** One condition as a LogicLib test: `$value Lacks 0x800`. The operators are in operators.nsh. */
export function conditionCode(condition: Condition): string {
  const left = `$${condition.name}`;
  switch (condition.op) {
    case 'is':
      return typeof condition.value === 'number' ? `${left} = ${signed(condition.value)}` : `${left} == ${nsisString(condition.value)}`;
    case 'is-not':
      return typeof condition.value === 'number' ? `${left} <> ${signed(condition.value)}` : `${left} != ${nsisString(condition.value)}`;
    case 'one-of':
      return `${left} OneOf ${listCode(condition.values)}`;
    case 'none-of':
      return `${left} NoneOf ${listCode(condition.values)}`;
    case 'has':
      return `${left} Has ${maskCode(condition.mask)}`;
    case 'lacks':
      return `${left} Lacks ${maskCode(condition.mask)}`;
    case 'at-least':
      return `${left} >= ${condition.limit}`;
    case 'starts-with':
      return `${left} StartsWith ${nsisString(condition.text)}`;
    case 'contains':
      return `${left} ${longTexts.has(condition.name) ? 'ContainsAt' : 'Contains'} ${nsisString(condition.text)}`;
    case 'same':
      return `${left} == $${condition.other}`;
    case 'differs':
      return `${left} != $${condition.other}`;
    case 'before':
      return `${left} < $${condition.other}`;
  }
}

/** `${If} … ${AndIf} …`, or nothing when there is no condition. */
export function testCode(keyword: 'If' | 'ElseIf', conditions: readonly Condition[]): string[] {
  return conditions.map((condition, position) => `\${${position === 0 ? keyword : 'AndIf'}} ${conditionCode(condition)}`);
}

/** NSIS counts in signed 32 bits: 0xFFFFFFFF is -1 there, in the registry's DWORDs too. */
function signed(value: number): number {
  return value | 0;
}

function maskCode(mask: number): string {
  return `0x${(mask >>> 0).toString(16).toUpperCase()}`;
}

function listCode(values: readonly (string | number)[]): string {
  return nsisString(`,${values.map((value) => (typeof value === 'number' ? signed(value) : value)).join(',')},`);
}
