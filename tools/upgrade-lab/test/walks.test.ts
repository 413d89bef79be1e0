import { silent } from '@togo/foundation';
import { understand } from '../src/sentences/phrase.ts';
import { phraseBook } from '../src/sentences/phrase-book.ts';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadLabData } from '../src/scenarios/load.ts';
import { runWalks } from '../src/walks/run-walks.ts';
import { storyOf } from '../src/walks/story.ts';

describe('when a defect is seeded into the installer and somebody walks at random', { timeout: 600_000 }, () => {
  it('is found, and told as a short story that the lab understands', async () => {
    const data = await loadLabData();
    const { changes } = data.mutations.find(({ id }) => id === 'no-undo') ?? {};
    const [result] = await runWalks({ data, personas: ['win10'], walks: 10, seed: 1, progress: silent, ...(changes === undefined ? {} : { changes }) });
    if (result === undefined) throw new Error('nobody walked');
    const story = storyOf(result) ?? '';
    const [scenario] = parse(story) as { steps: string[] }[];
    expect(scenario?.steps).toContain('install 9.1.1-does-not-start');
    expect(scenario?.steps.length).toBeLessThanOrEqual(12);
    for (const step of scenario?.steps ?? []) understand(step, phraseBook);
  });
});
