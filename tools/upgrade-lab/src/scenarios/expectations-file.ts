import * as z from 'zod';

/** `expectations.yaml`: what a complete installation has besides its files. `{version}`, `{folder}` and `{kilobytes}` are filled in. */
export const expectationsFile = z.strictObject({
  formatVersion: z.literal(1),
  /** Values of the entry under Apps & features, `TYPE data`; there are no others, and the 64-bit view has no such entry. */
  registration: z.record(z.string(), z.string().regex(/^REG_(SZ|DWORD) /, 'REG_SZ or REG_DWORD, a space, the data')),
  /** Links in the Start menu's folder and what they open, below the program folder. */
  startMenu: z.record(z.string(), z.string()),
});

export type Expectations = z.output<typeof expectationsFile>;
