import { sha256 } from '@togo/foundation';
import { UpgradeLabError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { LabPc, SavedState } from '../pc/lab-pc.ts';
import { programFolder } from '../pc/places.ts';
import type { ReleaseBook } from '../releases/release-book.ts';
import { silently } from './stage.ts';

/** A PC on which one release was installed and nothing else happened. */
export interface InstalledState extends SavedState {
  /** SHA-256 of what the manifest does not list, since the installer makes it: the uninstaller and its list. */
  readonly made: ReadonlyMap<string, string>;
}

/** Fresh installations, made once per PC and release and then put back where a scenario begins with them. */
export class InstalledStates {
  readonly #lab: LabPc;
  readonly #releases: ReleaseBook;
  readonly #states = new Map<string, InstalledState>();
  #ver8: SavedState | undefined;

  constructor(lab: LabPc, releases: ReleaseBook) {
    this.#lab = lab;
    this.#releases = releases;
  }

  /** Makes the state if it is not there; the PC is then no longer what it was. */
  async prepare(name: string, isInstrumented: boolean): Promise<void> {
    const key = `${name} ${isInstrumented}`;
    if (this.#states.has(key)) return;
    const { installer, manifest } = await this.#releases.get(name, isInstrumented);
    await this.#installOnClean(name, installer);
    const hash = async (path: string) => [path, sha256(await this.#lab.pc.read(`${programFolder}\\${path}`))] as const;
    const hashed = ['uninstall.exe', `versions\\${manifest.version}\\files.lst`].map(hash);
    this.#states.set(key, { ...(await this.#lab.save()), made: new Map(await Promise.all(hashed)) });
  }

  /** A PC on which nothing but Ver.8 was installed. If the state is not there yet, the PC is then no longer what it was. */
  async ver8(): Promise<SavedState> {
    if (this.#ver8 === undefined) {
      await this.#installOnClean('Ver.8', await this.#releases.ver8());
      this.#ver8 = await this.#lab.save();
    }
    return this.#ver8;
  }

  async #installOnClean(name: string, installer: string): Promise<void> {
    await this.#lab.reset(true);
    const program = await this.#lab.pc.start(installer, silently);
    const { exitCode } = await program.waitUntil('all', limits.programMs);
    if (exitCode === 0) return;
    const said = await program.stderr();
    throw new UpgradeLabError('RELEASE_NOT_INSTALLED', `${name} cannot be installed on a clean PC: exit code ${exitCode}\n${said}`);
  }

  get(name: string, isInstrumented: boolean): InstalledState {
    const state = this.#states.get(`${name} ${isInstrumented}`);
    if (state === undefined) throw new UpgradeLabError('SCENARIO_INVALID', `${name} was not installed before the scenario began`);
    return state;
  }
}
