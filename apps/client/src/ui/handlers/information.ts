import { InternalError } from '@togo/foundation';
import { ClientError } from '../../client-error.ts';
import { describeClientCode } from '../../messages/client.ts';
import { describeRange } from '../../messages/tls-names.ts';
import { runtimeFacts } from '../../runtime-facts.ts';
import { answerPage } from '../answer.ts';
import { checkForm } from '../pages/check.ts';
import { guidePage, notesPage } from '../pages/documents.ts';
import { homePage } from '../pages/home.ts';
import { farewellPage, noticePage } from '../pages/plain.ts';
import { supportPage } from '../pages/support.ts';
import { show, type Handler } from '../visit.ts';

export const showHome: Handler = (visit) => {
  const { damage, manifest, lastCheck } = visit.service;
  if (damage !== undefined) throw damage;
  if (manifest === undefined) throw new InternalError('an installation without damage has a manifest');
  return show(visit, homePage(manifest, lastCheck, checkForm(visit.frame, '接続を確認する')));
};

export const showNotes: Handler = async (visit) => show(visit, notesPage(await visit.service.readDocument('notes.html')));

export const showGuide: Handler = async (visit) => {
  const content = await visit.service.readDocument('guide.html');
  return content === undefined ? show(visit, noticePage(describeClientCode('I-492')), 404) : show(visit, guidePage(content));
};

/** Works with a damaged installation too: then it is needed most. */
export const showSupport: Handler = async (visit) => {
  const { manifest, damage, lastCheck } = visit.service;
  const range = manifest === undefined ? 'TLS' : describeRange(manifest.tls);
  const own: readonly (readonly [string, string])[] =
    damage === undefined ? [['通信方式', range]] : [['状態', `${describeClientCode(damage.code).title}(${damage.code})`]];
  const hasGuide = await visit.service.readDocument('guide.html').then((guide) => guide !== undefined, isUnreadable);
  return show(visit, supportPage({
    versions: [['このソフト', `${visit.frame.productName} ${visit.frame.versionText}`], ...own, ...runtimeFacts()],
    hasResult: lastCheck !== undefined,
    hasGuide,
    range,
  }));
};

export const quit: Handler = ({ quit: end }) => {
  end();
  return answerPage(farewellPage());
};

/** A guide that is there but broken is no reason to hide this page; following the link tells about it. */
function isUnreadable(error: unknown): true {
  if (error instanceof ClientError) return true;
  throw error;
}
