import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@togo/foundation';
import { describe, expect, it } from 'vitest';
import { directoryOrigin, type Origin } from '../src/index.ts';
import { faultyOrigin, KilledError, type Fault } from '../testing/index.ts';
import { bytesOf, json, pointer, refusalOf, useScratch } from './scratch.ts';

const scratch = useScratch();

const fresh = async (): Promise<Origin> => directoryOrigin(await mkdtemp(join(scratch(), 'origin-')));

/** Three writes, as a publisher makes them; what was thrown, and which objects lie there then. */
async function publish(fault: Fault): Promise<{ thrown: unknown; writes: readonly string[]; there: string[] }> {
  const origin = await fresh();
  const faulty = faultyOrigin(origin, fault);
  const thrown: unknown = await (async () => {
    await faulty.putImmutable('1', { bytes: bytesOf('1') }, json);
    await faulty.head('1');
    await faulty.putImmutable('2', { bytes: bytesOf('2') }, json);
    await faulty.putPointer('3', bytesOf('3'), pointer);
  })().catch((error: unknown) => error);
  const there: string[] = [];
  for (const key of ['1', '2', '3']) if ((await origin.head(key)) !== undefined) there.push(key);
  return { thrown, writes: faulty.writes, there };
}

describe('when a publisher is disturbed on purpose', () => {
  it('undisturbed, every write is counted and no read is', async () => {
    expect(await publish({})).toEqual({ thrown: undefined, writes: ['putImmutable 1', 'putImmutable 2', 'putPointer 3'], there: ['1', '2', '3'] });
  });

  it.each([
    [{ killAt: 1 }, []],
    [{ killAt: 2 }, ['1']],
    [{ killAt: 2, when: 'after' }, ['1', '2']],
    [{ killAt: 3 }, ['1', '2']],
    [{ killAt: 3, when: 'after' }, ['1', '2', '3']],
  ] as const)('%j leaves %j, and nothing that a publisher catches', async (fault, left) => {
    const { thrown, there } = await publish(fault);
    expect(thrown).toBeInstanceOf(KilledError);
    expect(thrown).not.toBeInstanceOf(CodedError);
    expect(there).toEqual(left);
  });

  it.each([
    [{ failAt: 2 }, ['1']],
    [{ failAt: 2, when: 'after' }, ['1', '2']],
  ] as const)('%j leaves %j, and fails as a store does', async (fault, left) => {
    const { thrown, there } = await publish(fault);
    expect(thrown).toMatchObject({ code: 'unclear' });
    expect(there).toEqual(left);
  });

  it('who was killed does nothing any more; who met a failure may go on', async () => {
    const dead = faultyOrigin(await fresh(), { killAt: 1 });
    await refusalOf(dead.putPointer('1', bytesOf('1'), pointer));
    await expect(dead.read('1', 1)).rejects.toBeInstanceOf(KilledError);
    const failed = faultyOrigin(await fresh(), { failAt: 1 });
    await refusalOf(failed.putPointer('1', bytesOf('1'), pointer));
    await failed.putPointer('1', bytesOf('1'), pointer);
    expect(await failed.head('1')).toBeDefined();
  });
});
