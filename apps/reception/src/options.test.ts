import { CodedError } from '@togo/foundation';
import { describe, expect, it } from 'vitest';
import { help } from './help.ts';
import { parseCommandLine } from './options.ts';

const identity = ['--cert', 'chain.pem', '--key', 'leaf.key'];

describe('when the options are right', () => {
  it('reads them, with defaults for where to listen', () => {
    expect(parseCommandLine([...identity, '--cutover', '2021-04-19T10:00:00+09:00'])).toEqual({
      identities: [{ certPath: 'chain.pem', keyPath: 'leaf.key' }],
      host: '127.0.0.1',
      port: 8443,
      schedule: { cutover: new Date('2021-04-19T01:00:00Z') },
      delays: { arrivalMs: 5000, acceptanceMs: 10_000, cancellationMs: 10_000 },
      demo: false,
      json: false,
    });
  });

  it('lets a forced era have a cut-over beside it', () => {
    const times = ['--cutover', '2021-04-19T10:00:00Z', '--now', '2020-02-29T00:00:00Z'];
    expect(parseCommandLine([...identity, '--era', '1.0-1.2', ...times, '--port', '0', '--json'])).toMatchObject({
      schedule: { forced: 'tls1.0-1.2', cutover: new Date('2021-04-19T10:00:00Z') },
      startAt: new Date('2020-02-29T00:00:00Z'),
      port: 0,
      json: true,
    });
  });

  it('needs nothing else beside --help, which names every option', () => {
    expect(parseCommandLine(['--help'])).toBe('help');
    for (const option of ['--cert', '--key', '--cutover', '--era', '--now', '--host', '--port', '--json']) expect(help).toContain(option);
  });
});

describe('when the options are wrong', () => {
  const moment = 'expected a moment with an offset such as 2021-04-19T10:00:00+09:00';
  it.each([
    ['no certificate', ['--era', '1.2'], '--cert: expected a PEM file, got nothing'],
    ['neither cut-over nor era', identity, '--cutover or --era: expected a moment or an era, got nothing'],
    ['an era that is none', [...identity, '--era', '1.3'], '--era: expected one of 1.0-1.2, 1.2, got "1.3"'],
    ['a moment without an offset', [...identity, '--cutover', '2021-04-19T10:00:00'], `--cutover: ${moment}, got "2021-04-19T10:00:00"`],
    ['a day that does not exist', [...identity, '--cutover', '2021-02-30T10:00:00+09:00'], `--cutover: ${moment}, got "2021-02-30T10:00:00+09:00"`],
    ['an hour that does not exist', [...identity, '--era', '1.2', '--now', '2021-02-03T25:00:00Z'], `--now: ${moment}, got "2021-02-03T25:00:00Z"`],
    ['a port that is none', [...identity, '--era', '1.2', '--port', '70000'], '--port: expected a number from 0 to 65535, got "70000"'],
    ['an option that is none', ['--tls', '1.0'], "Unknown option '--tls'"],
    ['a stray word', [...identity, 'reception'], "Unexpected argument 'reception'"],
  ])('refuses %s', (_name, args, message) => {
    const parse = (): unknown => parseCommandLine(args);
    expect(parse).toThrow(CodedError);
    expect(parse).toThrow(message);
  });
});
