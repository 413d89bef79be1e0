import { layouts, type FormLayout } from './layouts.ts';

/** One 交換情報識別番号 and the service months for which it is used. */
export interface ClaimForm {
  /** Four characters. */
  readonly id: string;
  /** As a facility knows the form. */
  readonly title: string;
  readonly layout: FormLayout;
  /** First and last サービス提供年月 (YYYYMM); null: no source gives one. */
  readonly since: number | null;
  readonly until: number | null;
}

const { invoice, projectInvoice, statement, careManagement, carePlan, benefitPlan } = layouts;

type Month = number | null;
const form = (id: string, title: string, layout: FormLayout, since: Month = null, until: Month = null): ClaimForm => ({ id, title, layout, since, until });

/**
 * The dated table. A revision of the fees (報酬改定) adds a row with its `since` and gives the row that it replaces an
 * `until`. Known up to April 2018; a number that is not here is a warning, never a refusal.
 */
export const claimForms: readonly ClaimForm[] = [
  form('7111', '様式第一', invoice),
  form('7113', '様式第一の二', projectInvoice, 201504),
  form('7131', '様式第二', statement),
  form('7132', '様式第二の二', statement, 200604),
  form('71R1', '様式第二の三', statement, 201504),
  form('7143', '様式第三', statement),
  form('7144', '様式第三の二', statement, 200604),
  form('7153', '様式第四', statement, null, 201203),
  form('7154', '様式第四の二', statement, 200604, 201203),
  form('7155', '様式第四', statement, 201204),
  form('7156', '様式第四の二', statement, 201204),
  form('7157', '様式第四の三', statement, 201804),
  form('7158', '様式第四の四', statement, 201804),
  form('7164', '様式第五', statement),
  form('7165', '様式第五の二', statement, 200604),
  form('7171', '様式第六', statement),
  form('7172', '様式第六の二', statement, 200604),
  form('7173', '様式第六の三', statement, 200604),
  form('7174', '様式第六の四', statement, 200604),
  form('7175', '様式第六の五', statement, 200604),
  form('7176', '様式第六の六', statement, 200604),
  form('7177', '様式第六の七', statement, 201204),
  form('7183', '様式第八', statement),
  form('7193', '様式第九', statement, null, 201203),
  form('7195', '様式第九', statement, 201204),
  form('7196', '様式第九の二', statement, 201804),
  form('71A3', '様式第十', statement),
  form('8121', '様式第七', carePlan, null, 200603),
  form('8122', '様式第七', carePlan, 200604, 201203),
  form('8123', '様式第七の二', carePlan, 200604, 201203),
  form('8124', '様式第七', carePlan, 201204),
  form('8125', '様式第七の二', carePlan, 201204),
  form('8171', '様式第七の三', careManagement, 201504),
  form('8221', '様式第十一', benefitPlan, null, 200603),
  form('8222', '様式第十一', benefitPlan, 200604),
];

/** Four bytes as one number, so that a record's form is found without making a string of it. */
export function formKey(bytes: Uint8Array, from: number): number {
  return (((bytes[from] ?? 0) << 24) | ((bytes[from + 1] ?? 0) << 16) | ((bytes[from + 2] ?? 0) << 8) | (bytes[from + 3] ?? 0)) >>> 0;
}

const formsByKey: ReadonlyMap<number, ClaimForm> = new Map(claimForms.map((entry) => [formKey(new TextEncoder().encode(entry.id), 0), entry]));

export function formOf(bytes: Uint8Array, from: number): ClaimForm | undefined {
  return formsByKey.get(formKey(bytes, from));
}
