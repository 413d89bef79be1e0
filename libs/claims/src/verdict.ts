import type { ClaimCode } from './catalogue/index.ts';

export type Severity = 'error' | 'warning';

/** 711 請求書・明細書, 812 居宅介護支援 (様式第七), 821 給付管理票. */
export const dataTypes = ['711', '812', '821'] as const;
export type DataType = (typeof dataTypes)[number];

export interface ClaimFinding {
  readonly code: ClaimCode;
  readonly severity: Severity;
  /** From 1; 0 is the whole file. */
  readonly line: number;
  /** 項目 from 1, the record type being 1; 0 is the whole line. */
  readonly column: number;
  /** Japanese: what is wrong. It may quote what it met, though never the 被保険者番号 item: for the screen, not for a support bundle. */
  readonly message: string;
  /** Japanese: what to do. */
  readonly next: string;
}

export interface ClaimSummary {
  readonly dataType: DataType;
  /** 事業所番号 of the sender, 10 characters. */
  readonly office: string;
  /** 処理対象年月, YYYYMM. */
  readonly processingMonth: string;
  /** サービス提供年月 (対象年月 of a 給付管理票), YYYYMM, ascending. */
  readonly serviceMonths: readonly string[];
  /** Data records that were read. */
  readonly records: number;
  readonly bytes: number;
}

export interface ClaimVerdict {
  /** No errors: the file may be sent. */
  readonly ok: boolean;
  /** In file order, at most `limits.findingsMax` and then one that says how many more there are. */
  readonly findings: readonly ClaimFinding[];
  /** Null when the control record does not say whose file this is. */
  readonly summary: ClaimSummary | null;
}
