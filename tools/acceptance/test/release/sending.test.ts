import { createPc, personas, type Pc } from '@togo/wine-lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutRelease, type CutRelease } from '../../src/cut-release.ts';
import { startReception, type RunningReception } from '../../src/reception.ts';
import { chosen, claimFile, users } from '../client/facility.ts';
import { exchange, logIn, mainText, openEntry, rowOf, sendNow } from '../client/steps.ts';
import { installFolder, startScreens } from './installed.ts';

const minute = 60_000;
let release: CutRelease;
let reception: RunningReception;

beforeAll(async () => {
  release = await cutRelease('9.1.0');
  reception = await startReception('--demo', '--era', '1.2', ...['--arrival', '--acceptance'].flatMap((option) => [option, '0']));
}, 5 * minute);

afterAll(async () => {
  await reception?.stop();
  await release?.remove();
});

describe.each(personas)('when the client installed on %s sends a claim', { timeout: 3 * minute }, (persona) => {
  const fileName = persona === 'win10' ? 'I10A.CSV' : 'I81A.CSV';
  let pc: Pc;

  beforeAll(async () => {
    pc = await createPc({ persona });
    await pc.run(release.installer, ['/S']);
  }, 3 * minute);

  afterAll(async () => {
    await pc?.dispose();
  });

  it('arrives and is accepted, over TLS 1.2, and is still there after the client was started anew', async () => {
    {
      await using screens = await startScreens(pc);
      await screens.setReception('localhost', reception.port);
      await screens.page.goto(screens.origin);
      await sendNow(screens.page, users.own, chosen(fileName, claimFile({ people: persona === 'win10' ? 3 : 5 })));
      await exchange(screens.page);
      expect(await rowOf(screens.page, fileName)).toMatch(/正常\t正常\tなし$/);
    }
    const connections = reception.log().trim().split('\n').map((line) => JSON.parse(line) as { protocol?: string; cipher?: string });
    expect(new Set(connections.map(({ protocol }) => protocol))).toEqual(new Set(['TLSv1.2']));
    const status = await pc.run(`${installFolder}\\denso.exe`, ['status', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ entries: [{ fileName, send: 'delivered', arrival: { state: 'ok' }, acceptance: { state: 'ok' } }] });
    await using again = await startScreens(pc);
    await openEntry(again.page, fileName);
    expect(await mainText(again.page)).toContain('受付まで正常に終わりました');
  });

  it('asks for the password again after a new start, and says when it is wrong', async () => {
    await using screens = await startScreens(pc);
    await screens.page.getByRole('link', { name: '送信結果', exact: true }).click();
    await screens.page.getByRole('button', { name: '送受信する' }).click();
    await logIn(screens.page, users.own, 'Wrong1234');
    expect(await mainText(screens.page)).toContain('R-501');
  });
});
