import { OriginError, type Origin } from '../src/index.ts';

/** Where a publisher is disturbed, at most once. Writes are counted from 1, reads are not. */
export interface Fault {
  /** That write fails as with a store that does not answer; all others succeed. */
  readonly failAt?: number;
  /** The publisher is gone: that write and everything after it throws a KilledError. */
  readonly killAt?: number;
  readonly when?: When;
}

/** `before` (the default): nothing was written. `after`: it was, though the publisher never learns so. */
export type When = 'before' | 'after';

/** Stands for `kill -9`: no caller may catch it. It is no CodedError, so none that catches what it understands does. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

export interface FaultyOrigin extends Origin {
  /** Every write that was begun, for example `putImmutable metadata/1.root.json`: so many steps can be disturbed. */
  readonly writes: readonly string[];
}

/** The same origin for a publisher who is disturbed at one write. */
export function faultyOrigin(origin: Origin, fault: Fault = {}): FaultyOrigin {
  const writes: string[] = [];
  let dead = false;

  const disturb = (step: string): never => {
    if (fault.killAt === undefined) {
      throw new OriginError('unclear', `${origin.name}: ${step}: expected an answer, got none (made up by faultyOrigin)`, { hint: 'Repeat the same command.' });
    }
    dead = true;
    throw new KilledError(`killed at ${step}`);
  };

  const alive = async <T>(act: () => Promise<T>): Promise<T> => {
    if (dead) throw new KilledError('the dead do nothing');
    return await act();
  };

  const write = <T>(step: string, act: () => Promise<T>): Promise<T> =>
    alive(async () => {
      const isTheOne = writes.push(step) === (fault.killAt ?? fault.failAt);
      if (isTheOne && fault.when !== 'after') disturb(step);
      const result = await act();
      return isTheOne ? disturb(step) : result;
    });

  return {
    name: origin.name,
    writes,
    head: (key) => alive(() => origin.head(key)),
    read: (key, maxBytes) => alive(() => origin.read(key, maxBytes)),
    putImmutable: (key, content, headers) => write(`putImmutable ${key}`, () => origin.putImmutable(key, content, headers)),
    putPointer: (key, bytes, headers) => write(`putPointer ${key}`, () => origin.putPointer(key, bytes, headers)),
  };
}
