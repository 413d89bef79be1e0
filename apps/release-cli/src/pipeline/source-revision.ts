import { run } from '@togo/foundation/run';
import { workspaceRoot } from '../workspace.ts';
import { hashLock } from './source-hash.ts';

/** The source that a cut was made from. */
export interface SourceRevision {
  /** Git commit, or undefined outside a checkout. */
  readonly commit: string | undefined;
  /** Files differ from the commit: such a build cannot be repeated by name. */
  readonly modified: boolean;
  readonly lockSha256: string;
}

export async function readSource(): Promise<SourceRevision> {
  const git = (args: readonly string[]): Promise<string | undefined> =>
    run('git', args, { cwd: workspaceRoot }).then(({ stdout }) => stdout.trim(), () => undefined);
  const [commit, status] = await Promise.all([git(['rev-parse', 'HEAD']), git(['status', '--porcelain'])]);
  return { commit, modified: status !== '', lockSha256: await hashLock() };
}
