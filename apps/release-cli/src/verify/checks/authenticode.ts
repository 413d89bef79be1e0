import { verifyAuthenticode } from '@togo/signing';
import { ask, type ProgramKind, type ReleaseCheck } from '../check.ts';
import type { Anchors } from '../subject.ts';

/**
 * Signer, timestamp, and nothing hidden in the certificate table (CVE-2013-3900).
 *
 * @param exe undefined when there is no such program.
 */
export function checkAuthenticode(kind: ProgramKind, exe: string | undefined, { rootPem, tsaRootPem }: Anchors): Promise<ReleaseCheck> {
  return ask(`authenticode.${kind}`, 'one timestamped signature under the known root, nothing hidden in its table', 'signed, timestamped, clean', async () => {
    if (exe === undefined) return ['no such program'];
    const checks = await verifyAuthenticode(exe, { rootPem, tsaRootPem });
    const failed = checks.filter(({ ok }) => !ok);
    const unsigned = failed.find(({ id }) => id === 'signature.present');
    return (unsigned === undefined ? failed : [unsigned]).map(({ id, expected, got }) => `${id}: expected ${expected}, got ${got}`);
  });
}
