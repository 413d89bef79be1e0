/** One value of the registry as it was met. */
export type RegValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'dword'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  /** Not the type that Windows expects here. `data` is hexadecimal, for the undo record. */
  | { readonly kind: 'other'; readonly type: number; readonly data?: string }
  | { readonly kind: 'denied' };

export type TcpResult = 'not-run' | 'ok' | 'name' | 'refused' | 'timeout';

/** `tls12` agreed; `old` a lower version; `refused` an alert; `not-tls` something else; `silent` nothing; `none` not tried. */
export type HelloResult = 'none' | 'tls12' | 'old' | 'refused' | 'not-tls' | 'silent';

/** What one connection to the reception host showed. */
export interface ProbeFacts {
  readonly tcp: TcpResult;
  /** What the server answered to a TLS 1.2 hello over plain TCP, which no setting of the PC changes. */
  readonly hello: HelloResult;
  /** The same without the suites that Windows 8.1 lacks; `none` when it was not tried. */
  readonly hello81: HelloResult;
  /** The server asked for a client certificate in its answer. */
  readonly asksCertificate: boolean;
  /** WinINet's error (12xxx), 0 after any HTTP answer, -1 when it did not run. */
  readonly wininet: number;
  /** The same for WinHTTP forced to TLS 1.2. */
  readonly winhttp: number;
  /** What the server says it negotiated with WinINet: `TLSv1.2`. Empty when it does not say. */
  readonly protocol: string;
  /** Whether this PC knows the root of the server's certificate. */
  readonly root: 'unknown' | 'trusted' | 'missing';
  /** Issuer of the server's certificate. Empty when it was not seen. */
  readonly issuer: string;
}

/** Everything the decision table reads (ie-settings §9). Values are those of the signed-in user, never of the account that runs the check. */
export interface Facts {
  readonly os: {
    /** CurrentMajorVersionNumber, 0 when absent (Windows 8.1). */
    readonly major: number;
    /** CurrentBuild. */
    readonly build: number;
    /** CurrentVersion: 6.3 on 8.1 and on 10, so no rule reads it (row 59). */
    readonly currentVersion: string;
    /** EditionID: EnterpriseS and IoTEnterpriseS are LTSC. */
    readonly edition: string;
  };
  readonly ie: {
    /** Empty when absent. */
    readonly svcVersion: string;
    readonly version: string;
    readonly program: 'present' | 'missing';
    /** Policy "Disable Internet Explorer 11 as a standalone browser". */
    readonly disabledByPolicy: boolean;
    /** Whether 《詳細設定》 lists the TLS 1.2 box. */
    readonly box: 'present' | 'missing';
  };
  readonly account: {
    /** SID that runs the check. */
    readonly token: string;
    /** SID of this session's shell; empty when it cannot be found. */
    readonly shell: string;
    readonly elevated: boolean;
    /** Shells of other sessions. */
    readonly others: number;
  };
  readonly machinePolicy: RegValue;
  readonly userPolicy: RegValue;
  readonly user: RegValue;
  readonly machine64: RegValue;
  readonly machine32: RegValue;
  readonly schannelEnabled: RegValue;
  readonly schannelDisabledByDefault: RegValue;
  readonly schannelServerEnabled: RegValue;
  readonly fips: RegValue;
  readonly cipherPolicy: RegValue;
  readonly hklmOnly: RegValue;
  readonly proxy: { readonly enabled: boolean; readonly server: string; readonly script: string };
  /** URL zone of the host: 2 is 信頼済みサイト, -1 unknown. For support only. */
  readonly zone: number;
  /** Days as numbers: 20210419. */
  readonly clock: { readonly today: number; readonly built: number };
  readonly session: {
    /** The value was corrected and no connection has been tried since. */
    readonly fixed: boolean;
    /** An Internet Explorer that started before the correction is still open. */
    readonly ieRunning: boolean;
  };
  readonly probe: ProbeFacts;
}

/** A Windows 10 PC on which nothing was ever changed and no connection was tried. */
export const untouchedPc: Facts = {
  os: { major: 10, build: 19042, currentVersion: '6.3', edition: 'Professional' },
  ie: { svcVersion: '11.789.19041.0', version: '9.11.19041.0', program: 'present', disabledByPolicy: false, box: 'present' },
  account: { token: 'S-1-5-21-1-2-3-1001', shell: 'S-1-5-21-1-2-3-1001', elevated: false, others: 0 },
  machinePolicy: { kind: 'absent' },
  userPolicy: { kind: 'absent' },
  user: { kind: 'absent' },
  machine64: { kind: 'absent' },
  machine32: { kind: 'absent' },
  schannelEnabled: { kind: 'absent' },
  schannelDisabledByDefault: { kind: 'absent' },
  schannelServerEnabled: { kind: 'absent' },
  fips: { kind: 'absent' },
  cipherPolicy: { kind: 'absent' },
  hklmOnly: { kind: 'absent' },
  proxy: { enabled: false, server: '', script: '' },
  zone: -1,
  clock: { today: 20210419, built: 20210401 },
  session: { fixed: false, ieRunning: false },
  probe: { tcp: 'not-run', hello: 'none', hello81: 'none', asksCertificate: false, wininet: -1, winhttp: -1, protocol: '', root: 'unknown', issuer: '' },
};
