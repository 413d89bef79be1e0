import { describe, expect, it } from 'vitest';
import { lintTexts } from '../../test/sample.ts';
import { parseMoment } from '../jst.ts';
import type { Plan } from '../plan/plan.ts';
import { planPublication, type Enacted, type PublicationEvidence, type StagedEvidence } from './plan-publication.ts';
import { announcedWhen, publicationsOf } from './publications.ts';

const moment = (text: string): Date => parseMoment(`${text}+09:00`) as Date;
const second = 1000;

function planOf(): Plan {
  const linted = lintTexts({}, { clock: { now: () => new Date(0) } });
  if (!linted.ok) throw new Error(JSON.stringify(linted.faults));
  const { plan } = linted;
  return { ...plan, milestones: { ...plan.milestones, pilot: { when: { kind: 'fixed', at: moment('2021-03-22T10:00:00') }, history: [] } } };
}

/** A plan whose dates are these; JST. */
function planAt(dates: Readonly<Record<'announcement' | 'pilot' | 'general', string>>): Plan {
  const milestone = (at: string): Plan['milestones']['general'] => ({ when: { kind: 'fixed', at: moment(at) }, history: [] });
  return { ...planOf(), milestones: { announcement: milestone(dates.announcement), pilot: milestone(dates.pilot), general: milestone(dates.general) } };
}

const approvals = [{ role: 'release', valid: true, why: 'signed' }, { role: 'qa', valid: true, why: 'signed' }];
const approved = (id: StagedEvidence['id'], at: Date, changes: Partial<StagedEvidence> = {}): StagedEvidence => ({ id, at, approvals, changes: [], ...changes });

function evidence(plan: Plan, staged: readonly StagedEvidence[], rest: Partial<PublicationEvidence> & { withdrawn?: string; history?: readonly Enacted[] } = {}): PublicationEvidence {
  const { withdrawn, ...others } = rest;
  return { releases: [{ version: '9.1.0', plan, staged, ...(withdrawn === undefined ? {} : { withdrawn }) }], history: [], isClockConfirmed: false, ...others };
}

const happened = (milestone: Enacted['milestone'], at: Date, version = '9.1.0'): Enacted => ({ version, milestone, at });
const verdicts = (from: PublicationEvidence, now: Date): string[] => planPublication(from, now).publications.map(({ id, verdict }) => `${id} ${verdict}`);

describe('when the moment of an approved publication comes', () => {
  const boundaries = [
    ['midnight JST', '2021-03-15T00:00:00'],
    ['the year end', '2020-12-31T23:59:59'],
    ['new year', '2021-01-01T00:00:00'],
    ['the leap day', '2020-02-29T00:00:00'],
    ['the day after a leap day', '2020-03-01T00:00:00'],
  ] as const;
  it.each(boundaries)('at %s (%s) it is due to the second, and not one second before', (_, at) => {
    const plan = planAt({ announcement: at, pilot: '2021-11-22T10:00:00', general: '2021-12-20T10:00:00' });
    const from = evidence(plan, [approved('announcement', moment(at))]);
    expect(planPublication(from, new Date(moment(at).getTime() - second)).due).toEqual([]);
    expect(planPublication(from, moment(at)).due.map(({ id }) => id)).toEqual(['announcement']);
  });

  it('says what happens next and when, and what is still missing for it', () => {
    const plan = planOf();
    const { next } = planPublication(evidence(plan, []), moment('2021-03-14T00:00:00'));
    expect(next).toMatchObject({ id: 'announcement', at: moment('2021-03-15T10:00:00'), missing: ['it was never staged'] });
  });

  it('a publisher who comes late does everything that was approved, in its order', () => {
    const plan = planOf();
    const from = evidence(plan, [approved('announcement', moment('2021-03-15T10:00:00')), approved('pilot', moment('2021-03-22T10:00:00'))]);
    expect(planPublication(from, moment('2021-03-23T10:00:00')).due.map(({ id }) => id)).toEqual(['announcement']);
    const later = { ...from, history: [happened('announcement', moment('2021-03-15T10:00:00'))] };
    expect(planPublication(later, moment('2021-03-23T10:00:00')).due.map(({ id }) => id)).toEqual(['pilot']);
  });
});

describe('when something is in the way', () => {
  const plan = planOf();
  const announced = [happened('announcement', moment('2021-03-15T10:00:00'))];
  const at = moment('2021-03-22T10:00:00');
  const refusedWith = (from: PublicationEvidence, now = at): string | undefined => planPublication(from, now).refused.find(({ id }) => id === 'pilot')?.why;

  it('a date that passed without approval is refused by name', () => {
    expect(refusedWith(evidence(plan, [], { history: announced }))).toBe('was due 2021-03-22T10:00:00+09:00: it was never staged');
    const half = approved('pilot', at, { approvals: [{ role: 'release', valid: true, why: 'signed' }, { role: 'qa', valid: false, why: 'has not signed' }] });
    expect(refusedWith(evidence(plan, [half], { history: announced }))).toBe('was due 2021-03-22T10:00:00+09:00: qa has not signed');
  });

  it('what was changed after its approval is refused, and the change is named', () => {
    const changed = approved('pilot', at, { changes: ['releases/9.1.0/notes.ja.md was edited'] });
    expect(refusedWith(evidence(plan, [changed], { history: announced }))).toContain('notes.ja.md was edited; its approvals are void');
  });

  it('a milestone waits for the one before it', () => {
    expect(refusedWith(evidence(plan, [approved('pilot', at)]))).toContain('announcement has to be published first');
  });

  it('a withdrawn version reaches nobody new', () => {
    expect(refusedWith(evidence(plan, [approved('pilot', at)], { history: announced, withdrawn: '起動しない' }))).toContain('9.1.0 is withdrawn (起動しない)');
  });

  it('an older version does not come after a newer one', () => {
    expect(refusedWith(evidence(plan, [approved('pilot', at)], { history: [...announced, happened('pilot', moment('2021-03-20T10:00:00'), '9.10.0')] }))).toContain('9.10.0, which is newer');
  });

  it('a late publication does not fall into the claims window', () => {
    const from = evidence(plan, [approved('pilot', at)], { history: announced });
    expect(refusedWith(from, moment('2021-04-01T00:00:00'))).toContain('facilities send their claims now');
    expect(planPublication(from, moment('2021-03-31T23:59:59')).due).toHaveLength(1);
    expect(planPublication(from, moment('2021-04-11T00:00:00')).due).toHaveLength(1);
  });

  it('a window is never due', () => {
    const open = { ...plan, milestones: { ...plan.milestones, general: { ...plan.milestones.general, when: { kind: 'window', text: '令和3年4月頃', from: moment('2021-04-01T00:00:00'), until: moment('2021-05-01T00:00:00') } } } } as Plan;
    const from = evidence(open, [approved('general', moment('2021-04-19T10:00:00'))], { history: [...announced, happened('pilot', at)] });
    expect(verdicts(from, moment('2021-06-01T00:00:00'))).toEqual(['announcement enacted', 'pilot enacted', 'cutover refused', 'general waiting']);
  });
});

describe('when the clock of the publisher moves', () => {
  const from = evidence(planOf(), [approved('announcement', moment('2021-03-15T10:00:00'))], { newest: moment('2021-03-15T09:00:00') });

  it('one second back is refused, whatever is due', () => {
    const { clock, due } = planPublication(from, moment('2021-03-15T08:59:59'));
    expect([clock?.code, due]).toEqual(['clock-backwards', []]);
    expect(planPublication(from, moment('2021-03-15T09:00:00')).clock).toBeUndefined();
  });

  it('more than a week ahead is refused until somebody confirms it', () => {
    const far = moment('2021-03-22T09:00:01');
    expect(planPublication(from, far)).toMatchObject({ clock: { code: 'clock-ahead' }, due: [] });
    expect(planPublication(from, moment('2021-03-22T09:00:00')).due).toHaveLength(1);
    expect(planPublication({ ...from, isClockConfirmed: true }, far).due).toHaveLength(1);
  });

  it('back after a jump ahead goes on when somebody confirms it', () => {
    const jumped = { ...from, newest: moment('2038-01-19T12:00:00') };
    expect(planPublication(jumped, moment('2021-03-15T10:00:00')).clock?.code).toBe('clock-backwards');
    expect(planPublication({ ...jumped, isClockConfirmed: true }, moment('2021-03-15T10:00:00')).due).toHaveLength(1);
  });
});

describe('when a date changes after the announcement', () => {
  const plan = planOf();
  const moved: Plan = {
    ...plan,
    milestones: { ...plan.milestones, general: { when: { kind: 'fixed', at: moment('2021-04-26T10:00:00') }, history: [{ was: plan.milestones.general.when, replaced: moment('2021-04-01T10:00:00'), reason: '確認に時間がかかるため' }] } },
  };

  it('it is announced once more at the moment of the change', () => {
    expect(publicationsOf(moved).map(({ id }) => id)).toEqual(['announcement', 'pilot', 'correction-2021-04-01', 'general', 'cutover']);
    expect(announcedWhen(moved, 'general', moment('2021-03-31T00:00:00'))).toEqual(plan.milestones.general.when);
    expect(announcedWhen(moved, 'general', moment('2021-04-01T10:00:00'))).toMatchObject({ at: moment('2021-04-26T10:00:00') });
  });

  it('a correction may come late, and nothing waits for it', () => {
    const history = [happened('announcement', moment('2021-03-15T10:00:00')), happened('pilot', moment('2021-03-22T10:00:00'))];
    const now = moment('2021-04-26T10:00:00');
    const general = approved('general', now);
    expect(verdicts(evidence(moved, [general], { history }), now)).toEqual(expect.arrayContaining(['correction-2021-04-01 waiting', 'general due']));
    const correction = approved('correction-2021-04-01', moment('2021-04-01T10:00:00'));
    expect(planPublication(evidence(moved, [correction], { history }), moment('2021-04-03T10:00:00')).due.map(({ id }) => id)).toEqual(['correction-2021-04-01']);
  });
});

describe('when a withdrawal is taken back', () => {
  const at = moment('2021-04-20T10:00:00');
  it('it happens as soon as both roles have signed, and never is late', () => {
    const unsigned = approved('reinstatement', at, { approvals: [{ role: 'qa', valid: false, why: 'has not signed' }] });
    const later = moment('2021-04-25T10:00:00');
    expect(verdicts(evidence(planOf(), [unsigned], { withdrawn: '起動しない' }), later)).toContain('reinstatement waiting');
    expect(verdicts(evidence(planOf(), [approved('reinstatement', at)], { withdrawn: '起動しない' }), later)).toContain('reinstatement due');
  });
});
