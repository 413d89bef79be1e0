/** Where the items stand that every check needs, by 項目番号 of the record (1 is the record type); 0 where there is none. */
export interface KeyColumns {
  readonly serviceMonth: number;
  /** 事業所番号 of the sender. */
  readonly office: number;
  readonly insurer: number;
  readonly insured: number;
}

/** What one kind of data record looks like. */
export interface RecordLayout {
  readonly items: number;
  /** Longest value in CP932 bytes by 項目番号; 0 where no source tells, and for the key items, which have rules of their own. */
  readonly widths: Uint16Array;
  /** 事業所番号 of others: may be empty or 0. */
  readonly otherOffices: readonly number[];
}

export interface FormLayout {
  readonly keys: KeyColumns;
  /** By レコード種別コード (項目 4), or under '' where the form has none. Records that are not listed are not measured. */
  readonly records: Readonly<Record<string, RecordLayout>>;
}

/** Record type and record number stand before the items that the interface lists. */
const itemsBefore = 2;

/** @param lengths of the items that the interface lists, from 識別番号 (項目 3) on. */
function record(keys: KeyColumns, lengths: readonly number[], otherOffices: readonly number[] = []): RecordLayout {
  const widths = Uint16Array.from([0, 0, 0, ...lengths]);
  for (const column of [keys.serviceMonth, keys.office, keys.insurer, keys.insured]) widths[column] = 0;
  return { items: lengths.length + itemsBefore, widths, otherOffices };
}

const invoiceKeys: KeyColumns = { serviceMonth: 4, office: 5, insurer: 0, insured: 0 };
const statementKeys: KeyColumns = { serviceMonth: 5, office: 6, insurer: 7, insured: 8 };
const carePlanKeys: KeyColumns = { serviceMonth: 6, office: 4, insurer: 7, insured: 9 };
const benefitPlanKeys: KeyColumns = { serviceMonth: 4, office: 6, insurer: 5, insured: 11 };

/** 識別番号, レコード種別コード, 提供年月, 事業所番号, 証記載保険者番号, 被保険者番号. */
const head = [4, 2, 6, 10, 8, 10] as const;

/** 請求書 (様式第一), 18 items. */
const invoice: FormLayout = {
  keys: invoiceKeys,
  records: { '': record(invoiceKeys, [4, 6, 10, 1, 2, 2, 6, 11, 12, 12, 12, 12, 6, 8, 12, 12, 12, 12]) },
};

/** 総合事業費請求書 (様式第一の二): how many items it has is not agreed among sources. */
const projectInvoice: FormLayout = { keys: invoiceKeys, records: {} };

/** 基本情報: the person, the plan, then sums of the insurance and of three 公費. */
const baseLengths = [
  ...head, 8, 7, 8, 7, 8, 7, 8, 1, 2, 1, 8, 8, 1, 10, 8, 8, 1, 8, 8, 2, 2, 1, 3, 3, 3, 3,
  8, 9, 8, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8,
];

/** 明細書 (様式第二 to 第六, 第八 to 第十). */
const statement: FormLayout = {
  keys: statementKeys,
  records: {
    // 基本情報; item 22 is the office that made the care plan.
    '01': record(statementKeys, baseLengths, [22]),
    // 明細情報
    '02': record(statementKeys, [...head, 2, 4, 4, 2, 2, 2, 2, 6, 6, 6, 6, 20]),
    // 集計情報
    '10': record(statementKeys, [...head, 2, 2, 6, 6, 6, 2, 2, 8, 4, 9, 8, 6, 9, 6, 6, 9, 6, 6, 9, 6, 8, 9, 8, 8, 9, 8, 8, 9, 8, 8, 9, 8]),
    // 特定入所者介護サービス費用情報
    '11': record(statementKeys, [...head, 2, 2, 4, 4, 4, 2, 2, 2, 2, 6, 6, 6, 6, 6, 5, 6, 6, 6, 6, 6, 5, 6, 6, 5, 6, 6, 5]),
    // 明細情報 (住所地特例)
    '14': record(statementKeys, [...head, 2, 4, 4, 2, 2, 2, 2, 6, 6, 6, 6, 6, 20]),
  },
};

/** 介護予防ケアマネジメント費 (様式第七の三): the head of a 明細書, other items behind it. */
const careManagement: FormLayout = { keys: statementKeys, records: {} };

/** 居宅介護支援介護給付費明細書 (様式第七), 24 items. */
const carePlan: FormLayout = {
  keys: carePlanKeys,
  records: { '': record(carePlanKeys, [4, 10, 1, 6, 8, 4, 10, 8, 7, 8, 1, 2, 8, 8, 8, 2, 6, 0, 0, 0, 0, 6, 0, 0]) },
};

/** 給付管理票 (様式第十一), 27 items; 19 is the service's office, 28 the office that the plan was entrusted to. */
const benefitPlan: FormLayout = {
  keys: benefitPlanKeys,
  records: { '': record(benefitPlanKeys, [4, 6, 8, 10, 1, 8, 1, 2, 10, 8, 1, 2, 6, 6, 6, 1, 10, 1, 2, 6, 3, 6, 6, 6, 0, 10, 0], [19, 28]) },
};

export const layouts = { invoice, projectInvoice, statement, careManagement, carePlan, benefitPlan } as const;
