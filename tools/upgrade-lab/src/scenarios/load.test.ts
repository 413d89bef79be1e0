import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { personas } from '@togo/wine-lab';
import { workspaceRoot } from '@togo/workspace';
import { describe, expect, it } from 'vitest';
import { loadLabData } from './load.ts';
import { needsInstruments, triesOf } from './scenario-file.ts';

describe('when the lab reads its data', () => {
  it('understands every sentence, and knows every release, scenario and defect that is named', async () => {
    const { scenarios, mutations } = await loadLabData();
    const both = scenarios.filter((scenario) => triesOf(scenario) === undefined && scenario.personas.length === personas.length);
    expect(both.length).toBeGreaterThanOrEqual(30);
    expect(mutations.length).toBeGreaterThanOrEqual(12);
  });

  it('kills in installing, upgrading, repairing and removing', async () => {
    const { scenarios } = await loadLabData();
    const killed = scenarios.filter((scenario) => triesOf(scenario) === 'kill');
    expect(killed.map(({ id }) => id)).toEqual(expect.arrayContaining(['killed-install', 'killed-upgrade', 'killed-repair', 'killed-uninstall']));
    for (const scenario of killed) expect(needsInstruments(scenario)).toBe(true);
  });

  it('asks after every installation that is refused or fails whether the PC is as it was', async () => {
    const { scenarios } = await loadLabData();
    const undisturbed = scenarios.filter((scenario) => triesOf(scenario) === undefined);
    const untold = undisturbed.filter(({ sentences }) => {
      const texts = sentences.map(({ text }) => text);
      const failed = texts.findIndex((text, index) => /^(install|update to) \d[^,]*$/.test(texts[index - 1] ?? '') && /^it answers [1-9]/.test(text));
      const isFirst = !texts.slice(0, failed).some((text) => /^\d.* is installed$/.test(text));
      return failed > 0 && !isFirst && !texts.some((text) => text.startsWith('the PC is as remembered') || text.startsWith('what the link leads to'));
    });
    expect(untold.map(({ id }) => id)).toEqual([]);
  });

  it('finds the text of each seeded defect exactly once in the script', async () => {
    const { mutations } = await loadLabData();
    const unindented = (text: string): string => text.split('\n').map((line) => line.trim()).join('\n').trim();
    const found = mutations.flatMap(({ id, changes }) =>
      changes.map(async ({ file, find }) => {
        const script = unindented(await readFile(join(workspaceRoot, 'apps/installer/nsis', file), 'utf8'));
        return `${id}: ${script.split(unindented(find)).length - 1}`;
      }),
    );
    expect((await Promise.all(found)).filter((line) => !line.endsWith(': 1'))).toEqual([]);
  });

  it('uses every release that it describes', async () => {
    const { scenarios, releases } = await loadLabData();
    const named = new Set(scenarios.flatMap(({ sentences }) => sentences.flatMap((sentence) => sentence.releases)));
    expect([...named].sort()).toEqual(Object.keys(releases).sort());
  });
});
