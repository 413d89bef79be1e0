import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { UpgradeLabError } from '../errors.ts';
import { mutationsFile, type Mutation } from '../mutations/mutation-file.ts';
import { releasesFile, type StandIn } from '../releases/stand-ins.ts';
import { expectationsFile, type Expectations } from './expectations-file.ts';
import { readScenario, scenarioFile, type Scenario } from './scenario-file.ts';

const project = join(import.meta.dirname, '../..');

/** All data files of the lab, checked. */
export interface LabData {
  readonly scenarios: readonly Scenario[];
  readonly releases: Readonly<Record<string, StandIn>>;
  readonly expectations: Expectations;
  readonly mutations: readonly Mutation[];
}

/** @throws UpgradeLabError `SCENARIO_INVALID` naming the file and what it should say. */
export async function loadLabData(): Promise<LabData> {
  const folder = join(project, 'scenarios');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const { releases } = await load(join(project, 'releases.yaml'), releasesFile);
  const scenarios = (await Promise.all(files.map((name) => loadScenarios(join(folder, name))))).flat();
  const { mutations } = await load(join(project, 'mutations.yaml'), mutationsFile);
  checkNames(scenarios, releases, mutations);
  return { scenarios, releases, expectations: await load(join(project, 'expectations.yaml'), expectationsFile), mutations };
}

async function loadScenarios(path: string): Promise<Scenario[]> {
  return (await load(path, scenarioFile)).scenarios.map(readScenario);
}

async function load<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> {
  const text = await readFile(path, 'utf8');
  try {
    return schema.parse(parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
    throw new UpgradeLabError('SCENARIO_INVALID', `${path.slice(project.length + 1)}: ${why}`, { cause: error });
  }
}

function checkNames(scenarios: readonly Scenario[], releases: LabData['releases'], mutations: readonly Mutation[]): void {
  const ids = scenarios.map(({ id }) => id);
  const faults = [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two scenarios are called ${id}`),
    ...scenarios.flatMap(({ id, sentences }) => {
      const unknown = sentences.flatMap((sentence) => sentence.releases).filter((name) => !(name in releases));
      return unknown.map((name) => `${id}: no release is called ${name}`);
    }),
    ...scenarios.filter(({ sentences }) => sentences.filter(({ phrase }) => phrase.tries).length > 1).map(({ id }) => `${id}: only one sentence can be tried again`),
    ...scenarios.filter(({ sentences }) => sentences.at(-1)?.phrase.tries).map(({ id }) => `${id}: nothing is asked after what is tried again`),
    ...mutations.flatMap(({ id, caughtBy }) => caughtBy.filter((name) => !ids.includes(name)).map((name) => `mutation ${id}: no scenario is called ${name}`)),
  ];
  if (faults.length > 0) throw new UpgradeLabError('SCENARIO_INVALID', faults.join('\n'));
}
