import { makeCheck, saveResult, showCheck, showResult } from './handlers/check.ts';
import { quit, showGuide, showHome, showNotes, showSupport } from './handlers/information.ts';
import { changeSettings, restoreSettings, showSettings } from './handlers/settings.ts';
import type { Handler } from './visit.ts';

/** Every screen of a session. A path stands here once; HEAD is GET without its body. */
export const screens: ReadonlyMap<string, { readonly GET?: Handler; readonly POST?: Handler }> = new Map([
  ['/', { GET: showHome }],
  ['/check', { GET: showCheck, POST: makeCheck }],
  ['/check/result', { GET: showResult }],
  ['/check/result.txt', { GET: saveResult }],
  ['/settings', { GET: showSettings, POST: changeSettings }],
  ['/settings/standard', { POST: restoreSettings }],
  ['/notes', { GET: showNotes }],
  ['/guide', { GET: showGuide }],
  ['/support', { GET: showSupport }],
  ['/quit', { POST: quit }],
]);
