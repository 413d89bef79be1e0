import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openCertificateFacility, openCertificates, takeIn } from './certificate-facility.ts';
import { chosen, claimFile, users } from './facility.ts';
import { sendNow } from './steps.ts';

const logMaxBytes = 524_288;

/** Of everything that the client keeps for all users of its PC; a file that is written only now and then counts too. */
const expected = ['certificates', 'chosen.json', 'certificate.pem', 'key.pem', 'settings.json', 'outbox.sqlite', 'outbox.sqlite-wal', 'client.log', 'client.log.1'];

/**
 * Does with the real client whatever makes it write below its data folder.
 *
 * @param look is given that folder while the client still runs: a power cut would leave it so.
 * @throws when it did not write what it is known to write: then this is no proof of anything.
 */
export async function useEverything(look: (data: string) => Promise<void>): Promise<void> {
  await using office = await openCertificateFacility();
  const { page, facility } = office;
  const data = join(facility.home, 'data');
  await appendFile(join(data, 'logs', 'client.log'), `${'x'.repeat(logMaxBytes)}\n`);
  await takeIn(page, await office.issue(60));
  await takeIn(page, await office.issue(800));
  await sendNow(page, users.own, chosen('I2612A.CSV', claimFile()));
  await openCertificates(page);
  await page.getByRole('button', { name: /^使う/ }).click();
  await page.getByText('使う電子証明書を変えました。').waitFor();
  const written = (await readdir(data, { recursive: true, withFileTypes: true })).map(({ name }) => name);
  const missing = expected.filter((name) => !written.includes(name));
  if (missing.length > 0) throw new Error(`expected the client to write ${missing.join(', ')}, got ${written.join(', ')}`);
  await look(data);
}
