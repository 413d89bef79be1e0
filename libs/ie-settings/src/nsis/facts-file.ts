import { untouchedPc, type Facts } from '../facts.ts';
import { fields, flatten, lookUp } from '../fields.ts';

/**
 * Cases as the exe's `/FACTS=` file: an INI text, of which each case is one section. Write it as UTF-16 with a byte order mark.
 * Only what differs from an untouched PC is written.
 */
export function toFactsFile(cases: readonly { readonly id: string; readonly facts: Facts }[]): string {
  const defaults = flatten(untouchedPc);
  const sections = cases.flatMap(({ id, facts }, position) => {
    const scope = flatten(facts);
    const changed = fields.filter(({ name }) => lookUp(scope, name) !== lookUp(defaults, name));
    return ['', `[case${position + 1}]`, `id=${id}`, ...changed.map(({ name, kind }) => `${name}=${written(lookUp(scope, name), kind)}`)];
  });
  return ['[facts]', 'formatVersion=1', `count=${cases.length}`, ...sections, ''].join('\r\n');
}

/** Quotes keep spaces at the ends; the reader of INI files takes one pair away. */
function written(value: string | number, kind: string): string {
  if (typeof value === 'string') return `"${value}"`;
  return kind === 'dword' ? `0x${value.toString(16).toUpperCase()}` : String(value);
}
