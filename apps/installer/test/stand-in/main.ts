import { readFile } from 'node:fs/promises';
import { buildStandIn, type StandIn } from './release.ts';

/** `node main.ts <stand-in.json>`: lets the acceptance tests have a stand-in release without importing an app. */
await buildStandIn(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as StandIn);
