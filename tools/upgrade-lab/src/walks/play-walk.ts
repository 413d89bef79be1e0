import { limits } from '../limits.ts';
import { say, type Theatre } from '../run/play.ts';
import type { Failure } from '../run/result.ts';
import { Stage } from '../run/stage.ts';
import { understand } from '../sentences/phrase.ts';
import { phraseBook } from '../sentences/phrase-book.ts';
import type { Walk } from './acts.ts';
import { look, moveOf } from './moves.ts';
import { freshPc, versions, type PcModel } from './pc-model.ts';

export interface PlayedWalk {
  /** What was said so far: a scenario that does the same again. */
  readonly story: readonly string[];
  /** Acts that could be done where they came. */
  readonly acts: number;
  readonly failure: Failure | undefined;
}

/** Does what a walk says and asks after each act whether the PC is what the model says, up to the first difference. */
export async function playWalk({ start, acts }: Walk, theatre: Theatre): Promise<PlayedWalk> {
  const stage = new Stage({ ...theatre, isInstrumented: true, at: 0 });
  for (const version of versions) await theatre.states.prepare(version, true);
  const story: string[] = [];
  const tell = async (sentences: readonly string[]): Promise<Failure | undefined> => {
    for (const sentence of sentences) {
      story.push(sentence);
      const failure = await say(stage, [understand(sentence, phraseBook)]);
      if (failure !== undefined) return failure;
    }
    return undefined;
  };
  let pc = freshPc(start);
  let done = 0;
  if (start === undefined) await theatre.lab.reset(true);
  let failure = await tell([...(start === undefined ? [] : [`${start} is installed`]), 'the facility has data', ...look(pc)]);
  for (const act of acts) {
    const move = failure === undefined && done < limits.walkActs ? moveOf(act, pc) : undefined;
    if (move === undefined) continue;
    done += 1;
    failure = await tell(move.sentences);
    pc = found(move.outcomes, stage.found) ?? pc;
  }
  return { story, acts: done, failure };
}

/** After a kill the client has been started: what it started as tells which of the two it is. */
function found([first, second]: readonly PcModel[], start: string | undefined): PcModel | undefined {
  return second !== undefined && start === `starts as ${second.current}` ? second : first;
}
