import { statementSchema, withdrawalsSchema } from '@togo/trust';
import * as z from 'zod';

const line = z.string().regex(/^\S([^\p{Cc}]*\S)?$/u, 'expected one line of text');
const filledIn = line.refine((text) => !/\{[^}]*\}/.test(text), 'expected words with every {name} filled in');

/** One code of a program's catalogue: what happened, why, what to do now. */
const codeEntry = z.strictObject({ code: z.string().regex(/^[A-Z]-\d{3}$/, 'expected a code such as T-104'), title: filledIn, explanation: filledIn, next: filledIn });

/** Everything that the site is made of. `togo site build` and `togo tick` write it; nothing else decides what a page says. */
export const siteWorldSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** `statement.json` as it was verified; absent before the first publication. */
  statement: z.optional(statementSchema),
  /** `status/withdrawals.json` as it was verified: every withdrawal there ever was. */
  withdrawals: withdrawalsSchema,
  /** The verified text of each HTML target that the statement names: release notes and announcements. */
  pages: z.record(z.string(), z.string()),
  /** Codes that installer and client show, with what to do. Those of the IE check come from @togo/ie-settings. */
  codes: z.array(codeEntry),
  operator: z.strictObject({
    /** Who publishes the site, in the last line of every page. */
    name: line,
    /** How to reach the support desk: telephone, hours. */
    desk: z.array(line).min(1),
    /** The name in the programs' digital signature. */
    signer: line,
    /** Development keys: every page says that its programs are not for a facility. */
    development: z.boolean(),
  }),
});

export type SiteWorld = z.output<typeof siteWorldSchema>;
export type CodeEntry = z.output<typeof codeEntry>;
