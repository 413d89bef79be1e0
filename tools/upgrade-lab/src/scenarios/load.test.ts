import { personas } from '@togo/wine-lab';
import { describe, expect, it } from 'vitest';
import { loadLabData } from './load.ts';
import { isKilled, needsInstruments } from './scenario-file.ts';

describe('when the lab reads its data', () => {
  it('understands every sentence, and knows every release, scenario and defect that is named', async () => {
    const { scenarios, mutations } = await loadLabData();
    const both = scenarios.filter((scenario) => !isKilled(scenario) && scenario.personas.length === personas.length);
    expect(both.length).toBeGreaterThanOrEqual(30);
    expect(mutations.length).toBeGreaterThanOrEqual(12);
  });

  it('kills in installing, upgrading, repairing and removing', async () => {
    const { scenarios } = await loadLabData();
    const killed = scenarios.filter(isKilled);
    expect(killed.map(({ id }) => id)).toEqual(expect.arrayContaining(['killed-install', 'killed-upgrade', 'killed-repair', 'killed-uninstall']));
    for (const scenario of killed) expect(needsInstruments(scenario)).toBe(true);
  });

  it('uses every release that it describes', async () => {
    const { scenarios, releases } = await loadLabData();
    const named = new Set(scenarios.flatMap(({ sentences }) => sentences.flatMap((sentence) => sentence.releases)));
    expect([...named].sort()).toEqual(Object.keys(releases).sort());
  });
});
