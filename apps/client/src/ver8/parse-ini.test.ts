import { encodeCp932 } from '@togo/claims/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeIni } from '../../test/ver8-files.ts';
import { ClientError } from '../client-error.ts';
import { parseIni, type Ver8Ini } from './parse-ini.ts';

const parse = (text: string): Ver8Ini => parseIni(encodeCp932(text));
const runs = { numRuns: 200 };

describe('when the settings file of Ver.8 is read', () => {
  it('gives user ID and proxy as they stand there', () => {
    expect(parse(writeIni({ proxy: 'proxy.example:8080' }))).toEqual({ userId: 'KJ131312345678', proxy: 'proxy.example:8080' });
    expect(parse(writeIni({ id: '' }))).toEqual({ userId: '', proxy: '' });
  });

  it.each([
    ['section and key in any case', '[user]\r\nId=KJ131312345678\r\n'],
    ['spaces around section, key and value', '  [ USER ] \r\n\t ID \t=  KJ131312345678 \t\r\n'],
    ['one pair of quotes', '[USER]\r\nID="KJ131312345678"\r\n'],
    ['single quotes too', "[USER]\r\nID='KJ131312345678'\r\n"],
    ['the first of two keys', '[USER]\r\nID=KJ131312345678\r\nID=KJ139999999999\r\n'],
    ['the first of two sections', '[USER]\r\nID=KJ131312345678\r\n[NET]\r\n[USER]\r\nID=KJ139999999999\r\n'],
    ['what stands before a comment, in Japanese too', '[USER]\r\n;ID=KJ139999999999 旧ソフト\r\nID=KJ131312345678\r\n'],
    ['lines ended otherwise, and a last one without an end', '[OTHER]\n[USER]\rNAME=表示\nID=KJ131312345678'],
    ['a section whose bracket is missing, and one with words after it', '[CERT\r\nID=x\r\n[USER] 利用者\r\nID=KJ131312345678\r\n'],
  ])('follows the rules of Windows: %s', (_rule, text) => {
    expect(parse(text)).toEqual({ userId: 'KJ131312345678', proxy: undefined });
  });

  it('keeps a semicolon, a second pair of quotes and an equals sign inside a value, as Windows does', () => {
    expect(parse('[NET]\r\nPROXY=a;b=""c""\r\n').proxy).toBe('a;b=""c""');
    expect(parse('[NET]\r\nPROXY=""a""\r\n').proxy).toBe('"a"');
    expect(parse('[NET]\r\nPROXY="\r\n').proxy).toBe('"');
  });

  it.each([
    ['nothing', ''],
    ['zeros, as after a power cut', '\0'.repeat(512)],
    ['other sections', '[CERT]\r\nFILE=KAIGO8.P12\r\n'],
    ['a key outside its section', 'ID=KJ131312345678\r\n[USER]\r\n[NET]\r\nID=KJ131312345678\r\n'],
    ['a key without an equals sign', '[USER]\r\nID\r\n'],
  ])('refuses what is none: %s', (_what, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'S-257' }));
  });

  it('refuses a file with a broken character', () => {
    expect(() => parseIni(Uint8Array.of(...encodeCp932(writeIni()), 0x3b, 0x83))).toThrow(expect.objectContaining({ code: 'S-257' }));
  });

  it('reads back what was written, and answers whatever bytes it is given', () => {
    const word = fc.stringMatching(/^[!-~]{0,40}$/).filter((text) => !/^(["']).*\1$/.test(text));
    fc.assert(fc.property(word, word, (id, proxy) => void expect(parse(writeIni({ id, proxy }))).toEqual({ userId: id, proxy })), runs);
    const damaged = fc.tuple(fc.nat(60), fc.nat(255)).map(([at, byte]) => encodeCp932(writeIni()).fill(byte, at, at + 1));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), (bytes) => {
        try {
          expect(Object.keys(parseIni(bytes))).toEqual(['userId', 'proxy']);
        } catch (error) {
          expect(error).toBeInstanceOf(ClientError);
          expect(error).toMatchObject({ code: 'S-257' });
        }
      }),
      runs,
    );
  });
});
