import { isHost, isPort } from '../../address.ts';
import type { Answer } from '../answer.ts';
import { settingsPage, type SettingsForm, type SettingsView } from '../pages/settings.ts';
import { show, type Handler, type Visit } from '../visit.ts';

export const showSettings: Handler = (visit) => showPresent(visit, false);

async function showPresent(visit: Visit, saved: boolean, changed: Partial<Pick<SettingsView, 'form' | 'proxy'>> = {}): Promise<Answer> {
  const { current, standard } = await visit.service.reception();
  const { proxy, userId } = await visit.service.settings();
  const desk = await visit.service.sending.desk().catch(() => undefined);
  const view: SettingsView = {
    standard,
    form: { host: current.host, port: String(current.port), faults: [] },
    proxy: { host: proxy?.host ?? '', port: proxy === undefined ? '' : String(proxy.port), isFaulty: false },
    account: { userId, federation: desk?.session?.federation.name },
    saved,
    ...changed,
  };
  const isFaulty = view.form.faults.length > 0 || view.proxy.isFaulty;
  return show(visit, settingsPage(view, visit.frame), isFaulty ? 422 : 200);
}

export const changeSettings: Handler = async (visit) => {
  const { host, port, portNumber } = addressOf(visit.form);
  if (isHost(host) && isPort(portNumber)) {
    await visit.service.saveReception({ host, port: portNumber });
    return showPresent(visit, true);
  }
  const faults: SettingsForm['faults'] = [...(isHost(host) ? [] : ['S-287' as const]), ...(isPort(portNumber) ? [] : ['S-288' as const])];
  return showPresent(visit, false, { form: { host, port, faults } });
};

/** Both fields empty: no proxy. */
export const changeProxy: Handler = async (visit) => {
  const { host, port, portNumber } = addressOf(visit.form);
  const isNone = host === '' && port === '';
  if (!isNone && !(isHost(host) && isPort(portNumber))) return showPresent(visit, false, { proxy: { host, port, isFaulty: true } });
  await visit.service.saveProxy(isNone ? undefined : { host, port: Number(portNumber) });
  return showPresent(visit, true);
};

function addressOf(form: URLSearchParams): { readonly host: string; readonly port: string; readonly portNumber: number | undefined } {
  const port = tidy(form.get('port'));
  return { host: tidy(form.get('host')).toLowerCase(), port, portNumber: /^\d{1,5}$/.test(port) ? Number(port) : undefined };
}

export const restoreSettings: Handler = async (visit) => {
  await visit.service.saveReception(undefined);
  return showPresent(visit, true);
};

/** What a clerk typed with a Japanese keyboard: full-width letters, digits, points and spaces count as half-width ones. */
function tidy(typed: string | null): string {
  return (typed ?? '').normalize('NFKC').trim();
}
