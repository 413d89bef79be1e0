import * as z from 'zod';

/** One text of the installer's script replaced by another; apps/installer/test/stand-in/changed-installer.ts applies it. */
const change = z.strictObject({
  /** Name of the file in apps/installer/nsis. */
  file: z.string().regex(/^[a-z0-9-]+\.ns[hi]$/),
  /** Must occur exactly once; lines may be indented differently. */
  find: z.string().min(1),
  replace: z.string(),
});

const mutation = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** The defect in words. */
  what: z.string(),
  changes: z.array(change).min(1),
  /** Scenarios that should notice, the quickest first. */
  caughtBy: z.array(z.string()).min(1),
});

/** `mutations.yaml`: seeded defects of the installer's script. */
export const mutationsFile = z.strictObject({ formatVersion: z.literal(1), mutations: z.array(mutation).min(1) });

export type ScriptChange = z.output<typeof change>;
export type Mutation = z.output<typeof mutation>;
