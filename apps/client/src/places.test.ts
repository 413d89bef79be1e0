import { describe, expect, it } from 'vitest';
import { locatePlaces } from './places.ts';

const surroundings = { platform: 'win32', bundleDir: '/program', env: { ProgramData: '/data', LOCALAPPDATA: '/local' } } as const;

describe('when the client looks for its folders', () => {
  it('takes program files from beside the bundle and data from where Windows says', () => {
    expect(locatePlaces(surroundings)).toEqual({ program: '/program', data: '/data/KaigoDenso', state: '/local/KaigoDenso' });
  });

  it('keeps everything below a home that is given', () => {
    expect(locatePlaces({ ...surroundings, platform: 'linux', home: '/home/x' })).toEqual({ program: '/home/x', data: '/home/x/data', state: '/home/x/state' });
  });

  it.each([{ ProgramData: '/data' }, { LOCALAPPDATA: '/local' }, { ProgramData: 'data', LOCALAPPDATA: '/local' }])('does not guess when Windows says only %j', (env) => {
    expect(() => locatePlaces({ ...surroundings, env })).toThrow(expect.objectContaining({ code: 'I-485' }));
  });

  it('does not guess off Windows either', () => {
    expect(() => locatePlaces({ ...surroundings, platform: 'linux' })).toThrow(expect.objectContaining({ code: 'I-485' }));
  });
});
