/** publish.ts FOLDER WHAT: one write to a directory origin, in a process of its own; prints how it was refused and what lies there then. */
import { readdirSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { directoryOrigin } from '../src/index.ts';

const [folder = '', what = ''] = process.argv.slice(2);
const origin = directoryOrigin(folder);
const json = { contentType: 'application/json', maxAgeSeconds: 60 };
const bytes = Buffer.from('new');

const suicide = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
};
if (what === 'kill-at-rename') files.rename = suicide;
if (what === 'kill-at-link') files.link = suicide;
syncBuiltinESMExports();

const acts: Readonly<Record<string, () => Promise<unknown>>> = {
  'kill-at-rename': () => origin.putPointer('timestamp.json', bytes, json),
  'kill-at-link': () => origin.putImmutable('object.json', { bytes }, json),
  async object() {
    await origin.putImmutable('object.json', { bytes }, json);
    await origin.putImmutable('folder/object.json', { bytes }, json);
  },
  async 'too-much'() {
    await origin.putPointer('timestamp.json', Buffer.from('old'), json);
    await origin.putImmutable('big.bin', { bytes: Buffer.alloc(1_000_000) }, json);
  },
};

const refusal = await acts[what]?.().then(
  () => undefined,
  (error: unknown) => error as { code: string; message: string; hint: string },
);
const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('.togo-incoming') || name.includes('/'));
process.stdout.write(JSON.stringify({ code: refusal?.code, text: `${refusal?.message ?? ''} ${refusal?.hint ?? ''}`, left }));
