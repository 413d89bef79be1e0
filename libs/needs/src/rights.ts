import { run } from '@togo/foundation/run';

/** What this user may do with the system. */
export type Rights = 'root' | 'sudo' | 'none';

export async function rights(): Promise<Rights> {
  if (process.getuid?.() === 0) return 'root';
  const sudo = await run('sudo', ['-n', 'true']).then(
    () => true,
    () => false,
  );
  return sudo ? 'sudo' : 'none';
}

/** sudo keeps nothing of our environment but what apt must have to ask no questions. */
export function asRoot(command: readonly string[], right: 'root' | 'sudo'): string[] {
  return right === 'root' ? [...command] : ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C.UTF-8', ...command];
}
