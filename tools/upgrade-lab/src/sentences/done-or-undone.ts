import type { Difference } from '../difference.ts';
import { programFolder } from '../pc/places.ts';
import type { Stage } from '../run/stage.ts';
import type { Phrase } from './phrase.ts';

/** What can be asked when nobody knows beforehand how far an act came. */
export const doneOrUndone: readonly Phrase[] = [
  { says: 'it is done, or says why', run: ({ answer }) => (answer?.exitCode === 0 ? [] : expectRefusal(answer?.stderr ?? '')) },
  { says: 'the PC is as remembered, unless {release} is current', run: expectUndone },
];

/** In Japanese, with a code that support can look up. */
function expectRefusal(said: string): Difference[] {
  const isRefusal = /\(I-4\d\d\)/.test(said) && /[ぁ-ん]/.test(said);
  return isRefusal ? [] : [{ what: 'what it says', expected: 'Japanese with a code I-4xx', found: said.trim() }];
}

async function expectUndone({ pc, lab, remembered }: Stage, release = ''): Promise<readonly Difference[]> {
  const current = `${programFolder}\\current`;
  if (pc.exists(current) && (await pc.read(current)).toString('latin1').trimEnd() === release) return [];
  return remembered === undefined ? [{ what: 'this PC', expected: 'remembered', found: 'not remembered' }] : lab.changesSince(remembered);
}
