import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fixedClock } from '@togo/foundation';
import { describe, expect, it } from 'vitest';
import { makeTempFolder } from '../test/temp-folder.ts';
import { limits } from './limits.ts';
import { openLog } from './log.ts';

const clock = fixedClock('2021-04-19T10:00:00+09:00');
const makePath = async (): Promise<string> => join(await makeTempFolder(), 'logs', 'client.log');

describe('when something is logged', () => {
  it('is one line with its time, whatever it contains', async () => {
    const path = await makePath();
    openLog(path, clock).write('check', { code: 'T-104', detail: 'a\nb "c"' });
    expect(await readFile(path, 'utf8')).toBe('2021-04-19T01:00:00.000Z check code="T-104" detail="a\\nb \\"c\\""\n');
  });

  it('never takes more than twice its limit', async () => {
    const path = await makePath();
    const log = openLog(path, clock);
    for (let count = 0; count < 800; count += 1) log.write('long', { count, text: 'x'.repeat(limits.logLineMaxChars) });
    expect((await readdir(join(path, '..'))).sort()).toEqual(['client.log', 'client.log.1']);
    expect((await stat(path)).size).toBeLessThanOrEqual(limits.logMaxBytes);
    expect((await stat(`${path}.1`)).size).toBeLessThanOrEqual(limits.logMaxBytes);
  });

  it('stops nothing when it cannot be written', () => {
    expect(() => openLog('/dev/null/logs/client.log', clock).write('x')).not.toThrow();
  });
});
