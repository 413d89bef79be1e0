import * as z from 'zod';

/** How a stand-in release departs from a good one; apps/installer/test/stand-in/release.ts says what the words mean. */
const standIn = z.strictObject({
  what: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  client: z.array(z.string()).optional(),
  damaged: z.boolean().optional(),
  extraBytes: z.int().optional(),
  upgradesFrom: z.string().optional(),
  runtimeTail: z.string().optional(),
  hasUpdate: z.boolean().optional(),
});

export type StandIn = z.output<typeof standIn>;

/** `releases.yaml`, the oldest release first. */
export const releasesFile = z.strictObject({ formatVersion: z.literal(1), releases: z.record(z.string().regex(/^[\w.-]+$/), standIn) });
