import { describe, expect, it } from 'vitest';
import { chosen, claimFile, openFacility, password, users } from './facility.ts';
import { sendNow } from './steps.ts';

const patience = { timeout: 120_000 };

interface Status {
  readonly ok: boolean;
  readonly code?: string;
  readonly entries: readonly { readonly fileName: string; readonly send: string; readonly arrival: { readonly state: string }; readonly acceptance: { readonly state: string } }[];
}

describe('when support works at a console', patience, () => {
  it('checks a claim file, for now and for another moment', async () => {
    await using facility = await openFacility();
    const path = await facility.write('I2104A.CSV', claimFile({ processingMonth: '202104' }));
    const then = await facility.run(['check', path, '--now', '2021-04-05T10:00:00+09:00', '--json']);
    expect(then.exitCode).toBe(0);
    expect(JSON.parse(then.stdout)).toMatchObject({ ok: true, findings: [], summary: { dataType: '711' } });
    const now = await facility.run(['check', path, '--json']);
    expect(now.exitCode).toBe(1);
    expect(JSON.parse(now.stdout)).toMatchObject({ ok: false, findings: [{ line: 1, column: 11, severity: 'error', code: expect.stringMatching(/^K-3\d\d$/), message: expect.stringMatching(/[ぁ-ん]/) }] });
    const words = await facility.run(['check', path]);
    expect(words.stdout).toMatch(/^I2104A\.CSV: 送信できません。\n {2}1行目の11番目の項目 \[直してください\]/);
    expect(await facility.run(['check', `${path}.none`])).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('(K-386)') });
  });

  it('sends, and tells how it stands', async () => {
    await using facility = await openFacility();
    await facility.quit();
    const files = [await facility.write('I2612A.CSV', claimFile()), await facility.write('I2612B.CSV', claimFile({ people: 4, dataType: '812' }))];
    const sent = await facility.run(['send', ...files, '--user', users.own, '--json'], `${password}\n`);
    expect(JSON.parse(sent.stdout)).toMatchObject({ ok: true, code: 'T-100', entries: [{ fileName: 'I2612A.CSV', send: 'delivered' }, { fileName: 'I2612B.CSV', send: 'delivered' }] });
    expect(sent).toMatchObject({ exitCode: 0, stderr: '' });
    const status = await facility.run(['status', '--exchange', '--json'], `${password}\r\n`);
    const { ok, entries } = JSON.parse(status.stdout) as Status;
    expect(ok).toBe(true);
    expect(entries.map(({ arrival, acceptance }) => [arrival.state, acceptance.state])).toEqual([['ok', 'ok'], ['ok', 'ok']]);
    expect((await facility.run(['status'])).stdout).toMatch(/^前回の送受信: .* \(T-100\)\nI2612B\.CSV [^]*到達 正常 \/ 受付 正常 \/ 取消 なし ― 受付まで正常に終わりました\n/);
  });

  it('sends nothing when one of the files may not be sent, or was sent before', async () => {
    await using facility = await openFacility();
    await facility.quit();
    const good = await facility.write('I2612A.CSV', claimFile());
    const bad = await facility.write('I2612B.CSV', 'no claim file');
    const refused = await facility.run(['send', good, bad, '--user', users.own], `${password}\n`);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(/\(K-387\)[^]*I2612B\.CSV: 送信できません。/) });
    expect(JSON.parse((await facility.run(['status', '--json'])).stdout)).toMatchObject({ entries: [] });
    expect(await facility.run(['send', good, '--user', users.own], `${password}\n`)).toMatchObject({ exitCode: 0 });
    expect(await facility.run(['send', good], `${password}\n`)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('R-557') });
  });

  it('is refused with the words of the screens, and asked for no password in vain', async () => {
    await using facility = await openFacility();
    const good = await facility.write('I2612A.CSV', claimFile());
    await facility.quit();
    expect(await facility.run(['send', good], `${password}\n`)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('(S-264)') });
    expect(await facility.run(['send', good, '--user', users.own], '')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('(R-582)') });
    expect(await facility.run(['send', good, '--user', users.own], 'Wrong0001\n')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('(R-501)') });
  });
});

describe('when support works at a console while the window is open', patience, () => {
  it('sees what the window knows, and whose it is', async () => {
    await using facility = await openFacility();
    await sendNow(facility.page, users.own, chosen('I2612A.CSV', claimFile()));
    const inWords = await facility.run(['status']);
    expect(inWords).toMatchObject({ exitCode: 0, stderr: '' });
    expect(inWords.stdout).toMatch(/^介護伝送ソフトの画面が開いていて、[^\n]*\n前回の送受信: .* \(T-100\)\nI2612A\.CSV /);
    const status = await facility.run(['status', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ ok: true, keeper: 'window', lastExchange: { code: 'T-100' }, entries: [{ fileName: 'I2612A.CSV', send: 'delivered' }] });
    await facility.quit();
    const after = JSON.parse((await facility.run(['status', '--json'])).stdout) as Status;
    expect(after).toMatchObject({ ok: true, keeper: 'command' });
    expect(after.entries).toEqual((JSON.parse(status.stdout) as Status).entries);
  });

  it('is sent to the window with what it wants to send, before anybody types a password', async () => {
    await using facility = await openFacility();
    await facility.page.getByRole('link', { name: '送信待ち' }).click();
    const good = await facility.write('I2612A.CSV', claimFile());
    for (const args of [['send', good, '--user', users.own], ['status', '--exchange', '--user', users.own]]) {
      expect(await facility.run(args)).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(/^開いている画面から送信してください\(K-388\)\n[^]*次にすること: 開いている画面で送信するか/) });
    }
    expect(JSON.parse((await facility.run(['status', '--json'])).stdout)).toMatchObject({ keeper: 'window', entries: [] });
    await facility.quit();
    expect(await facility.run(['send', good, '--user', users.own], `${password}\n`)).toMatchObject({ exitCode: 0 });
  });
});
