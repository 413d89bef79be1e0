import { join } from 'node:path';
import { writeAtomic } from '@togo/foundation/files';
import { describeProtocol } from './describe-protocol.ts';

/** `node libs/transmission/src/openapi/write.ts` brings docs/openapi.json up to date. */
await writeAtomic(join(import.meta.dirname, '../../../../docs/openapi.json'), `${JSON.stringify(describeProtocol(), null, 2)}\n`);
