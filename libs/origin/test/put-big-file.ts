/** put-big-file.ts ADDRESS FILE KEY: puts it twice; prints what was said and by how much this process has grown at most. */
import { openOrigin } from '../src/index.ts';

const [address = '', file = '', key = ''] = process.argv.slice(2);
const origin = openOrigin(address);
await origin.putImmutable('targets/small.bin', { bytes: Buffer.alloc(1_000_000) }, { contentType: 'application/octet-stream' });
const before = process.resourceUsage().maxRSS;
const results = [];
for (let time = 0; time < 2; time += 1) results.push(await origin.putImmutable(key, { file }, { contentType: 'application/octet-stream' }));
process.stdout.write(JSON.stringify({ results, grownBytes: (process.resourceUsage().maxRSS - before) * 1024 }));
