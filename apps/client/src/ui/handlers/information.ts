import { InternalError } from '@togo/foundation';
import { DeskError } from '@togo/transmission/node';
import { formatAddress } from '../../address.ts';
import { ClientError } from '../../client-error.ts';
import { compactJst } from '../../japanese-time.ts';
import { describeClientCode } from '../../messages/client.ts';
import type { ClientCode, Notice } from '../../messages/notice.ts';
import { describeRange } from '../../messages/tls-names.ts';
import { runtimeFacts } from '../../runtime-facts.ts';
import { todosOf } from '../../sending/todo.ts';
import { supportSlip } from '../../support/support-slip.ts';
import { answerPage, asDownload, type Answer } from '../answer.ts';
import { guidePage, notesPage } from '../pages/documents.ts';
import { homePage, type HomeView } from '../pages/home.ts';
import { farewellPage, noticePage } from '../pages/plain.ts';
import { supportPage } from '../pages/support.ts';
import { show, type Handler, type Visit } from '../visit.ts';

export const showHome: Handler = async (visit) => {
  const { damage, manifest, lastCheck } = visit.service;
  if (damage !== undefined) throw damage;
  if (manifest === undefined) throw new InternalError('an installation without damage has a manifest');
  const certificate = await visit.service.certificates.notice().catch(asNotice);
  const hasVer8News = await visit.service.ver8.news().then((news) => news !== undefined, insteadOfRefusal(false));
  return show(visit, homePage({ manifest, lastCheck, desk: await deskView(visit), certificate, hasVer8News, offer: visit.service.updates.outlook?.offer?.version, now: visit.service.now }, visit.frame));
};

/** A first page without the outbox still shows the rest. */
async function deskView({ service }: Visit): Promise<HomeView['desk']> {
  try {
    const desk = await service.sending.desk();
    return { todos: todosOf(desk.entries(), service.now), session: desk.session };
  } catch (error) {
    if (error instanceof DeskError) return service.describe(error.code);
    return asNotice(error);
  }
}

function asNotice(error: unknown): Notice {
  if (error instanceof ClientError) return describeClientCode(error.code);
  throw error;
}

export const showNotes: Handler = async (visit) => show(visit, notesPage(await visit.service.readDocument('notes.html')));

export const showGuide: Handler = async (visit) => {
  const content = await visit.service.readDocument('guide.html');
  return content === undefined ? show(visit, noticePage(describeClientCode('I-492')), 404) : show(visit, guidePage(content));
};

/** Works with a damaged installation too: then it is needed most. */
export const showSupport: Handler = async (visit) => {
  const { manifest, lastCheck } = visit.service;
  // A guide that is there but broken is told about by its link.
  const hasGuide = await visit.service.readDocument('guide.html').then((guide) => guide !== undefined, insteadOfRefusal(true));
  const range = manifest === undefined ? 'TLS' : describeRange(manifest.tls);
  return show(visit, supportPage({ versions: versionsOf(visit), hasResult: lastCheck !== undefined, hasGuide, range }));
};

export const saveSlip: Handler = async (visit): Promise<Answer> => {
  const { service } = visit;
  const desk = await service.sending.desk().catch(() => undefined);
  const slip = supportSlip({
    at: service.now,
    versions: versionsOf(visit),
    reception: await service.reception().then(({ current }) => formatAddress(current), () => 'わかりません'),
    userId: await service.settings().then(({ userId }) => userId, () => undefined),
    lastCheck: service.lastCheck?.notice.code,
    lastExchange: desk?.lastExchange,
    entries: desk?.entries(),
    ver8: await service.ver8.records().catch(codeOf),
    log: await service.readLogTail(),
  });
  const stamp = `${compactJst(service.now)}.txt`;
  return { status: 200, type: 'text', body: slip, headers: asDownload(`support-${stamp}`, `問い合わせ票-${stamp}`) };
};

function codeOf(error: unknown): ClientCode {
  if (error instanceof ClientError) return error.code;
  throw error;
}

function versionsOf({ service: { manifest, damage }, frame }: Visit): readonly (readonly [string, string])[] {
  const own: readonly [string, string] =
    damage === undefined ? ['通信方式', manifest === undefined ? 'TLS' : describeRange(manifest.tls)] : ['状態', `${describeClientCode(damage.code).title}(${damage.code})`];
  return [['このソフト', `${frame.productName} ${frame.versionText}`], own, ...runtimeFacts()];
}

export const quit: Handler = ({ quit: end }) => {
  end();
  return answerPage(farewellPage());
};

/** What cannot be read is no reason to hide a page that tells of other things too. */
function insteadOfRefusal<T>(answer: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof ClientError) return answer;
    throw error;
  };
}
