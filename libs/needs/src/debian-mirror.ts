import { CodedError } from '@togo/foundation';
import { run } from '@togo/foundation/run';
import type { NeedsErrorCode } from './errors.ts';
import { exists } from './private-packages.ts';

export const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * The Debian mirror that this machine already uses; no other host is ever contacted.
 *
 * @throws CodedError `NEEDS_MISSING` when its apt knows none, or Debian's keys are not installed.
 */
export async function debianMirror(): Promise<string> {
  if (!(await exists(keyring))) {
    throw new CodedError<NeedsErrorCode>('NEEDS_MISSING', "Debian's archive keys are missing", { hint: 'Run: sudo apt-get install -y debian-archive-keyring' });
  }
  const chosen = process.env['TOGO_DEBIAN_MIRROR'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const { stdout } = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']);
  const mirror = stdout.split('\n').find((uri) => /^https?:.*\/debian\/?$/.test(uri));
  if (mirror !== undefined) return mirror;
  throw new CodedError<NeedsErrorCode>('NEEDS_MISSING', 'this machine has no Debian mirror among its package sources', {
    hint: 'Set TOGO_DEBIAN_MIRROR to the address of one, ending in /debian, and run the same command again.',
  });
}
