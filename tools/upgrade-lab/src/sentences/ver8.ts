import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@togo/foundation';
import { compareNamed, expectEqual, type Difference } from '../difference.ts';
import { limits } from '../limits.ts';
import { exportKeys } from '../pc/export-keys.ts';
import { labFolder, ver8Copies, ver8Folder, ver8Keys, ver8Program, ver8Shortcut } from '../pc/places.ts';
import { silently, type Stage } from '../run/stage.ts';
import { expectThere, oneOf, startClient, starts } from './expectations.ts';
import { filesBelow } from './files-below.ts';
import { whileVer8Runs } from './in-the-way.ts';
import type { Phrase } from './phrase.ts';

const legacyData = join(import.meta.dirname, '../../legacy/data');

/** What is done with the program before ours. */
export const ver8Acts: readonly Phrase[] = [
  { says: 'Ver.8 is installed', isState: true, run: async (stage) => stage.lab.restore(await stage.states.ver8(), stage.isUndisturbed) },
  { says: 'install Ver.8', run: async (stage) => void (await stage.act(await stage.ver8Installer(), silently)) },
  { says: 'Ver.8 has data', run: (stage) => giveData(stage, ver8Folder) },
  { says: 'the data of Ver.8 was carried over before', run: (stage) => giveData(stage, ver8Copies) },
  { says: 'install {release} while Ver.8 runs', run: (stage, name = '') => whileVer8Runs(stage, () => stage.install(name)) },
];

/** What a scenario can ask about it. */
export const ver8Expectations: readonly Phrase[] = [
  { says: 'Ver.8 starts', run: async (stage) => oneOf('Ver.8', [runs], await startVer8(stage)) },
  { says: 'Ver.8 is whole and starts, or the client starts as {release} with its data', run: expectOneOfBoth },
  { says: 'nothing of Ver.8 is left', run: (stage) => expectLeft(stage, 'not there', []) },
  { says: 'only {text} is left of Ver.8', run: (stage, names = '') => expectLeft(stage, names, []) },
  { says: 'only {text} is left of Ver.8, for the next installation', run: (stage, names = '') => expectLeft(stage, names, [ver8Keys[0]]) },
  { says: 'the data of Ver.8 is carried over', run: expectCarriedOver },
  { says: 'no data of Ver.8 is lost', run: expectNoneLost },
];

const runs = 'starts';

async function dataOfVer8(): Promise<Map<string, Buffer>> {
  const names = (await readdir(legacyData)).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(legacyData, name))] as const)));
}

async function giveData(stage: Stage, folder: string): Promise<void> {
  for (const [name, bytes] of await dataOfVer8()) await stage.pc.write(`${folder}\\${name}`, bytes);
}

async function startVer8({ pc }: Stage): Promise<string> {
  if (!pc.exists(ver8Program)) return 'is not there';
  const script = `${labFolder}\\ver8.txt`;
  await pc.write(script, 'say Ver.8\n');
  const program = await pc.start(ver8Program, [script]);
  const { exitCode } = await program.waitUntil('all', limits.programMs);
  const said = (await program.stdout()).trim();
  return exitCode === 0 && said === 'Ver.8' ? runs : `exit code ${exitCode}, says ${JSON.stringify(said)}`;
}

/** Ver.8 with all its data, and it starts; or the new client with all data. @returns what is wrong with both. */
async function expectOneOfBoth(stage: Stage, release = ''): Promise<Difference[]> {
  const missing = await expectWhole(stage);
  const ver8 = missing.length === 0 ? await startVer8(stage) : 'is not whole';
  stage.found = `Ver.8 ${ver8}`;
  if (ver8 === runs) return [];
  const client = await startClient(stage);
  return client === starts(release) ? expectCarriedOver(stage) : [...missing, ...oneOf('the client', [starts(release)], client)];
}

/** Its programs, values and shortcut as they were installed, and its data. */
async function expectWhole(stage: Stage): Promise<Difference[]> {
  const { snapshot } = await stage.states.ver8();
  const programs = [...snapshot.files].filter(([path]) => path.startsWith(`${ver8Folder}\\`)).map(([path, file]) => [path, file.hash()] as const);
  const expected = new Map([...programs, ...hashes(ver8Folder, await dataOfVer8())]);
  return [
    ...compareNamed(expected, hashes(ver8Folder, await filesBelow(stage.pc, ver8Folder))),
    ...expectEqual('registry', exportKeys(snapshot.registry, ver8Keys), exportKeys(await stage.pc.registry(), ver8Keys)),
    ...expectThere(stage, ver8Shortcut, 'there'),
  ];
}

/** @param files names in its folder, or that the folder is `not there`. */
async function expectLeft(stage: Stage, files: string, keys: readonly string[]): Promise<Difference[]> {
  const { pc } = stage;
  const registry = await pc.registry();
  const found = pc.exists(ver8Folder) ? [...(await filesBelow(pc, ver8Folder)).keys()].join(', ') : 'not there';
  return [
    ...expectEqual(ver8Folder, files, found),
    ...expectThere(stage, ver8Shortcut, 'not there'),
    ...ver8Keys.flatMap((key) => expectEqual(key, keys.includes(key) ? 'there' : 'not there', registry.values(key) === undefined ? 'not there' : 'there')),
  ];
}

async function expectCarriedOver({ pc }: Stage): Promise<Difference[]> {
  return compareNamed(hashes(ver8Copies, await dataOfVer8()), hashes(ver8Copies, await filesBelow(pc, ver8Copies)));
}

function hashes(folder: string, files: ReadonlyMap<string, Buffer>): Map<string, string> {
  return new Map([...files].map(([name, bytes]) => [`${folder}\\${name}`, sha256(bytes)]));
}

/** Each file lies whole in the folder of Ver.8 or where it is carried over to. */
async function expectNoneLost({ pc }: Stage): Promise<Difference[]> {
  const [old, now] = [await filesBelow(pc, ver8Folder), await filesBelow(pc, ver8Copies)];
  return [...(await dataOfVer8())].flatMap(([name, bytes]) => {
    const isWhole = [old, now].some((files) => files.get(name)?.equals(bytes));
    return expectEqual(name, 'whole', isWhole ? 'whole' : 'lost');
  });
}
