import { sha256 } from '@togo/foundation';
import type { Artefact, Release, Statement, Withdrawal } from '@togo/trust';

const bytes = 20_000_000;
const artefact = (kind: Artefact['kind'], target: string, base?: string): Artefact => {
  const known = { kind, target, sha256: sha256(target), bytes };
  return base === undefined ? known : { ...known, base };
};

/** A release with an installer, an update from `base` and its notes. */
export function aRelease(version: string, base: string): Release {
  return {
    version,
    title: `統合インストーラ Ver.${version}`,
    upgradesFrom: `>=8.0.0 <${version}`,
    artefacts: [
      artefact('installer', `${version}/TogoInstaller-${version}.exe`),
      artefact('update', `${version}/TogoUpdate-${version}.exe`, base),
      artefact('notes', `${version}/notes.html`),
      artefact('notes', `${version}/notes.txt`),
    ],
  };
}

/** What the release roles say: 9.2.0 is for everybody. */
export function aStatement(changes: Partial<Statement> = {}): Statement {
  return {
    formatVersion: 1,
    sequence: 1,
    milestone: 'general',
    version: '9.2.0',
    at: '2021-04-19T10:00:00+09:00',
    planSha256: sha256('plan'),
    notesSha256: sha256('notes'),
    channels: { general: '9.2.0' },
    dates: {},
    releases: [aRelease('9.1.0', '9.0.0'), aRelease('9.2.0', '9.1.0'), aRelease('9.3.0', '9.2.0')],
    announcements: [],
    reinstated: [],
    ...changes,
  };
}

export function aWithdrawal(version: string): Withdrawal {
  return { id: `w-${version.replaceAll('.', '-')}`, version, at: '2021-04-20T09:00:00+09:00', reason: '送信結果が表示されない場合があるため' };
}
