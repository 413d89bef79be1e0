import type { Changes } from './changes.ts';
import { diffFiles, type FileScan } from './files/scan.ts';
import type { ProgramEnd, ProgramOptions } from './program.ts';
import { diffRegistry } from './registry/diff.ts';
import type { Registry } from './registry/registry.ts';

export interface RunOptions extends ProgramOptions {
  /** Ends the program and all that it started after this time, as a power cut would. */
  readonly killAfterMs?: number;
  /** How long the program may take before that counts as a failure of the run. Default: two minutes. */
  readonly timeoutMs?: number;
  /** `main` (default): report when the program has ended. `all`: when everything that it started has ended too, as an uninstaller needs. */
  readonly until?: 'main' | 'all';
  /** Windows paths that another program holds open meanwhile, so that renaming or deleting them fails. */
  readonly lockFiles?: readonly string[];
}

/** What a program did, as it was seen from outside. */
export interface RunReport extends ProgramEnd {
  readonly formatVersion: 1;
  readonly stdout: string;
  readonly stderr: string;
  /** Windows paths; a folder ends in a backslash. */
  readonly files: Changes;
  /** `HIVE\key\value`. */
  readonly registry: Changes;
}

/** Everything on drive C: and in the registry at one moment. */
export interface Snapshot {
  readonly files: FileScan;
  readonly registry: Registry;
}

/** What changed between two moments. */
export function compare(before: Snapshot, after: Snapshot): { files: Changes; registry: Changes } {
  return { files: diffFiles(before.files, after.files), registry: diffRegistry(before.registry, after.registry) };
}
