import type { TlsRange } from '@togo/tls-policy';
import * as z from 'zod';
import { field, formatVersion, moment, os, port, probePath, productNames, publicHostName, runtime, title, tls, version } from '../fields.ts';

/** release.yaml, as written: what a release is. */
export const releaseSchema = z.strictObject({
  formatVersion,
  version,
  title,
  previousRelease: version,
  upgradesFrom: z.string().meta({ description: 'a range of versions, such as ">=8.0.0 <9.1.0"' }),
  tls,
  os,
  runtime,
  reception: z.strictObject({ host: publicHostName, port, probePath }),
  productNames,
  publishUrl: field('publish-url', 'an https:// folder that ends in /', z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?\/([A-Za-z0-9_.~-]+\/)*$/)),
  sourceDate: moment,
});

export type WrittenRelease = z.output<typeof releaseSchema>;

/** A release whose rules all hold. */
export interface Release extends Omit<WrittenRelease, 'sourceDate' | 'tls'> {
  readonly tls: TlsRange;
  /** The time that every file of the build carries, so that a second builder gets the same bytes. */
  readonly sourceDate: Date;
}

/** The JSON Schema of release.yaml, for editors: made from the schema that reads it. */
export function releaseSchemaJson(): object {
  return z.toJSONSchema(releaseSchema, { io: 'input' });
}
