import { worldOf, type Statement, type Withdrawal } from '@togo/trust';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRelease, aStatement, aWithdrawal } from '../../test/published.ts';
import { compareVersions, judgeWorld, type Outlook } from './judge-world.ts';

const judge = (installed: string, statement: Partial<Statement> = {}, ...withdrawals: Withdrawal[]): Outlook =>
  judgeWorld(worldOf(aStatement(statement), withdrawals), installed);

describe('when a newer version is published', () => {
  it('offers the update where its base is installed', () => {
    const artefact = { kind: 'update', target: '9.2.0/TogoUpdate-9.2.0.exe' };
    expect(judge('9.1.0').offer).toMatchObject({ version: '9.2.0', artefact, notes: { target: '9.2.0/notes.txt' } });
  });

  it('offers the whole installer where another version is installed, or there is no update', () => {
    expect(judge('9.0.0').offer?.artefact.target).toBe('9.2.0/TogoInstaller-9.2.0.exe');
    const whole = { ...aRelease('9.2.0', ''), artefacts: aRelease('9.2.0', '').artefacts.slice(0, 1) };
    expect(judge('9.1.0', { releases: [whole] }).offer).toMatchObject({ artefact: { kind: 'installer' }, notes: undefined });
  });

  it('says so where it has no file for a facility', () => {
    const none = { ...aRelease('9.2.0', ''), artefacts: aRelease('9.2.0', '').artefacts.slice(2) };
    expect(judge('9.1.0', { releases: [none] })).toEqual({ withdrawn: undefined, offer: undefined, withheld: { version: '9.2.0', why: 'no-file' } });
  });

  it('does not offer what was withdrawn', () => {
    expect(judge('9.1.0', {}, aWithdrawal('9.2.0'))).toEqual({ withdrawn: undefined, offer: undefined, withheld: { version: '9.2.0', why: 'withdrawn' } });
  });
});

describe('when nothing newer is published', () => {
  it.each([
    ['the same version', '9.2.0', {}],
    ['nothing at all', '9.1.0', { channels: {} }],
    ['only something for the pilot', '9.1.0', { channels: { pilot: '9.2.0' } }],
    ['something older', '9.3.0', {}],
  ])('offers nothing: %s', (_what, installed, statement) => {
    expect(judge(installed, statement)).toEqual({ withdrawn: undefined, offer: undefined, withheld: undefined });
  });

  it('goes on with the pilot on a PC that is ahead of all others', () => {
    expect(judge('9.2.0', { channels: { general: '9.1.0', pilot: '9.3.0' } }).offer?.version).toBe('9.3.0');
  });

  it('never offers anything that is not newer', () => {
    const versions = fc.constantFrom('9.0.0', '9.1.0', '9.2.0', '9.3.0');
    const channel = fc.option(fc.constantFrom('9.1.0', '9.2.0', '9.3.0'));
    fc.assert(
      fc.property(versions, channel, channel, (installed, general, pilot) => {
        const { offer } = judge(installed, { channels: { ...(general === null ? {} : { general }), ...(pilot === null ? {} : { pilot }) } });
        if (offer !== undefined) expect(compareVersions(offer.version, installed)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('when the installed version was withdrawn', () => {
  it('says why, beside what is offered', () => {
    expect(judge('9.1.0', {}, aWithdrawal('9.1.0'))).toMatchObject({ withdrawn: { reason: '送信結果が表示されない場合があるため' }, offer: { version: '9.2.0' } });
  });

  it('says nothing any more where it was reinstated', () => {
    expect(judge('9.1.0', { reinstated: ['w-9-1-0'] }, aWithdrawal('9.1.0')).withdrawn).toBeUndefined();
  });
});

describe('when versions are compared', () => {
  it('counts as numbers do', () => {
    expect(['9.10.0', '9.9.9', '10.0.0', '9.9.10'].sort(compareVersions)).toEqual(['9.9.9', '9.9.10', '9.10.0', '10.0.0']);
  });
});
