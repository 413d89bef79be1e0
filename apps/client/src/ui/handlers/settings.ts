import { isHost, isPort } from '../../address.ts';
import { ClientError } from '../../client-error.ts';
import { describeClientCode } from '../../messages/client.ts';
import { describeProxy } from '../../messages/proxy.ts';
import type { ProxyChoice } from '../../settings/settings.ts';
import type { Answer } from '../answer.ts';
import type { ProxyForm, ProxyView } from '../pages/proxy.ts';
import { settingsPage, type SettingsForm, type SettingsView } from '../pages/settings.ts';
import { show, type Handler, type Visit } from '../visit.ts';

export const showSettings: Handler = (visit) => showPresent(visit, false);

async function showPresent(visit: Visit, saved: boolean, changed: { readonly form?: SettingsForm; readonly proxy?: ProxyForm } = {}): Promise<Answer> {
  const { current, standard } = await visit.service.reception();
  const { proxy, userId } = await visit.service.settings();
  const desk = await visit.service.sending.desk().catch(() => undefined);
  const view: SettingsView = {
    standard,
    form: { host: current.host, port: String(current.port), faults: [] },
    proxy: { form: formOf(proxy), way: await findWay(visit) },
    account: { userId, federation: desk?.session?.federation.name },
    saved,
    ver8: await findVer8News(visit),
  };
  const { form = view.form, proxy: proxyForm = view.proxy.form } = changed;
  const isFaulty = form.faults.length > 0 || proxyForm.isFaulty;
  return show(visit, settingsPage({ ...view, form, proxy: { ...view.proxy, form: proxyForm } }, visit.frame), isFaulty ? 422 : 200);
}

function formOf(proxy: ProxyChoice): ProxyForm {
  const typed = proxy.use === 'manual' ? { host: proxy.host, port: String(proxy.port) } : { host: '', port: '' };
  return { use: proxy.use, ...typed, isFaulty: false };
}

async function findVer8News({ service: { ver8 } }: Visit): Promise<SettingsView['ver8']> {
  const news = await ver8.news();
  return news === undefined ? undefined : { news, hasCertificate: await ver8.hasCertificate(), hasRecords: await ver8.hasRecords() };
}

/** A way that cannot be found is told here too: this is where another one is chosen. */
async function findWay({ service }: Visit): Promise<ProxyView['way']> {
  try {
    return describeProxy(await service.proxy());
  } catch (error) {
    if (error instanceof ClientError) return describeClientCode(error.code);
    throw error;
  }
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

export const changeProxy: Handler = async (visit) => {
  const { host, port, portNumber } = addressOf(visit.form);
  const use = visit.form.get('use');
  if (use === 'ie' || use === 'direct') {
    await visit.service.saveProxy({ use });
    return showPresent(visit, true);
  }
  if (!isHost(host) || !isPort(portNumber)) return showPresent(visit, false, { proxy: { use: 'manual', host, port, isFaulty: true } });
  await visit.service.saveProxy({ use: 'manual', host, port: portNumber });
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
