import { InternalError } from '@togo/foundation';
import { parseMoment } from '../jst.ts';
import { conform, type Reading } from '../written/conform.ts';
import { readYaml } from '../written/yaml-file.ts';
import { whenOf, type Milestone, type Plan, type When } from './plan.ts';
import { planSchema, type WrittenPlan, type WrittenWhen } from './schema.ts';

/**
 * Reads plan.yaml. The rules about several values are asked by `lintRelease`.
 *
 * @param text undefined when there is no such file.
 * @param file the name that faults give.
 */
export function parsePlan(text: string | undefined, file: string): Reading<WrittenPlan> {
  return conform(planSchema, readYaml(text, file));
}

export function toPlan({ formatVersion, version, timeZone, milestones: { announcement, pilot, general, cutover } }: WrittenPlan): Plan {
  return {
    formatVersion,
    version,
    timeZone,
    milestones: {
      announcement: toMilestone(announcement),
      pilot: toMilestone(pilot),
      general: toMilestone(general),
      ...(cutover === undefined ? {} : { cutover: toMilestone(cutover) }),
    },
  };
}

function toMilestone(written: WrittenPlan['milestones']['general']): Milestone {
  return {
    when: checkedWhen(written),
    history: (written.history ?? []).map((entry) => ({ was: checkedWhen(entry), replaced: checked(parseMoment(entry.replaced)), reason: entry.reason })),
  };
}

function checkedWhen(written: WrittenWhen): When {
  return checked(whenOf(written));
}

function checked<T>(value: T | undefined): T {
  if (value === undefined) throw new InternalError('a plan was used before it was checked');
  return value;
}
