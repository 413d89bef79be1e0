import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRegOutput } from './reg-output.ts';

const key = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const header = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** Windows 10, Japanese: code page 932 read as Latin-1, as the client reads it. */
const japaneseWindows = [
  '',
  header,
  '    (\x8A\xF9\x92\xE8)    REG_SZ    (\x92l\x82\xCC\x90\xDD\x92\xE8\x82\xC8\x82\xB5)',
  '    SecureProtocols    REG_DWORD    0xa80',
  '    PrivacyAdvanced    REG_DWORD    0x0',
  '    User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)',
  '    ZonesSecurityUpgrade    REG_BINARY    5A1D6E3DB03BD601',
  '    ProxyServer    REG_SZ    ',
  '    AutoConfigURL    REG_EXPAND_SZ    %x%',
  '    \x96\xBC\x91O x    REG_SZ    \x93\xFA\x96{',
  '',
  `${header}\\5.0`,
  `${header}\\ZoneMap`,
  '',
].join('\r\n');

/** Wine 10. */
const wine = '\r\nHKEY_CURRENT_USER\\Software\\Togo\r\n    e    REG_QWORD    (null)\r\n    f    REG_NONE    01\r\n    g    (null)    (null)\r\n    h    REG_MULTI_SZ    ab\\0c\r\n    l    REG_SZ    two\nlines\r\n\r\n';

describe('when reg.exe shows a key', () => {
  const shown = parseRegOutput(japaneseWindows, key);

  it('finds numbers, texts and wrong types by their names', () => {
    expect(shown.value('SecureProtocols')).toEqual({ kind: 'dword', value: 0xa80 });
    expect(shown.value('secureprotocols')).toEqual({ kind: 'dword', value: 0xa80 });
    expect(shown.value('User Agent')).toEqual({ kind: 'text', text: 'Mozilla/4.0 (compatible; MSIE 8.0; Win32)' });
    expect(shown.value('ProxyServer')).toEqual({ kind: 'text', text: '' });
    expect(shown.value('ZonesSecurityUpgrade')).toEqual({ kind: 'other', type: 3 });
    expect(shown.value('AutoConfigURL')).toEqual({ kind: 'other', type: 2 });
  });

  it('takes what is not listed for absent, part of a name included', () => {
    for (const name of ['Secure', 'Protocols', 'User', 'x', header]) expect(shown.value(name)).toEqual({ kind: 'absent' });
  });

  it('knows the keys below it, and not itself', () => {
    expect(['5.0', 'ZONEMAP', 'Internet Settings', '5'].map(shown.hasSubkey)).toEqual([true, true, false, false]);
  });

  it('takes types that it cannot name for wrong ones', () => {
    const { value } = parseRegOutput(wine, 'HKCU\\Software\\Togo');
    expect(['e', 'f', 'g', 'h'].map((name) => value(name))).toEqual([11, 0, -1, 7].map((type) => ({ kind: 'other', type })));
  });

  it('takes a number that is none for a wrong type', () => {
    for (const data of ['', '2688', '0x', '0x100000000', '0xa80 ']) {
      expect(parseRegOutput(`    SecureProtocols    REG_DWORD    ${data}\r\n`, key).value('SecureProtocols')).toEqual({ kind: 'other', type: 4 });
    }
  });

  it('reads every number as it was written, among any other values', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9 ().\x80-\xff]{1,20}$/).filter((text) => text.trim() === text && !/ {2}/.test(text));
    const others = fc.dictionary(word.filter((name) => name.toLowerCase() !== 'secureprotocols'), word);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), others, others, (number, before, after) => {
        const lines = (values: Record<string, string>): string[] => Object.entries(values).map(([name, data]) => `    ${name}    REG_SZ    ${data}`);
        const text = ['', header, ...lines(before), `    SecureProtocols    REG_DWORD    0x${number.toString(16)}`, ...lines(after), ''].join('\r\n');
        expect(parseRegOutput(text, key).value('SecureProtocols')).toEqual({ kind: 'dword', value: number });
      }),
      { numRuns: 100 },
    );
  });
});
