import { readFile } from 'node:fs/promises';
import { CodedError } from '@togo/foundation';
import { buildStandIn, type StandIn } from './release.ts';

/** `node main.ts <stand-in.json>`: lets the acceptance tests and the upgrade lab have a stand-in release without importing an app. */
try {
  await buildStandIn(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as StandIn);
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  // makensis says why in the middle of what electron-builder prints.
  const { stderr = '' } = (error.cause ?? {}) as { stderr?: string };
  const why = stderr.split('\n').filter((line) => /^\s*(error|warning|invalid|!include: error)/i.test(line));
  process.stderr.write([`${error.code}: ${error.message.split('\n')[0]}`, ...error.message.split('\n').slice(1, 4), ...why, ''].join('\n'));
  process.exitCode = 1;
}
