import { spawn } from 'node:child_process';

/** A program and its arguments; no shell between. */
export interface ProgramCommand {
  /** Absolute path. */
  readonly exe: string;
  readonly args: readonly string[];
}

/**
 * Starts a program that outlives us, without a wait for its end.
 *
 * @returns whether it started. Whether it shows anything, nobody can see from here.
 */
export function startProgram({ exe, args }: ProgramCommand): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(exe, args, { detached: true, stdio: 'ignore', shell: false });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
