import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFacts, wrongType } from '../fixture/index.ts';
import {
  applyFix, applyUndo, decisionTable, evaluate, planFix, requiredBit, undoRecord, untouchedPc,
  type Facts, type FixPlan, type RegValue,
} from '../src/index.ts';

const moment = new Date('2021-04-19T10:00:00+09:00');

/** Facts of which the table allows a change, with that change. */
const fixable = anyFacts.map((facts) => ({ facts, plan: planFix(facts) })).filter((one): one is { facts: Facts; plan: FixPlan } => one.plan !== null);

/** What a later, fresh check meets. */
function afterwards(facts: Facts, plan: FixPlan): Facts {
  return { ...applyFix(facts, plan), session: { fixed: false, ieRunning: false } };
}

const valueOf = (value: RegValue): number => (value.kind === 'dword' ? value.value : 0);

describe('when the table allows a fix', () => {
  it('(a) finds nothing more to fix after it', () => {
    fc.assert(
      fc.property(fixable, ({ facts, plan }) => {
        expect(planFix(afterwards(facts, plan))).toBeNull();
      }),
    );
  });

  it('(b) puts back the value, its type and its absence', () => {
    fc.assert(
      fc.property(fixable, ({ facts, plan }) => {
        const undone = applyUndo(applyFix(facts, plan), undoRecord(plan, moment));
        expect(undone?.user).toEqual(facts.user);
      }),
    );
  });

  it('(c) never clears a bit', () => {
    fc.assert(
      fc.property(fixable, ({ facts, plan }) => {
        if (plan.to.kind === 'dword') expect(valueOf(facts.user) & ~plan.to.value).toBe(0);
        if (plan.to.kind === 'absent') expect(facts.user.kind).toBe('other');
      }),
    );
  });

  it('(c) adds the bit of TLS 1.2 and no other', () => {
    fc.assert(
      fc.property(fixable, ({ facts, plan }) => {
        if (plan.kind === 'add-tls12') expect(plan.to).toEqual({ kind: 'dword', value: (valueOf(facts.user) | requiredBit) >>> 0 });
      }),
    );
  });

  it('(d) leads to a PC that works, unless Windows itself or what comes from elsewhere stands in the way', () => {
    fc.assert(
      fc.property(fixable, ({ facts, plan }) => {
        const { verdict, findings } = evaluate(afterwards(facts, plan));
        const elsewhere = findings.some(({ who, verdict: weight }) => who !== 'U' && weight !== 'PASS');
        if (!elsewhere) expect(['PASS', 'WARN']).toContain(verdict);
        expect(findings.filter(({ verdict: weight }) => weight === 'FAIL-U')).toEqual([]);
      }),
    );
  });

  it('waits for a new connection before it says that all is well', () => {
    fc.assert(
      fc.property(fixable, ({ facts, plan }) => {
        const codes = evaluate(applyFix(facts, plan)).findings.map(({ code }) => code);
        expect(codes).toContain('RECHECK');
      }),
    );
  });

  it('changes the value of the signed-in user and of nobody else', () => {
    fc.assert(
      fc.property(fixable, ({ facts, plan }) => {
        expect(plan.sid).toBe(facts.account.shell);
        expect(applyFix(facts, plan)).toMatchObject({ machinePolicy: facts.machinePolicy, userPolicy: facts.userPolicy, machine64: facts.machine64 });
      }),
    );
  });
});

describe('when the value that counts is not the user’s', () => {
  it('(e) writes nothing for a policy, a default or an account that cannot be found; row 22 alone writes where nothing was', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { source } = evaluate(facts);
        const plan = planFix(facts);
        if (['machine-policy', 'user-policy', 'unclear-policy', 'default', 'no-user', 'denied-user'].includes(source)) expect(plan).toBeNull();
        if (plan !== null && facts.user.kind === 'absent') expect(plan.row).toBe(22);
      }),
    );
  });

  it('writes nothing on a PC that the check is not for', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(planFix({ ...facts, os: { ...facts.os, build: 22631 } })).toBeNull();
      }),
    );
  });
});

describe('when somebody changed the value after the fix', () => {
  it('does not undo their decision', () => {
    const facts: Facts = { ...untouchedPc, user: { kind: 'dword', value: 0xa0 } };
    const plan = planFix(facts);
    if (plan === null) throw new Error('expected a plan');
    const changed: Facts = { ...applyFix(facts, plan), user: { kind: 'dword', value: 0xa80 } };
    expect(applyUndo(changed, undoRecord(plan, moment))).toBeNull();
  });
});

describe('when the value has a wrong type', () => {
  it('asks before it is removed', () => {
    fc.assert(
      fc.property(wrongType, (user) => {
        expect(planFix({ ...untouchedPc, user })).toMatchObject({ kind: 'delete-value', consent: true, to: { kind: 'absent' } });
      }),
    );
  });
});

describe('when a fix is written into the table', () => {
  it('stands only in rows that the user can act on', () => {
    const rows = decisionTable.flatMap((question) => question.rows).filter(({ fix }) => fix !== undefined);
    expect(rows.filter(({ who }) => who !== 'U')).toEqual([]);
  });
});
