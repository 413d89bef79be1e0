import type { Clock } from '@togo/foundation';
import type { ConnectionReport } from '@togo/transmission/node';
import type { Address } from '../address.ts';
import { outcomeOfReport } from '../check/check-outcome.ts';
import { outcomeLines } from '../check/outcome-text.ts';
import { checkReception, receptionOf } from '../check/check-reception.ts';
import type { IeSetup } from '../ie-check/ie-setup.ts';
import { readInstallation } from '../installation.ts';
import { settingsPath, type Places } from '../places.ts';
import { findProxy } from '../proxy/find-proxy.ts';
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
 * @throws ClientError when the installation or the settings cannot be read, or the way to an address is not known.
 */
export async function runConnect(places: Places, addresses: readonly Address[], json: boolean, ie: IeSetup, clock: Clock): Promise<ConnectResult> {
  const installation = await readInstallation(places);
  const { manifest } = installation;
  const settings = await readSettings(settingsPath(places));
  const wanted = addresses.length > 0 ? addresses : [receptionOf(installation, settings)];
  const reports: ConnectionReport[] = [];
  const texts: string[] = [];
  for (const address of wanted) {
    const way = await findProxy(settings.proxy, address, ie);
    const report = await checkReception(installation, address, way, clock);
    reports.push(report);
    texts.push(outcomeLines(outcomeOfReport(report, manifest.tls, way), `Ver.${manifest.version}`).join('\n'));
  }
  const shown = json ? JSON.stringify(addresses.length > 0 ? reports : reports[0], undefined, 2) : texts.join('\n\n');
  return { ok: reports.every(({ ok }) => ok), text: shown };
}
