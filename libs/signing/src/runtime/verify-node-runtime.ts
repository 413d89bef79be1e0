import { readFile } from 'node:fs/promises';
import { sha256 } from '@togo/foundation';
import { machineNames, readPe } from '../authenticode/pe.ts';
import { judgeAuthenticode, type AuthenticodeCheckId } from '../authenticode/verify-authenticode.ts';
import type { Check } from '../checks.ts';
import { readOr } from '../read-or.ts';
import { readFileVersion } from './file-version.ts';
import { readMicrosoftRoot } from './microsoft-root.ts';

export type RuntimeCheckId = AuthenticodeCheckId | 'runtime.machine' | 'runtime.version' | 'runtime.sha256';

export interface RuntimeExpectations {
  readonly exePath: string;
  /** From release.yaml, 64 hexadecimal digits. */
  readonly expectedSha256: string;
  /** From release.yaml: `22.23.2`. */
  readonly expectedVersion: string;
}

/**
 * Microsoft's signing service gives each publisher one durable key usage and a new certificate every few days,
 * so the usage is what identifies OpenJS Foundation.
 */
const openJsUsage = '1.3.6.1.4.1.311.97.368317130.201670760.425010060.754072028';

/**
 * Judges the Windows Node.js that will be shipped, offline: the bytes that release.yaml names, for 32-bit Windows,
 * signed by OpenJS Foundation under the pinned root, with a timestamp and nothing hidden in the certificate table.
 *
 * @throws CodedError `TOOL_MISSING` (osslsigncode). A bad file is an answer, not an error: see demandChecks.
 */
export async function verifyNodeRuntime({ exePath, expectedSha256, expectedVersion }: RuntimeExpectations): Promise<Check<RuntimeCheckId>[]> {
  const bytes = await readFile(exePath);
  const headers = readOr(() => readPe(bytes));
  const root = await readMicrosoftRoot();
  const machine = typeof headers === 'string' ? headers : (machineNames[headers.machine] ?? `machine ${headers.machine}`);
  const version = typeof headers === 'string' ? headers : (readFileVersion(bytes, headers) ?? 'none');
  const hash = sha256(bytes);
  return [
    { id: 'runtime.machine', ok: machine === 'x86', expected: 'x86', got: machine },
    { id: 'runtime.version', ok: version === expectedVersion, expected: expectedVersion, got: version },
    { id: 'runtime.sha256', ok: hash === expectedSha256, expected: expectedSha256, got: hash },
    ...(await judgeAuthenticode(exePath, bytes, { rootPem: root, tsaRootPem: root, eku: openJsUsage, organization: 'OpenJS Foundation' })),
  ];
}
