import type { Clock } from '@togo/foundation';
import type { Manifest } from '@togo/release/manifest';
import { proveOutbox } from '@togo/transmission/node';
import { checkReception, receptionOf } from '../check/check-reception.ts';
import { ClientError } from '../client-error.ts';
import type { IeSetup } from '../ie-check/ie-setup.ts';
import { readInstallation, readManifest } from '../installation.ts';
import { settingsPath, type Places } from '../places.ts';
import { findProxy } from '../proxy/find-proxy.ts';
import { isInUse } from '../read-file.ts';
import { readSettings } from '../settings/settings-file.ts';
import { checkFiles } from './check-files.ts';
import { checkRuntime, type RunningRuntime } from './check-runtime.ts';
import { hashEachOnce } from './hash-each-once.ts';

/** One question and its answer. The detail is English, for the installer's log and for support. */
export interface Finding {
  readonly id: 'release' | 'version' | 'files' | 'runtime' | 'trust' | 'settings' | 'data' | 'handshake';
  readonly ok: boolean;
  readonly detail: string;
}

/** What `--self-check` prints. */
export interface SelfCheck {
  readonly formatVersion: 1;
  /** True when every check is. */
  readonly ok: boolean;
  /** Null when release.json cannot be read. */
  readonly version: string | null;
  readonly checks: readonly Finding[];
}

export interface SelfCheckInput {
  readonly places: Places;
  readonly runtime: RunningRuntime;
  /** Undefined when run from sources. */
  readonly bundledVersion: string | undefined;
  /** Leaves the handshake out. */
  readonly offline: boolean;
  readonly ie: Pick<IeSetup, 'readProxy'>;
  readonly clock: Clock;
}

/** Whether this version, as it lies here, can do its work on this PC. */
export async function selfCheck(input: SelfCheckInput): Promise<SelfCheck> {
  const { places, runtime, bundledVersion, offline } = input;
  const manifest = await readManifest(places).catch(asClientError);
  if (manifest instanceof ClientError) return conclude(null, [{ id: 'release', ok: false, detail: manifest.message }]);
  const hashFile = hashEachOnce();
  const checks: Finding[] = [
    { id: 'release', ok: true, detail: `${manifest.version}, ${manifest.tls.min} to ${manifest.tls.max}` },
    checkVersion(manifest, bundledVersion),
    { id: 'files', ...(await checkFiles(manifest, places.program, hashFile)) },
    { id: 'runtime', ...checkRuntime(manifest, runtime, hashFile) },
    await checkTrust(places),
    await checkSettings(places),
    await checkData(places),
  ];
  if (!offline) checks.push(await checkHandshake(input));
  return conclude(manifest.version, checks);
}

function conclude(version: string | null, checks: readonly Finding[]): SelfCheck {
  return { formatVersion: 1, ok: checks.every(({ ok }) => ok), version, checks };
}

function checkVersion({ version }: Manifest, bundledVersion: string | undefined): Finding {
  const ok = bundledVersion === undefined || bundledVersion === version;
  return { id: 'version', ok, detail: `expected ${version}, got ${bundledVersion ?? 'the sources'}` };
}

async function checkTrust(places: Places): Promise<Finding> {
  const installation = await readInstallation(places).catch(asClientError);
  return installation instanceof ClientError
    ? { id: 'trust', ok: false, detail: installation.message }
    : { id: 'trust', ok: true, detail: `${installation.trust.ca.length} roots, ${installation.trust.pins.length} pins` };
}

/** What another program holds for a moment says nothing against this version. */
async function checkSettings(places: Places): Promise<Finding> {
  const settings = await readSettings(settingsPath(places)).catch(asClientError);
  if (settings instanceof ClientError && isInUse(settings.cause)) return { id: 'settings', ok: true, detail: 'in use by another program: not read' };
  return settings instanceof ClientError ? { id: 'settings', ok: false, detail: settings.message } : { id: 'settings', ok: true, detail: 'readable' };
}

/** What no version can read is no fault of this one: it would only keep the facility from a version that it needs. */
async function checkData({ data }: Places): Promise<Finding> {
  try {
    return { id: 'data', ok: true, detail: `outbox.sqlite: ${await proveOutbox(data)}` };
  } catch (error) {
    return { id: 'data', ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function checkHandshake({ places, ie, clock }: SelfCheckInput): Promise<Finding> {
  try {
    const installation = await readInstallation(places);
    const settings = await readSettings(settingsPath(places));
    const address = receptionOf(installation, settings);
    const report = await checkReception(installation, address, await findProxy(settings.proxy, address, ie), clock);
    return { id: 'handshake', ok: report.ok, detail: `${report.code} ${report.host}:${report.port} ${report.detail}` };
  } catch (error) {
    return { id: 'handshake', ok: false, detail: `not tried: ${asClientError(error).message}` };
  }
}

function asClientError(error: unknown): ClientError {
  if (error instanceof ClientError) return error;
  throw error;
}
