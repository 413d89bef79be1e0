import { isHost, isPort } from '../../address.ts';
import type { Answer } from '../answer.ts';
import { settingsPage, type SettingsForm } from '../pages/settings.ts';
import { show, type Handler, type Visit } from '../visit.ts';

export const showSettings: Handler = (visit) => showPresent(visit, false);

async function showPresent(visit: Visit, saved: boolean): Promise<Answer> {
  const { current, standard } = await visit.service.reception();
  return show(visit, settingsPage(standard, { host: current.host, port: String(current.port), faults: [] }, saved, visit.frame));
}

export const changeSettings: Handler = async (visit) => {
  const host = tidy(visit.form.get('host')).toLowerCase();
  const port = tidy(visit.form.get('port'));
  const portNumber = /^\d{1,5}$/.test(port) ? Number(port) : undefined;
  if (isHost(host) && isPort(portNumber)) {
    await visit.service.saveReception({ host, port: portNumber });
    return showPresent(visit, true);
  }
  const faults: SettingsForm['faults'] = [...(isHost(host) ? [] : ['S-283' as const]), ...(isPort(portNumber) ? [] : ['S-284' as const])];
  const { standard } = await visit.service.reception();
  return show(visit, settingsPage(standard, { host, port, faults }, false, visit.frame), 422);
};

export const restoreSettings: Handler = async (visit) => {
  await visit.service.saveReception(undefined);
  return showPresent(visit, true);
};

/** What a clerk typed with a Japanese keyboard: full-width letters, digits, points and spaces count as half-width ones. */
function tidy(typed: string | null): string {
  return (typed ?? '').normalize('NFKC').trim();
}
