import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { limits as protocol } from '@togo/transmission/protocol';
import { describe, expect, it } from 'vitest';
import { waitFor } from '../../src/wait-for.ts';
import { chosen, claimFile, openFacility, users } from './facility.ts';
import { choose, mainText, rowOf, sendNow } from './steps.ts';

const patience = { timeout: 180_000 };
/** The client looks every fifteen seconds whether it is time to ask; one question may come too early for the results. */
const resultsMs = 90_000;
const floorMinutes = protocol.pollFloorMs / 60_000;

describe('when results come while nobody presses anything', patience, () => {
  it('asks by itself after the floor, shows the results, and leaves what waits to be sent', async () => {
    await using facility = await openFacility({ delaySeconds: 4 });
    const { page, home } = facility;
    const log = (): Promise<string> => readFile(join(home, 'data/logs/client.log'), 'utf8');
    await sendNow(page, users.own, chosen('I2612A.CSV', claimFile()));
    await choose(page, chosen('I2612B.CSV', claimFile({ people: 4, dataType: '812' })));
    await page.getByRole('button', { name: '送信待ちに入れる' }).click();
    await page.getByRole('link', { name: '送信結果', exact: true }).click();
    expect(await rowOf(page, 'I2612A.CSV')).toMatch(/待ち\t待ち\tなし$/);
    expect(await mainText(page)).toMatch(/前回の問い合わせ: .* 10:0\d\n次の自動の問い合わせ: .* 10:1\d ごろ/);
    const questions = async (): Promise<number> => (await log()).match(/ asked code="T-100" /g)?.length ?? 0;
    await waitFor('results without a press', resultsMs, async () => {
      await facility.setForward(((await questions()) + 1) * floorMinutes);
      await page.reload();
      return /正常\t正常\tなし$/.exec(await rowOf(page, 'I2612A.CSV'))?.[0];
    });
    expect(await questions()).toBeGreaterThan(0);
    await page.getByRole('link', { name: '送信待ち' }).click();
    expect(await mainText(page)).toContain('I2612B.CSV');
    expect((await log()).match(/ exchange /g)).toHaveLength(1);
  });
});
