/** What a certificate of the 電子請求受付システム is for. */
export interface CertificateKind {
  /** Stands in the subject as organizational unit (OU). The real profile is not public: decision 0014. */
  readonly unit: string;
  readonly name: string;
  /** Whether nursing-care claims may be sent with it. */
  readonly isForCare: boolean;
}

export const certificateKinds: readonly CertificateKind[] = [
  { unit: '介護・障害共通', name: '介護・障害共通証明書', isForCare: true },
  { unit: '介護保険', name: '介護保険証明書', isForCare: true },
  { unit: '代理人', name: '代理人証明書', isForCare: true },
  { unit: '障害者総合支援', name: '障害者総合支援証明書', isForCare: false },
];

/** Undefined where no unit says a kind that we know: then nothing is refused. */
export function kindOf(units: readonly string[]): CertificateKind | undefined {
  const said = units.map((unit) => unit.normalize('NFKC').trim());
  return certificateKinds.find(({ unit, name }) => said.includes(unit) || said.includes(name));
}
