import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, sep } from 'node:path';
import { CodedError, hasCode, sha256, silent, type Progress } from '@togo/foundation';
import { hashFile, writeAtomic } from '@togo/foundation/files';
import { refusal, type SigningError } from '../errors.ts';
import { limits } from '../limits.ts';
import { withScratch } from '../scratch.ts';
import { runTool } from '../tool.ts';
import { readPackageEntry } from './read-package-entry.ts';

export interface RuntimeRequest {
  /** `22.23.2`. */
  readonly version: string;
  /** The `integrity` of node-win-x86 in package-lock.json: `sha512-…`. */
  readonly lockIntegrity: string;
  readonly cacheDir: string;
  readonly progress?: Progress;
}

export interface FetchedRuntime {
  readonly exePath: string;
  readonly sha256: string;
  readonly fromCache: boolean;
}

const packageName = 'node-win-x86';
const entryPath = 'package/bin/node.exe';

/**
 * Gets node.exe out of the npm package that package-lock.json names. The package is for Windows only, so it is packed, never installed,
 * and nothing of it is executed. Its bytes are compared with the lock by our own hash before they are unpacked.
 * Proves where the file comes from, not what it is: verifyNodeRuntime does that.
 *
 * @throws CodedError `RUNTIME_UNAVAILABLE`, `RUNTIME_INTEGRITY`, `RUNTIME_ARCHIVE`, `TOOL_MISSING` (npm).
 */
export async function fetchNodeRuntime({ version, lockIntegrity, cacheDir, progress = silent }: RuntimeRequest): Promise<FetchedRuntime> {
  const expected = parseIntegrity(lockIntegrity);
  const folder = join(cacheDir, `${packageName}-${version}-${expected.toString('hex').slice(0, 16)}`);
  const cached = await findCached(folder);
  if (cached !== undefined) return { ...cached, fromCache: true };
  progress({ what: `fetching ${packageName} ${version}` });
  const archive = await packPackage(version);
  const got = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  if (got !== lockIntegrity) {
    throw refusal('RUNTIME_INTEGRITY', `${packageName} ${version}: expected ${lockIntegrity} (package-lock.json), got ${got}.`, {
      hint: 'Do not build with it. Find out whether the lock or the registry is wrong.',
    });
  }
  progress({ what: `unpacking ${packageName} ${version}` });
  const exe = await readPackageEntry(archive, entryPath, limits.maxRuntimeExeBytes);
  const hash = sha256(exe);
  const exePath = join(folder, `${hash}.exe`);
  await mkdir(folder, { recursive: true });
  await writeAtomic(exePath, exe);
  return { exePath, sha256: hash, fromCache: false };
}

function parseIntegrity(text: string): Buffer {
  const digest = Buffer.from(/^sha512-([A-Za-z0-9+/]{86}==)$/.exec(text)?.[1] ?? '', 'base64');
  if (digest.length === 64) return digest;
  throw refusal('RUNTIME_INTEGRITY', `The integrity of ${packageName} is ${JSON.stringify(text)}; expected sha512- and 88 characters of base64.`, {
    hint: `Take it from the entry node_modules/${packageName} of package-lock.json.`,
  });
}

/** A cached file carries its own hash as its name; one that no longer has it is thrown away. */
async function findCached(folder: string): Promise<Omit<FetchedRuntime, 'fromCache'> | undefined> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  for (const name of names.filter((entry) => /^[0-9a-f]{64}\.exe$/.test(entry))) {
    const exePath = join(folder, name);
    const hash = await hashFile(exePath);
    if (name === `${hash}.exe`) return { exePath, sha256: hash };
    await rm(exePath);
  }
  return undefined;
}

async function packPackage(version: string): Promise<Buffer> {
  return await withScratch(tmpdir(), async (folder) => {
    const args = ['pack', `${packageName}@${version}`, '--pack-destination', folder, '--ignore-scripts', '--silent'];
    try {
      await runTool('npm', args, { cwd: folder, timeoutMs: limits.npmPackTimeoutMs, env: { PATH: systemPath() } });
    } catch (cause) {
      if (!(cause instanceof CodedError) || cause.code !== 'RUN_FAILED') throw cause;
      throw unavailable(version, 'npm could not get it', cause);
    }
    const [name] = (await readdir(folder)).filter((entry) => entry.endsWith('.tgz'));
    if (name === undefined) throw unavailable(version, 'npm wrote no package');
    const archive = join(folder, name);
    const { size } = await stat(archive);
    if (size > limits.maxRuntimePackageBytes) throw unavailable(version, `the package has ${size} bytes, expected at most ${limits.maxRuntimePackageBytes}`);
    return await readFile(archive);
  });
}

/** npm looks for its machine-wide settings (a mirror, an authority) beside the Node that runs it: that has to be the system's, not the workspace's. */
function systemPath(): string {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.split(sep).includes('node_modules')).join(delimiter);
}

function unavailable(version: string, why: string, cause?: unknown): SigningError {
  return refusal('RUNTIME_UNAVAILABLE', `${packageName} ${version}: ${why}.`, { cause, hint: 'Check that npm reaches its registry, then try again.' });
}
