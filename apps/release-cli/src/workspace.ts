import { resolve } from 'node:path';

/** The root of the checkout that this CLI belongs to. */
export const workspaceRoot = resolve(import.meta.dirname, '../../..');

/** Arguments that make `node` run one of our TypeScript programs. */
export function nodeArgs(program: string): string[] {
  return ['--disable-warning=ExperimentalWarning', resolve(workspaceRoot, program)];
}
