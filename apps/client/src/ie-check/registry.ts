import type { RegValue } from '@togo/ie-settings';
import { parseRegOutput, type RegKey } from './reg-output.ts';
import type { QueryKey, View } from './reg-query.ts';

/** The value of a name: absent, a number, another type, or denied. */
export type ReadValue = (name: string) => RegValue;

/** Reads keys, each once. What it was told stays as it was: make a new one for each check. */
export class Registry {
  readonly #query: QueryKey;
  readonly #asked = new Map<string, Promise<RegKey | undefined>>();

  constructor(query: QueryKey) {
    this.#query = query;
  }

  /** @throws ClientError `S-295` */
  async read(key: string, view: View = 64): Promise<ReadValue> {
    const found = await this.#ask(key, view);
    if (found !== undefined) return found.value;
    const kind = (await this.#isThere(key, view)) ? 'denied' : 'absent';
    return () => ({ kind });
  }

  /** A key that does not show itself is there all the same when the key above lists it. What is below a denied key counts as denied. */
  async #isThere(key: string, view: View): Promise<boolean> {
    const end = key.lastIndexOf('\\');
    if (end < 0) return true;
    const parent = key.slice(0, end);
    const above = await this.#ask(parent, view);
    return above === undefined ? this.#isThere(parent, view) : above.hasSubkey(key.slice(end + 1));
  }

  #ask(key: string, view: View): Promise<RegKey | undefined> {
    const name = `${view} ${key}`;
    const asked = this.#asked.get(name) ?? this.#query(key, view).then((text) => (text === undefined ? undefined : parseRegOutput(text, key)));
    this.#asked.set(name, asked);
    return asked;
  }
}
