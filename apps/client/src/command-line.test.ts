import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

describe('when the client is started', () => {
  it('opens its screens when nothing is asked', () => {
    expect(parseCommandLine([])).toEqual({ kind: 'screens', openBrowser: true });
    expect(parseCommandLine(['--no-browser', '--home', '/h'])).toEqual({ kind: 'screens', openBrowser: false, home: '/h' });
  });

  it('checks the connection to what the settings say, or to each address that is given', () => {
    expect(parseCommandLine(['connect'])).toEqual({ kind: 'connect', addresses: [], json: false });
    expect(parseCommandLine(['connect', 'a.example:443', '[::1]:8443', '--json'])).toEqual({
      kind: 'connect',
      addresses: [{ host: 'a.example', port: 443 }, { host: '::1', port: 8443 }],
      json: true,
    });
  });

  it('checks a claim file, for now or for another moment', () => {
    expect(parseCommandLine(['check', 'a.csv'])).toEqual({ kind: 'check', file: 'a.csv', now: undefined, json: false });
    expect(parseCommandLine(['check', '--json', '--now', '2021-04-05T10:00:00+09:00', 'a.csv'])).toEqual({ kind: 'check', file: 'a.csv', now: new Date('2021-04-05T01:00:00Z'), json: true });
  });

  it('sends files and tells how they stand', () => {
    expect(parseCommandLine(['send', 'a.csv', 'b.csv', '--user', 'KJ131379900010', '--home', '/h'])).toEqual({ kind: 'send', files: ['a.csv', 'b.csv'], userId: 'KJ131379900010', json: false, home: '/h' });
    expect(parseCommandLine(['status', '--exchange', '--json'])).toEqual({ kind: 'status', exchange: true, userId: undefined, json: true });
  });

  it('asks the window that is open to end', () => {
    expect(parseCommandLine(['close', '--home', '/h'])).toEqual({ kind: 'close', home: '/h' });
  });

  it('checks itself, with the network or without', () => {
    expect(parseCommandLine(['--self-check', '--json'])).toEqual({ kind: 'self-check', offline: false });
    expect(parseCommandLine(['--offline', '--self-check'])).toEqual({ kind: 'self-check', offline: true });
  });

  it('reads a .p12 file for another process of its own', () => {
    expect(parseCommandLine(['--read-p12'])).toEqual({ kind: 'read-p12' });
  });

  it('counts for the installer what waits for a result', () => {
    expect(parseCommandLine(['--count-waiting'])).toEqual({ kind: 'count-waiting' });
  });

  it.each([
    [['--verbose']],
    [['verify']],
    [['status', 'a.csv']],
    [['status', '--now', '2021-04-05T10:00:00+09:00']],
    [['check']],
    [['check', 'a.csv', 'b.csv']],
    [['check', 'a.csv', '--now', '2021-04-05T10:00:00']],
    [['check', 'a.csv', '--now', 'tomorrow+09:00']],
    [['check', 'a.csv', '--now', '2021-02-30T10:00:00+09:00']],
    [['check', 'a.csv', '--now']],
    [['close', 'now']],
    [['close', '--json']],
    [['send']],
    [['send', 'a.csv', '--user', 'J13712345671']],
    [['send', 'a.csv', '--password', 'x']],
    [['--user', 'KJ131379900010']],
    [['connect', '--offline']],
    [['connect', 'a.example']],
    [['connect', 'a.example:0']],
    [['connect', 'https://a.example:443']],
    [['--self-check', 'connect']],
    [['--version', '--help']],
    [['--no-browser', '--version']],
    [['--home']],
  ])('refuses %j in Japanese', (args) => {
    const command = parseCommandLine(args);
    expect(command).toMatchObject({ kind: 'usage', problem: expect.stringMatching(/[ぁ-ん]。$/) });
  });
});
