import { askRemoval, certificateUpload, importCertificate, importVer8Certificate, removeCertificate, showCertificates, useCertificate } from './handlers/certificates.ts';
import { makeCheck, saveResult, showCheck, showResult } from './handlers/check.ts';
import { showExchange, startExchange } from './handlers/exchange.ts';
import { openIeTool, showIeCheck } from './handlers/ie-check.ts';
import { quit, saveSlip, showGuide, showHome, showNotes, showSupport } from './handlers/information.ts';
import { downloadNotice, showNotices } from './handlers/notices.ts';
import { showOutbox, withdraw } from './handlers/outbox.ts';
import { askCancellation, requestCancellation, showEntry, showResults } from './handlers/results.ts';
import { checkChosen, claimUpload, confirmDraft, discardDraft, showDraft, showSend } from './handlers/send.ts';
import { changePassword, logIn, logOut, showLogIn, showPassword } from './handlers/session.ts';
import { changeProxy, changeSettings, restoreSettings, showSettings } from './handlers/settings.ts';
import { cancelDownload, checkUpdate, showUpdate, startDownload, startInstaller } from './handlers/update.ts';
import { confirmVer8News, showVer8Records } from './handlers/ver8.ts';
import { certificatesPath, removePath, usePath, ver8CertificatePath } from './pages/certificates.ts';
import { updatePaths } from './pages/update.ts';
import { ver8NewsPath } from './pages/ver8-news.ts';
import { ver8RecordsPath } from './pages/ver8-records.ts';
import type { UploadRules } from './read-upload.ts';
import type { Handler } from './visit.ts';

export interface Screen {
  readonly GET?: Handler;
  readonly POST?: Handler;
  /** POST brings files: the form is `multipart/form-data`. */
  readonly takes?: UploadRules;
}

/** Every screen of a session. A path stands here once; HEAD is GET without its body. */
export const screens: ReadonlyMap<string, Screen> = new Map<string, Screen>([
  ['/', { GET: showHome }],
  ['/login', { GET: showLogIn, POST: logIn }],
  ['/logout', { POST: logOut }],
  ['/password', { GET: showPassword, POST: changePassword }],
  ['/send', { GET: showSend, POST: checkChosen, takes: claimUpload }],
  ['/send/draft', { GET: showDraft }],
  ['/send/confirm', { POST: confirmDraft }],
  ['/send/discard', { POST: discardDraft }],
  ['/outbox', { GET: showOutbox }],
  ['/outbox/withdraw', { POST: withdraw }],
  ['/exchange', { GET: showExchange, POST: startExchange }],
  ['/results', { GET: showResults }],
  ['/results/entry', { GET: showEntry }],
  ['/results/cancel', { GET: askCancellation, POST: requestCancellation }],
  [ver8RecordsPath, { GET: showVer8Records }],
  ['/notices', { GET: showNotices }],
  ['/notices/content', { GET: downloadNotice }],
  ['/check', { GET: showCheck, POST: makeCheck }],
  ['/check/result', { GET: showResult }],
  ['/check/result.txt', { GET: saveResult }],
  ['/ie-check', { GET: showIeCheck }],
  ['/ie-check/tool', { POST: openIeTool }],
  ['/settings', { GET: showSettings, POST: changeSettings }],
  ['/settings/standard', { POST: restoreSettings }],
  ['/settings/proxy', { POST: changeProxy }],
  [ver8NewsPath, { POST: confirmVer8News }],
  [certificatesPath, { GET: showCertificates, POST: importCertificate, takes: certificateUpload }],
  [ver8CertificatePath, { POST: importVer8Certificate }],
  [usePath, { POST: useCertificate }],
  [removePath, { GET: askRemoval, POST: removeCertificate }],
  [updatePaths.show, { GET: showUpdate }],
  [updatePaths.check, { POST: checkUpdate }],
  [updatePaths.download, { POST: startDownload }],
  [updatePaths.cancel, { POST: cancelDownload }],
  [updatePaths.start, { POST: startInstaller }],
  ['/notes', { GET: showNotes }],
  ['/guide', { GET: showGuide }],
  ['/support', { GET: showSupport }],
  ['/support/slip.txt', { GET: saveSlip }],
  ['/quit', { POST: quit }],
]);
