import type { ProxySettings } from '@togo/ie-settings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideProxy } from './decide-proxy.ts';
import { findProxy, proxyPart } from './find-proxy.ts';

const to = { host: 'denso.example', port: 443 };
const none: ProxySettings = { enabled: false, server: '', override: '', script: '' };
const set: ProxySettings = { ...none, enabled: true, server: 'ie.example:8080' };
const byHand = { use: 'manual', host: 'hand.example', port: 3128 } as const;
const anySettings = fc.record({ enabled: fc.boolean(), server: fc.string(), override: fc.string(), script: fc.string() });

describe('when the way to the reception system is decided', () => {
  it('follows Internet Explorer where that is chosen', () => {
    expect(decideProxy({ use: 'ie' }, set, to)).toEqual({ kind: 'proxy', by: 'ie', proxy: { host: 'ie.example', port: 8080 } });
    expect(decideProxy({ use: 'ie' }, none, to)).toEqual({ kind: 'direct', by: 'ie-off' });
    expect(decideProxy({ use: 'ie' }, { ...set, override: '*.example' }, to)).toEqual({ kind: 'direct', by: 'ie-bypassed' });
    expect(decideProxy({ use: 'ie' }, undefined, to)).toEqual({ kind: 'direct', by: 'no-ie' });
  });

  it.each([
    ['S-267', { ...set, script: 'http://x.example/proxy.pac' }],
    ['S-268', { ...set, server: 'socks=x.example:1080' }],
    ['S-268', { ...set, server: 'https://' }],
  ])('refuses with %s rather than guess', (code, ie) => {
    expect(() => decideProxy({ use: 'ie' }, ie, to)).toThrow(expect.objectContaining({ code }));
  });

  it('does not care what Internet Explorer says where the user chose otherwise', () => {
    fc.assert(
      fc.property(anySettings, (ie) => {
        expect(decideProxy({ use: 'direct' }, ie, to)).toEqual({ kind: 'direct', by: 'choice' });
        expect(proxyPart(decideProxy(byHand, ie, to))).toEqual({ proxy: { host: 'hand.example', port: 3128 } });
      }),
      { numRuns: 100 },
    );
  });

  it('asks Windows only where its answer counts', async () => {
    const readProxy = () => Promise.reject(new Error('asked'));
    expect(await findProxy(byHand, to, { readProxy })).toMatchObject({ by: 'choice' });
    expect(await findProxy({ use: 'direct' }, to, { readProxy })).toMatchObject({ by: 'choice' });
    await expect(findProxy({ use: 'ie' }, to, { readProxy })).rejects.toThrow('asked');
  });
});
