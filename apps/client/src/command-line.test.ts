import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

describe('when the client is started', () => {
  it('opens its screens when nothing is asked', () => {
    expect(parseCommandLine([])).toEqual({ kind: 'screens', openBrowser: true });
    expect(parseCommandLine(['--no-browser', '--home', '/h'])).toEqual({ kind: 'screens', openBrowser: false, home: '/h' });
  });

  it('checks the connection to what the settings say, or to each address that is given', () => {
    expect(parseCommandLine(['check'])).toEqual({ kind: 'check', addresses: [], json: false });
    expect(parseCommandLine(['check', 'a.example:443', '[::1]:8443', '--json'])).toEqual({
      kind: 'check',
      addresses: [{ host: 'a.example', port: 443 }, { host: '::1', port: 8443 }],
      json: true,
    });
  });

  it('checks itself, with the network or without', () => {
    expect(parseCommandLine(['--self-check', '--json'])).toEqual({ kind: 'self-check', offline: false });
    expect(parseCommandLine(['--offline', '--self-check'])).toEqual({ kind: 'self-check', offline: true });
  });

  it.each([
    [['--verbose']],
    [['status']],
    [['check', '--offline']],
    [['check', 'a.example']],
    [['check', 'a.example:0']],
    [['check', 'https://a.example:443']],
    [['--self-check', 'check']],
    [['--version', '--help']],
    [['--no-browser', '--version']],
    [['--home']],
  ])('refuses %j in Japanese', (args) => {
    const command = parseCommandLine(args);
    expect(command).toMatchObject({ kind: 'usage', problem: expect.stringMatching(/[ぁ-ん]。$/) });
  });
});
