import type { Difference } from '../difference.ts';
import { UpgradeLabError } from '../errors.ts';
import type { Stage } from '../run/stage.ts';

/** What a sentence of a scenario can say, and what it does. */
export interface Phrase {
  /** With placeholders: `{release}` a name of releases.yaml, `{text}` in double quotes, `{number}`, `{date}`. */
  readonly says: string;
  /** Speaks of fresh installations of its releases: they are made before the scenario begins. */
  readonly isState?: true;
  /** Tells a runtime what to do, which only a stand-in's does. */
  readonly needsStandIn?: true;
  /** Needs installers with the lab's instruments. */
  readonly needsInstruments?: true;
  /** The sentence is tried again and again: the process ends itself after step 1, 2, … of it, or the disk runs full, a little later each time. */
  readonly tries?: 'kill' | 'full disk';
  /** @returns what is not as the sentence says; an act that could be done returns nothing. */
  readonly run: (stage: Stage, ...values: string[]) => readonly Difference[] | Promise<readonly Difference[] | void>;
}

/** A sentence of a scenario that was understood. */
export interface Sentence {
  readonly text: string;
  readonly phrase: Phrase;
  readonly values: readonly string[];
  /** Names of the releases that the sentence speaks of. */
  readonly releases: readonly string[];
}

const placeholders: Readonly<Record<string, string>> = {
  release: '(\\d+\\.\\d+\\.\\d+[\\w-]*)',
  text: '"([^"]*)"',
  number: '(\\d+)',
  date: '(\\d{4}-\\d{2}-\\d{2})',
};

/** @throws UpgradeLabError `SCENARIO_INVALID` when no phrase, or more than one, says this. */
export function understand(text: string, phrases: readonly Phrase[]): Sentence {
  const read = phrases.flatMap((phrase) => {
    const match = new RegExp(`^${pattern(phrase.says)}$`).exec(text);
    return match === null ? [] : [{ text, phrase, values: match.slice(1), releases: releasesIn(phrase, match.slice(1)) }];
  });
  const [first, second] = read;
  if (first === undefined) {
    throw new UpgradeLabError('SCENARIO_INVALID', `nobody knows what this means: ${text}`, {
      hint: `The lab understands:\n${phrases.map(({ says }) => `- ${says}`).join('\n')}`,
    });
  }
  if (second !== undefined) throw new UpgradeLabError('SCENARIO_INVALID', `"${text}" can mean "${first.phrase.says}" and "${second.phrase.says}"`);
  return first;
}

function pattern(says: string): string {
  return says
    .split(/(\{\w+\})/)
    .map((part) => placeholders[/^\{(\w+)\}$/.exec(part)?.[1] ?? ''] ?? part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('');
}

function releasesIn({ says }: Phrase, values: readonly string[]): string[] {
  return [...says.matchAll(/\{(\w+)\}/g)].flatMap(([, kind], index) => (kind === 'release' ? [values[index] ?? ''] : []));
}
