import * as z from 'zod';
import { field, formatVersion, moment, version } from '../fields.ts';

/** Fixed (`at`), or published as a window with bounds until it is fixed. `until` is no longer part of the window. */
const whenKeys = {
  at: moment.optional(),
  window: field('window-text', 'a window as the notice writes it, such as 令和3年4月頃', z.string().regex(/^[^\s\p{Cc}]+$/u)).optional(),
  from: moment.optional(),
  until: moment.optional(),
};

const whenWords = '`at` alone, or `window` with `from` and `until`';

const amendment = field(
  'milestone-when',
  whenWords,
  z
    .strictObject({
      ...whenKeys,
      replaced: moment,
      reason: field('amendment-reason', 'one line that says why the date changed', z.string().regex(/^\S([^\p{Cc}]*\S)?$/u)),
    })
    .refine(hasOneForm),
);
const milestone = field('milestone-when', whenWords, z.strictObject({ ...whenKeys, history: z.array(amendment).optional() }).refine(hasOneForm));

/** plan.yaml, as written: when a release happens. */
export const planSchema = z.strictObject({
  formatVersion,
  version,
  timeZone: field('time-zone', 'Asia/Tokyo', z.literal('Asia/Tokyo')),
  milestones: z.strictObject({
    announcement: milestone,
    pilot: milestone,
    general: milestone,
    /** The moment from which the reception system refuses older TLS. Only a release that raises the floor has one. */
    cutover: milestone.optional(),
  }),
});

export type WrittenPlan = z.output<typeof planSchema>;
export type WrittenWhen = Pick<WrittenPlan['milestones']['general'], 'at' | 'window' | 'from' | 'until'>;

/** The milestones in the order in which they happen. */
export const milestoneIds = ['announcement', 'pilot', 'general', 'cutover'] as const satisfies readonly (keyof WrittenPlan['milestones'])[];
export type MilestoneId = (typeof milestoneIds)[number];

function hasOneForm({ at, window, from, until }: { readonly [Key in keyof typeof whenKeys]?: unknown }): boolean {
  const windowKeys = [window, from, until].filter((value) => value !== undefined).length;
  return at === undefined ? windowKeys === 3 : windowKeys === 0;
}
