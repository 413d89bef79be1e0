import { describe, expect, it } from 'vitest';
import { helloExtensions, helloOfWindows10, helloOfWindows81 } from '../src/client-hello.ts';
import { valuesCode } from '../src/values.ts';
import { goodRequest } from './good-request.ts';

describe('when values reach the script', () => {
  it('cannot leave their string', () => {
    const code = valuesCode({ ...goodRequest, productName: 'A "$PLUGINSDIR" `tool`' });
    expect(code).toContain('!define PRODUCT_NAME "A $\\"$$PLUGINSDIR$\\" $\\`tool$\\`"');
  });

  it('are one line each', () => {
    expect(valuesCode(goodRequest).split('\n').filter((line) => !/^(!define \w+ ".*"|;.*|)$/.test(line))).toEqual([]);
  });

  it('name the day of the build in Japan', () => {
    const lastSecondOfMarchInUtc = Date.parse('2021-03-31T23:59:59Z') / 1000;
    expect(valuesCode({ ...goodRequest, sourceDate: lastSecondOfMarchInUtc })).toContain('!define BUILT_DAY "20210401"');
  });

  it('depend on nothing but the request', () => {
    expect(valuesCode(goodRequest)).toBe(valuesCode({ ...goodRequest, out: '/elsewhere', work: '/elsewhere' }));
  });
});

describe('when the exe says hello like Windows', () => {
  const suites = (list: string): string[] => list.slice(4).match(/.{4}/g) ?? [];

  it('announces the length of each list truly', () => {
    for (const list of [helloOfWindows10, helloOfWindows81]) expect(Number.parseInt(list.slice(0, 4), 16)).toBe(suites(list).length * 2);
    for (let rest = helloExtensions; rest !== ''; ) {
      const bytes = Number.parseInt(rest.slice(4, 8), 16);
      expect(rest.length).toBeGreaterThanOrEqual(8 + bytes * 2);
      rest = rest.slice(8 + bytes * 2);
    }
  });

  it('differs between 8.1 and 10 in ECDHE_RSA with GCM alone', () => {
    expect(suites(helloOfWindows10).filter((suite) => !suites(helloOfWindows81).includes(suite))).toEqual(['c030', 'c02f']);
  });
});
