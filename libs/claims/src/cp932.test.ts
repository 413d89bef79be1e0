import { expect, it } from 'vitest';
import { decodeCp932, isPair } from './cp932.ts';

it('takes for a character exactly those pairs of bytes that the decoder takes for one', () => {
  const isLead = (byte: number): boolean => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
  const differing: string[] = [];
  for (let pair = 0; pair < 0x10000; pair++) {
    const [lead, trail] = [pair >> 8, pair & 0xff];
    const isCharacter = isLead(lead) && trail >= 0x40 && trail <= 0xfc && decodeCp932(Uint8Array.of(lead, trail))?.length === 1;
    if ((isPair[pair] === 1) !== isCharacter) differing.push(pair.toString(16));
  }
  expect(differing).toEqual([]);
  expect(isPair.filter((each) => each === 1).length).toBeGreaterThan(9000);
});
