import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeTo, type ProxySettings } from '../src/index.ts';

const host = 'www.kaigo.e-seikyuu.jp';
const set = (settings: Partial<ProxySettings>): ProxySettings => ({ enabled: true, server: 'proxy.example:8080', override: '', script: '', ...settings });
const route = (settings: Partial<ProxySettings>, to = host, port = 443) => routeTo(set(settings), to, port);
const proxy = { kind: 'proxy', host: 'proxy.example', port: 8080 };
const runs = { numRuns: 200 };

const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const hosts = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')).filter((name) => !/^(?:localhost|loopback|127(?:\.\d{1,3}){3})$/.test(name));
const ports = fc.integer({ min: 1, max: 65_535 });

describe('when a proxy server is set', () => {
  it.each([
    ['proxy.example:8080', proxy],
    [' proxy.example:8080 ', proxy],
    ['http://PROXY.example:8080/', proxy],
    ['http=other.example:80;https=proxy.example:8080;ftp=third.example:21', proxy],
    ['HTTPS=http://proxy.example:8080', proxy],
    ['http=other.example:80 https=proxy.example:8080', proxy],
    ['http=other.example:80;proxy.example:8080', proxy],
    ['socks=other.example:1080;https=proxy.example:8080', proxy],
    ['proxy.example', { ...proxy, port: 80 }],
    ['KAIGO_SV:8080', { kind: 'proxy', host: 'kaigo_sv', port: 8080 }],
    ['192.168.1.1:3128', { kind: 'proxy', host: '192.168.1.1', port: 3128 }],
    ['[::1]:3128', { kind: 'proxy', host: '::1', port: 3128 }],
    ['', { kind: 'direct', why: 'off' }],
    ['   ', { kind: 'direct', why: 'off' }],
    ['http=other.example:80', { kind: 'direct', why: 'other-protocols' }],
    ['socks=other.example:1080', { kind: 'socks' }],
    ['socks5://other.example:1080', { kind: 'socks' }],
    ['https=https://proxy.example:443', { kind: 'unreadable' }],
    ['proxy.example:0', { kind: 'unreadable' }],
    ['proxy.example:70000', { kind: 'unreadable' }],
    ['user@proxy.example:80', { kind: 'unreadable' }],
    ['プロキシ:8080', { kind: 'unreadable' }],
    [';;', { kind: 'unreadable' }],
    ['https=', { kind: 'unreadable' }],
  ])('reads %j', (server, expected) => {
    expect(route({ server })).toEqual(expected);
  });

  it('finds what was written down, whatever the form and whatever stands beside it', () => {
    const form = fc.constantFrom('', 'https=', 'HTTPS=', 'http://', 'https=http://');
    const beside = fc.constantFrom('', 'ftp=x.example:21;', 'http=y.example:80;', 'socks=z.example:1080;');
    fc.assert(
      fc.property(hosts, ports, form, beside, (name, port, before, other) => {
        expect(route({ server: `${other}${before}${name}:${port}` })).toEqual({ kind: 'proxy', host: name, port });
      }),
      runs,
    );
  });

  it('never goes another way than to an address that was written there, whatever stands in the registry', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.boolean(), hosts, ports, (server, override, script, enabled, to, port) => {
        const found = routeTo({ server, override, script, enabled }, to, port);
        if (found.kind !== 'proxy') return;
        expect(server.toLowerCase()).toContain(found.host);
        expect(found.port).toBeGreaterThan(0);
        expect(found.port).toBeLessThan(65_536);
      }),
      runs,
    );
  });

  it('is not used while it is switched off, and not asked where a script decides', () => {
    expect(route({ enabled: false })).toEqual({ kind: 'direct', why: 'off' });
    expect(route({ script: 'http://proxy.example/proxy.pac', override: '*' })).toEqual({ kind: 'script' });
    expect(route({ script: 'http://proxy.example/proxy.pac', enabled: false, server: '' })).toEqual({ kind: 'script' });
  });
});

describe('when hosts are excepted', () => {
  it.each([
    ['<local>', 'seikyuu'],
    ['<LOCAL>;x.example', 'seikyuu'],
    ['x.example; *.e-seikyuu.jp', host],
    ['*.E-SEIKYUU.JP', 'WWW.Kaigo.e-seikyuu.jp'],
    ['www.*.jp', host],
    ['*', host],
    [host, host],
    [`https://${host}`, host],
    [`${host}:443`, host],
    ['192.168.*', '192.168.10.1'],
    ['[2001:db8::*]', '2001:db8::1'],
    ['', 'localhost'],
    ['', '127.0.0.1'],
    ['', '::1'],
    ['<-loopback>;<local>', 'localhost'],
  ])('goes straight with %j to %s', (override, to) => {
    expect(route({ override }, to)).toEqual({ kind: 'direct', why: 'bypassed' });
  });

  it.each([
    ['', host],
    ['<local>', host],
    ['<local>', '10.0.0.1'],
    ['<local>', '2001:db8::1'],
    ['e-seikyuu.jp', host],
    ['*.seikyuu.jp', host],
    ['www.*.www.kaigo.e-seikyuu.jp', host],
    ['*kaigo*kaigo*', host],
    [`http://${host}`, host],
    [`${host}:8443`, host],
    ['<-loopback>', 'localhost'],
    ['<unknown>', host],
  ])('takes the proxy with %j to %s', (override, to) => {
    expect(route({ override }, to)).toEqual(proxy);
  });

  it('reads a pattern as the regular expression that says the same', () => {
    const pattern = fc.array(fc.constantFrom('a', 'b', '.', '*'), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
    const name = fc.array(fc.constantFrom('a', 'b', '.'), { minLength: 1, maxLength: 10 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, name, (override, to) => {
        const same = new RegExp(`^${override.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(to);
        expect(route({ override }, to).kind).toBe(same ? 'direct' : 'proxy');
      }),
      runs,
    );
  });

  it('excepts no less when the list grows', () => {
    const entry = fc.oneof(hosts, hosts.map((name) => `*.${name}`), fc.constantFrom('<local>', '*', '10.*', '<other>'));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), entry, hosts, (list, more, to) => {
        const before = route({ override: list.join(';') }, to);
        if (before.kind === 'direct') expect(route({ override: [...list, more].join(';') }, to)).toEqual(before);
      }),
      runs,
    );
  });

  it('is done at once with a hostile pattern', () => {
    expect(route({ override: `${'*a'.repeat(2_000)}b` }, `${'a'.repeat(250)}c`)).toEqual(proxy);
  });
});
