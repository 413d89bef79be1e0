import { noticeContentPath, noticesPath, sessionPath, transmissionPath, transmissionsPath } from '@togo/transmission/protocol';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  claimFile,
  logIn,
  nextNumber,
  offices,
  password,
  refusalOf,
  resultIn,
  startTestReception,
  tidyUp,
  tryLogIn,
  users,
  type TestReception,
} from './kit.ts';

const hour = 3_600_000;
let reception: TestReception;

beforeEach(async () => {
  reception = await startTestReception();
});
afterEach(async () => {
  expect(reception.bugs).toEqual([]);
  await reception.close();
});
afterAll(tidyUp);

describe('when somebody logs in', () => {
  it('tells a facility who it is and when its federation closes', async () => {
    const { session } = await logIn(reception.port);
    expect(session).toMatchObject({
      userId: users.own,
      kind: 'facility',
      facilities: [{ number: offices.own, name: 'own', delegated: false }],
      federation: { code: '13', sendUntil: { day: 10, time: '23:30' } },
      passwordChangeRequired: false,
      serverTime: '2021-04-05T01:00:00.000Z',
      expiresAt: '2021-04-05T09:00:00.000Z',
    });
  });

  it('tells an agent for whom it claims', async () => {
    const { session } = await logIn(reception.port, users.agent);
    expect(session.kind).toBe('agent');
    expect(session.facilities.map(({ number }) => number)).toEqual([offices.first, offices.second, offices.third]);
  });

  it('ends the session after eight hours', async () => {
    const claimant = await logIn(reception.port);
    reception.clock.pass(8 * hour - 1);
    expect((await claimant.changedAfter(0)).transmissions).toEqual([]);
    reception.clock.pass(1);
    expect(refusalOf(await claimant.ask({ path: transmissionsPath })).code).toBe('R-505');
  });

  it('ends the session on request', async () => {
    const claimant = await logIn(reception.port);
    expect((await claimant.ask({ method: 'DELETE', path: sessionPath })).status).toBe(204);
    expect(refusalOf(await claimant.ask({ path: transmissionsPath })).code).toBe('R-505');
  });

  it('answers nobody without a session', async () => {
    const claimant = await logIn(reception.port);
    for (const authorization of ['', 'Bearer', `Bearer ${'A'.repeat(43)}`, `Basic ${claimant.session.token}`]) {
      for (const path of [transmissionsPath, transmissionPath(nextNumber()), noticesPath, noticeContentPath('n-1')]) {
        expect(refusalOf(await claimant.ask({ path, headers: { authorization } })).code).toBe('R-505');
      }
    }
  });
});

describe('when the password is wrong', () => {
  it('says so twice, locks the account at the third, and names the end of the lock', async () => {
    const codes: string[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) codes.push(refusalOf(await tryLogIn(reception.port, users.own, 'Wrong1234')).code);
    expect(codes).toEqual(['R-501', 'R-501', 'R-502']);
    expect(refusalOf(await tryLogIn(reception.port, users.own, password))).toMatchObject({ code: 'R-502', until: '2021-04-05T01:30:00.000Z' });
  });

  it('unlocks after 30 minutes by its own clock, and counts from the beginning', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) await tryLogIn(reception.port, users.own, 'Wrong1234');
    reception.clock.pass(hour / 2 - 1);
    expect(refusalOf(await tryLogIn(reception.port, users.own, password)).code).toBe('R-502');
    reception.clock.pass(1);
    expect(refusalOf(await tryLogIn(reception.port, users.own, 'Wrong1234')).code).toBe('R-501');
    await logIn(reception.port);
  });

  it('forgets the wrong ones after a right one', async () => {
    for (let round = 0; round < 3; round += 1) {
      expect(refusalOf(await tryLogIn(reception.port, users.own, 'Wrong1234')).code).toBe('R-501');
      expect(refusalOf(await tryLogIn(reception.port, users.own, 'Wrong1234')).code).toBe('R-501');
      await logIn(reception.port);
    }
  });

  it('lets no more than three guesses through that are sent side by side', async () => {
    const guesses = ['Wrong0001', 'Wrong0002', 'Wrong0003', password, password, password];
    const answers = await Promise.all(guesses.map((guess) => tryLogIn(reception.port, users.own, guess)));
    const wrong = answers.filter(({ status }) => status !== 200).map((answer) => refusalOf(answer).code);
    expect(wrong.filter((code) => code === 'R-501').length).toBeLessThanOrEqual(2);
    expect(wrong).toContain('R-502');
  });

  it('tells letters from capital letters', async () => {
    expect(refusalOf(await tryLogIn(reception.port, users.own, password.toLowerCase())).code).toBe('R-501');
  });

  it('says no more of a user ID that it does not know, however often', async () => {
    const unknown = `KJ13${'1370000001'}`;
    for (let attempt = 0; attempt < 4; attempt += 1) expect(refusalOf(await tryLogIn(reception.port, unknown, password)).code).toBe('R-501');
  });

  it('refuses a user ID of the ISDN line by its form', async () => {
    expect(refusalOf(await tryLogIn(reception.port, `J${offices.own}1`, password))).toMatchObject({ code: 'R-531', detail: 'unexpected form: userId' });
  });
});

describe('when the password is provisional', () => {
  it('lets the facility do nothing until it is changed', async () => {
    const claimant = await logIn(reception.port, users.provisional);
    expect(claimant.session.passwordChangeRequired).toBe(true);
    expect(refusalOf(await claimant.send(nextNumber(), claimFile(offices.provisional))).code).toBe('R-503');
    expect((await claimant.changePassword(password, 'Another2021')).status).toBe(204);
    resultIn(await claimant.send(nextNumber(), claimFile(offices.provisional)), 201);
    expect((await logIn(reception.port, users.provisional, 'Another2021')).session.passwordChangeRequired).toBe(false);
    expect(refusalOf(await tryLogIn(reception.port, users.provisional, password)).code).toBe('R-501');
  });

  it.each(['short1', 'Seventeen17171717', 'onlyletters', '12345678', 'with-sign1', 'Kaigo2021', 'パスワード12'])('does not take %s instead', async (next) => {
    const claimant = await logIn(reception.port, users.provisional);
    expect(refusalOf(await claimant.changePassword(password, next)).code).toBe('R-504');
    await logIn(reception.port, users.provisional);
  });

  it('counts a wrong current password as an attempt', async () => {
    const claimant = await logIn(reception.port, users.provisional);
    const codes: string[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) codes.push(refusalOf(await claimant.changePassword('Wrong1234', 'Another2021')).code);
    expect(codes).toEqual(['R-501', 'R-501', 'R-502']);
  });

  it('ends the other sessions of the account with the change', async () => {
    const [other, claimant] = [await logIn(reception.port), await logIn(reception.port)];
    await claimant.changePassword(password, 'Another2021');
    expect(refusalOf(await other.ask({ path: transmissionsPath })).code).toBe('R-505');
    expect((await claimant.changedAfter(0)).transmissions).toEqual([]);
  });
});

describe('when an agent claims for a facility', () => {
  it('lets the facility log in and see why it may do nothing', async () => {
    const claimant = await logIn(reception.port, users.delegated);
    expect(claimant.session.facilities).toEqual([{ number: offices.first, name: 'first', delegated: true }]);
    expect(refusalOf(await claimant.send(nextNumber(), claimFile(offices.first))).code).toBe('R-507');
    for (const path of [transmissionsPath, transmissionPath(nextNumber()), noticesPath, noticeContentPath('n-1')]) {
      expect(refusalOf(await claimant.ask({ path })).code).toBe('R-507');
    }
    expect(refusalOf(await claimant.cancel(nextNumber(), nextNumber())).code).toBe('R-507');
  });

  it('takes a file for each facility of the agent', async () => {
    const agent = await logIn(reception.port, users.agent);
    for (const facility of [offices.first, offices.second, offices.third]) {
      const result = resultIn(await agent.send(nextNumber(), claimFile(facility), { facility }), 201);
      expect(result).toMatchObject({ facility, arrival: { state: 'ok' }, acceptance: { state: 'ok' } });
    }
    expect((await agent.changedAfter(0)).transmissions).toHaveLength(3);
  });

  it('takes none for a facility of somebody else', async () => {
    const agent = await logIn(reception.port, users.agent);
    expect(refusalOf(await agent.send(nextNumber(), claimFile(), { facility: offices.own })).code).toBe('R-508');
    expect((await agent.changedAfter(0)).transmissions).toEqual([]);
  });

  it('keeps what one account sent from every other', async () => {
    const number = nextNumber();
    await (await logIn(reception.port)).send(number, claimFile());
    const agent = await logIn(reception.port, users.agent);
    expect(refusalOf(await agent.ask({ path: transmissionPath(number) })).code).toBe('R-518');
    expect(refusalOf(await agent.cancel(number, nextNumber())).code).toBe('R-518');
    expect((await agent.changedAfter(0)).transmissions).toEqual([]);
  });
});
