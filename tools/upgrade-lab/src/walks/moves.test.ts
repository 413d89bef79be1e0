import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '../sentences/phrase.ts';
import { phraseBook } from '../sentences/phrase-book.ts';
import { walks, type Act } from './acts.ts';
import { look, moveOf } from './moves.ts';
import { freshPc, installed, isOlder, turnedTo, type PcModel } from './pc-model.ts';

const after = (pc: PcModel, act: Act): PcModel => moveOf(act, pc)?.outcomes.at(-1) ?? pc;
const sentences = (pc: PcModel, act: Act): readonly string[] => moveOf(act, pc)?.sentences ?? [];

describe('when a walk is told', () => {
  it('says only what the lab understands, wherever it leads', () => {
    fc.assert(
      fc.property(walks, ({ start, acts }) => {
        let pc = freshPc(start);
        for (const act of acts) {
          const move = moveOf(act, pc);
          for (const sentence of [...look(pc), ...(move?.sentences ?? [])]) understand(sentence, phraseBook);
          pc = move?.outcomes.at(-1) ?? pc;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never has a version current and beside itself, nor leads to an older one but by the way back', () => {
    fc.assert(
      fc.property(walks, ({ start, acts }) => {
        let pc = freshPc(start);
        for (const act of acts) {
          const next = after(pc, act);
          if (next.current !== undefined) expect(next.beside).not.toContain(next.current);
          const isBack = act.do === 'go back' || act.do === 'kill the way back';
          if (!isBack && pc.current !== undefined && next.current !== undefined) expect(isOlder(next.current, pc.current)).toBe(false);
          pc = next;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('when the model says what an act leads to', () => {
  const both = installed(freshPc('9.0.0'), '9.1.0');

  it('keeps the version from before', () => {
    expect(sentences(freshPc('9.0.0'), { do: 'install', release: '9.1.0' })).toEqual([
      'install 9.1.0', 'it answers 0', '9.1.0 is complete beside 9.0.0', 'the client starts as 9.1.0', 'user data is unchanged',
    ]);
  });

  it('refuses an older version, and the PC is as it was', () => {
    expect(sentences(both, { do: 'install', release: '9.0.0' })).toEqual(['remember the PC', 'install 9.0.0', 'it answers 17', 'the PC is as remembered']);
  });

  it('goes back to the newest version below the current one, and not to a damaged one', () => {
    expect(after(both, { do: 'go back' })).toEqual(turnedTo(both, '9.0.0'));
    expect(after({ ...both, damaged: ['9.0.0'] }, { do: 'go back' })).toEqual({ ...both, damaged: ['9.0.0'] });
    expect(sentences(freshPc('9.0.0'), { do: 'go back' })).toContain('the PC is as remembered');
  });

  it('leaves open which of both versions a kill leaves', () => {
    const move = moveOf({ do: 'kill an installation', release: '9.1.0', step: 7 }, freshPc('9.0.0'));
    expect(move?.outcomes.map(({ current, isUnfinished }) => [current, isUnfinished])).toEqual([['9.0.0', true], ['9.1.0', true]]);
    expect(move?.sentences).toEqual(['install 9.1.0, killed after step 7', 'the client starts as 9.0.0 or 9.1.0']);
  });

  it('has nothing to do where an act cannot be done', () => {
    for (const act of [{ do: 'uninstall' }, { do: 'go back' }, { do: 'lose', what: 'current' }, { do: 'install while the client runs', release: '9.1.0' }] as const) {
      expect(moveOf(act, freshPc(undefined))).toBeUndefined();
    }
  });
});
