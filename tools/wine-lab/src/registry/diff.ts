import type { Changes } from '../changes.ts';
import { readValues, type RegistryValue } from './hive.ts';
import type { Registry } from './registry.ts';

/**
 * What Windows notes of its screens. Wine notes it anew, with the time, whenever two programs of a starting PC looked for screens at once,
 * and in some PCs for every program from then on; no program of a facility writes there.
 */
const screenNotes = /^hklm\\system\\controlset001\\(control\\(class\\\{4d36e96[8e]-e325-11ce-bfc1-08002be10318\}|deviceclasses|video)|enum\\display)\\/;

/**
 * What differs between two moments, as `HIVE\key\value`. The default value is `HIVE\key\(Default)`;
 * a key that came or went without any value is `HIVE\key\`. What Windows notes of its screens is nobody's change.
 */
export function diffRegistry(before: Registry, after: Registry): Changes {
  const added: string[] = [];
  const changed: string[] = [];
  const removed: string[] = [];
  const [old, now] = [before.entries(), after.entries()];
  for (const [name, key] of now) {
    const was = old.get(name);
    if (was?.body === key.body || screenNotes.test(name)) continue;
    const wasValues = byName(was?.body ?? '');
    const values = byName(key.body);
    if (was === undefined && values.size === 0) added.push(`${key.path}\\`);
    for (const [id, value] of values) {
      const wasValue = wasValues.get(id);
      if (wasValue === undefined) added.push(pathOf(key.path, value));
      else if (JSON.stringify([wasValue.type, wasValue.value]) !== JSON.stringify([value.type, value.value])) changed.push(pathOf(key.path, value));
    }
    for (const [id, value] of wasValues) if (!values.has(id)) removed.push(pathOf(key.path, value));
  }
  for (const [name, key] of old) {
    if (now.has(name) || screenNotes.test(name)) continue;
    const values = readValues(key.body);
    removed.push(...(values.length === 0 ? [`${key.path}\\`] : values.map((value) => pathOf(key.path, value))));
  }
  return { added: added.sort(), changed: changed.sort(), removed: removed.sort() };
}

function byName(body: string): Map<string, RegistryValue> {
  return new Map(readValues(body).map((value) => [value.name.toLowerCase(), value]));
}

function pathOf(key: string, value: RegistryValue): string {
  return `${key}\\${value.name === '' ? '(Default)' : value.name}`;
}
