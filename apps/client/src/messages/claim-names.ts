const dataTypeNames: Readonly<Record<string, string>> = {
  '711': '介護給付費請求書・明細書',
  '812': '居宅介護支援介護給付費明細書(様式第七)',
  '821': '給付管理票',
};

/** データ種別 as a facility knows it. */
export function nameDataType(dataType: string): string {
  return dataTypeNames[dataType] ?? `データ種別 ${dataType}`;
}

/** `202104` → `2021年4月`. */
export function formatMonth(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(4))}月`;
}

/** Sizes up to 64 MB: `12KB`, `1.5MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes}バイト`;
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1_024)}KB` : `${(bytes / 1_048_576).toFixed(1)}MB`;
}
