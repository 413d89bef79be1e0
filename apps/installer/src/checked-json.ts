/** Reads one value; pushes a fault naming what was expected when it does not fit. */
export type Reader<T> = (value: unknown, at: string, faults: string[]) => T;

type Shape = Readonly<Record<string, Reader<unknown>>>;
type Read<S extends Shape> = { readonly [K in keyof S]: S[K] extends Reader<infer T> ? T : never };

function expecting<T>(what: string, fits: (value: unknown) => value is T): Reader<T> {
  return (value, at, faults) => {
    if (!fits(value)) faults.push(`${at}: expected ${what}, got ${value === undefined ? 'nothing' : JSON.stringify(value)}`);
    return value as T;
  };
}

function matching(what: string, pattern: RegExp): Reader<string> {
  return expecting(what, (value): value is string => typeof value === 'string' && pattern.test(value));
}

/** One line of text: at least one character, no control character. */
export const line = expecting('one line of text', (value): value is string => typeof value === 'string' && value !== '' && !/\p{Cc}/u.test(value));
export const version = matching('a version like 9.1.0', /^\d{1,5}\.\d{1,5}\.\d{1,5}$/);
export const absolutePath = matching('an absolute path', /^\/[^\0\r\n]*$/);
export const count = expecting('a whole number, 0 or more', (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0);
export const formatVersion1 = expecting('formatVersion 1', (value): value is 1 => value === 1);

export function oneOf<const T extends string>(...values: readonly T[]): Reader<T> {
  return expecting(`one of ${values.join(', ')}`, (value): value is T => (values as readonly unknown[]).includes(value));
}

export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, at, faults) => (value === null ? null : read(value, at, faults));
}

export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, at, faults) => {
    if (Array.isArray(value)) return value.map((item, index) => read(item, `${at}[${index}]`, faults));
    faults.push(`${at}: expected a list, got ${value === undefined ? 'nothing' : JSON.stringify(value)}`);
    return [];
  };
}

export function object<S extends Shape>(shape: S): Reader<Read<S>> {
  return (value, at, faults) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      faults.push(`${at || 'the document'}: expected an object, got ${value === undefined ? 'nothing' : JSON.stringify(value)}`);
      return {} as Read<S>;
    }
    const entries = Object.entries(shape).map(([key, read]) => [key, read((value as Record<string, unknown>)[key], at === '' ? key : `${at}.${key}`, faults)]);
    return Object.fromEntries(entries) as Read<S>;
  };
}
