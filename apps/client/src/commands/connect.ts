import type { Clock } from '@togo/foundation';
import type { ConnectionReport } from '@togo/transmission/node';
import type { Address } from '../address.ts';
import { outcomeOfReport } from '../check/check-outcome.ts';
import { outcomeLines } from '../check/outcome-text.ts';
import { checkReception, receptionOf } from '../check/check-reception.ts';
import { readInstallation } from '../installation.ts';
import { settingsPath, type Places } from '../places.ts';
import { readSettings } from '../settings/settings-file.ts';

export interface ConnectResult {
  readonly ok: boolean;
  /** For people, or one JSON document. */
  readonly text: string;
}

/**
 * 接続確認 on the console, one address after the other.
 *
 * @param addresses none: the reception system of the settings, and JSON is its report; else JSON is a list of reports.
 * @throws ClientError when the installation or the settings cannot be read.
 */
export async function runConnect(places: Places, addresses: readonly Address[], json: boolean, clock: Clock): Promise<ConnectResult> {
  const installation = await readInstallation(places);
  const { manifest } = installation;
  const wanted = addresses.length > 0 ? addresses : [receptionOf(installation, await readSettings(settingsPath(places)))];
  const reports: ConnectionReport[] = [];
  for (const address of wanted) reports.push(await checkReception(installation, address, clock));
  const shown = json
    ? JSON.stringify(addresses.length > 0 ? reports : reports[0], undefined, 2)
    : reports.map((report) => outcomeLines(outcomeOfReport(report, manifest.tls), `Ver.${manifest.version}`).join('\n')).join('\n\n');
  return { ok: reports.every(({ ok }) => ok), text: shown };
}
