import { describe, expect, it } from 'vitest';
import { withMirrorPatience } from './mirror-patience.ts';

describe('when a mirror is asked', () => {
  const soon = { pausesMs: [0, 0] };
  const refusing = (times: number, refusal: string) => {
    let asked = 0;
    return () => {
      asked += 1;
      return asked > times ? Promise.resolve(`answer ${asked}`) : Promise.reject(new Error(`${refusal} (${asked})`));
    };
  };

  it('is asked again a little later while it is being renewed', async () => {
    const waits: number[] = [];
    expect(await withMirrorPatience(refusing(2, 'File has unexpected size. Mirror sync in progress?'), { pausesMs: [1, 2], onWait: (ms) => waits.push(ms) })).toBe('answer 3');
    expect(waits).toEqual([1, 2]);
  });

  it('is believed when it refuses to the end', async () => {
    await expect(withMirrorPatience(refusing(3, 'Hash Sum mismatch'), soon)).rejects.toThrow('Hash Sum mismatch (3)');
  });

  it('is believed at once when it is something else', async () => {
    await expect(withMirrorPatience(refusing(1, 'Unable to locate package'), soon)).rejects.toThrow('Unable to locate package (1)');
  });
});
