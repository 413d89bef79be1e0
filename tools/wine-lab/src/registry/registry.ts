import { readHive, readValues, type RegistryValue } from './hive.ts';

interface Key {
  /** With its hive: `HKLM\Software\KaigoDenso`. */
  readonly path: string;
  readonly body: string;
}

/** The text of the three files of a prefix. */
export interface HiveTexts {
  readonly system: string;
  readonly user: string;
  readonly userdef: string;
}

/** The registry of a PC at one moment. Names match whatever their case. 32-bit programs see `HKLM\Software` as `HKLM\Software\Wow6432Node`. */
export class Registry {
  readonly #keys = new Map<string, Key>();

  constructor(texts: HiveTexts) {
    this.#read('HKLM', texts.system);
    this.#read('HKCU', texts.user);
    this.#read('HKU\\.Default', texts.userdef);
  }

  #read(hive: string, text: string): void {
    for (const { path, body } of readHive(text)) {
      const full = path === '' ? hive : `${hive}\\${path}`;
      this.#keys.set(full.toLowerCase(), { path: full, body });
    }
  }

  /** @param name the empty text is the default value. */
  get(key: string, name: string): RegistryValue | undefined {
    return this.values(key)?.find((value) => value.name.toLowerCase() === name.toLowerCase());
  }

  /** The values of a key in the order of the hive; undefined where there is no such key. */
  values(key: string): RegistryValue[] | undefined {
    const found = this.#keys.get(realKey(key));
    return found === undefined ? undefined : readValues(found.body);
  }

  /** Paths of a key and of all keys below it. */
  keys(below: string): string[] {
    const start = realKey(below);
    return [...this.#keys].filter(([name]) => name === start || name.startsWith(`${start}\\`)).map(([, key]) => key.path);
  }

  /** Every key with its unread values, for comparing two moments. */
  entries(): ReadonlyMap<string, Key> {
    return this.#keys;
  }
}

/** `CurrentControlSet` is a link that the hives keep as `ControlSet001`. */
function realKey(key: string): string {
  return key.toLowerCase().replace(/^hklm\\system\\currentcontrolset(?=\\|$)/, 'hklm\\system\\controlset001');
}
