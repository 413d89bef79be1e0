import { describe, expect, it } from 'vitest';
import { openOrigin } from '../src/index.ts';

describe('when an origin is opened by its address', () => {
  it.each([
    ['file:///srv/origin', '/srv/origin'],
    ['file:///srv/%E9%85%8D%E5%B8%83%20a/', '/srv/配布 a'],
    ['s3://releases?region=ap-northeast-1', 's3://releases'],
    ['s3://releases/togo/2021/?endpoint=https://store.example:8443', 's3://releases/togo/2021 at https://store.example:8443'],
  ])('%s is %s', (address, name) => {
    expect(openOrigin(address).name).toBe(name);
  });

  it.each([
    ['/srv/origin', /is not the address of an origin/],
    ['https://store.example/releases', /is not the address of an origin/],
    ['file://server/share', /more than a folder of this machine/],
    ['file:///srv/origin?x=1', /more than a folder of this machine/],
    ['s3:///releases', /does not name a bucket/],
    ['s3://releases:80/', /does not name a bucket/],
    ['s3://releases?endpoint=store.example', /endpoint of an origin should be/],
    ['s3://releases?endpoint=http://store.example/path', /endpoint of an origin should be/],
    ['s3://releases?acl=public', /nothing like acl/],
  ])('%s is refused', (address, why) => {
    const hint = expect.stringContaining('file:///folder or s3://bucket') as string;
    expect(() => openOrigin(address)).toThrow(expect.objectContaining({ code: 'bad-address', message: expect.stringMatching(why) as string, hint }) as Error);
  });

  it('a prefix that leads elsewhere is refused', () => {
    expect(() => openOrigin('s3://releases/a//b')).toThrow(expect.objectContaining({ code: 'bad-key' }) as Error);
  });

  it('one with credentials is refused without repeating them', () => {
    for (const address of ['s3://key:secret@releases', 's3://releases?endpoint=https://key:secret@store.example']) {
      const message = expect.not.stringContaining('secret') as string;
      expect(() => openOrigin(address)).toThrow(expect.objectContaining({ code: 'bad-address', message }) as Error);
    }
  });
});
