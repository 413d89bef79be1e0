import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compare, createPc, type Pc, type Persona, type Snapshot } from '@togo/wine-lab';
import { differencesOf, type Difference } from '../difference.ts';
import { builtReleases } from '../releases/release-book.ts';
import { labFolder, savedKeys, savedPlaces } from './places.ts';
import { exportKeys, fullKey } from './export-keys.ts';
import { giveSmallDisk, takeSmallDisk } from './small-disk.ts';

/** A PC as it was at one moment: the folders of the product on this machine, its registry keys as a script. */
export interface SavedState {
  readonly folder: string;
  readonly registry: string;
  readonly snapshot: Snapshot;
}

/** One PC for many scenarios: put back to a saved state in a fraction of the time that a new one takes. */
export class LabPc {
  readonly persona: Persona;
  readonly #states: string;
  #pc: Pc;
  #clean: SavedState;

  private constructor(persona: Persona, states: string, pc: Pc, clean: SavedState) {
    this.persona = persona;
    this.#states = states;
    this.#pc = pc;
    this.#clean = clean;
  }

  static async create(persona: Persona): Promise<LabPc> {
    const states = await mkdtemp(join(tmpdir(), 'togo-lab-states-'));
    const pc = await newPc(persona);
    return new LabPc(persona, states, pc, await cleanState(pc));
  }

  get pc(): Pc {
    return this.#pc;
  }

  async save(): Promise<SavedState> {
    const folder = await mkdtemp(join(this.#states, 'state-'));
    for (const [index, place] of savedPlaces.entries()) if (this.#pc.exists(place)) await copy(this.#pc.hostPath(place), join(folder, String(index)));
    const snapshot = await this.#pc.snapshot();
    return { folder, registry: exportKeys(snapshot.registry, savedKeys), snapshot };
  }

  /** Back to a PC that never had the product. */
  reset(isChecked: boolean): Promise<void> {
    return this.#goTo(() => this.#clean, isChecked);
  }

  /** Back to that state. Checked: nothing else on the drive or in the registry may be otherwise either, or the PC is replaced. */
  restore(state: SavedState, isChecked: boolean): Promise<void> {
    return this.#goTo(() => state, isChecked);
  }

  async #goTo(state: () => SavedState, isChecked: boolean): Promise<void> {
    await this.#putBack(state());
    if (!isChecked || (await this.changesSince(state())).length === 0) return;
    await this.replace();
    await this.#putBack(state());
  }

  /** What is otherwise now than it was then, on the whole drive and in the whole registry. */
  async changesSince(state: SavedState): Promise<Difference[]> {
    const { files, registry } = compare(state.snapshot, await this.#pc.snapshot());
    return [...differencesOf(files), ...differencesOf(registry)];
  }

  /** A new PC in place of one that can no longer be trusted. */
  async replace(): Promise<void> {
    await dispose(this.#pc);
    this.#pc = await newPc(this.persona);
    this.#clean = await cleanState(this.#pc);
  }

  async dispose(): Promise<void> {
    await dispose(this.#pc);
    await rm(this.#states, { recursive: true, force: true });
  }

  async #putBack(state: SavedState): Promise<void> {
    await this.clearLabFolder();
    for (const [index, place] of savedPlaces.entries()) {
      const [saved, target] = [join(state.folder, String(index)), this.#pc.hostPath(place)];
      await rm(target, { recursive: true, force: true });
      if (state.folder !== '' && existsSync(saved)) await copy(saved, target);
    }
    await this.#pc.importRegistry([...savedKeys.map((key) => `[-${fullKey(key)}]`), state.registry].join('\n'));
  }

  async clearLabFolder(): Promise<void> {
    await rm(this.#pc.hostPath(labFolder), { recursive: true, force: true });
    await mkdir(this.#pc.hostPath(labFolder), { recursive: true });
  }
}

async function newPc(persona: Persona): Promise<Pc> {
  await mkdir(builtReleases(), { recursive: true });
  const pc = await createPc({ persona, readable: [builtReleases()] });
  await giveSmallDisk(pc);
  return pc;
}

async function dispose(pc: Pc): Promise<void> {
  await pc.shutdown();
  await takeSmallDisk(pc);
  await pc.dispose();
}

async function cleanState(pc: Pc): Promise<SavedState> {
  const boot = await pc.start('cmd.exe', ['/c', 'exit']);
  await boot.waitUntil('all', 60_000);
  return { folder: '', registry: '', snapshot: await pc.snapshot() };
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}
