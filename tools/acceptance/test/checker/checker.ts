import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { locateToolchain } from '@togo/needs';
import type { Pc, RunReport } from '@togo/wine-lab';
import { workspaceRoot } from '@togo/workspace';

/** The checker as the pipeline builds it, unsigned, in a folder of its own. */
export interface BuiltChecker extends AsyncDisposable {
  readonly exe: string;
  readonly folder: string;
}

export interface ReportedFinding {
  readonly row: number;
  readonly code: string;
  readonly verdict: string;
  readonly who: string;
  readonly support: string;
  readonly message: string;
}

export interface ReportedProbe {
  readonly outcome: string;
  readonly tcp: string;
  readonly hello: string;
  readonly hello81: string;
  readonly protocol: string;
  readonly issuer: string;
}

/** What `/REPORT=` writes, as far as the stories read it. */
export interface CheckerReport {
  readonly verdict: string;
  readonly findings: readonly ReportedFinding[];
  readonly fix: string | null;
  readonly account: { readonly name: string; readonly sid: string; readonly runBy: string };
  readonly os: { readonly name: string; readonly build: number };
  readonly ie: { readonly major: string; readonly source: string; readonly value: string };
  readonly probe: ReportedProbe | null;
  readonly fixed: { readonly done: string; readonly why: string; readonly undoable: string } | null;
}

export interface Check extends RunReport {
  readonly report: CheckerReport;
  /** `12 NO_12 FAIL-U`, the heaviest first. */
  readonly findings: readonly string[];
}

const version = '9.1.0';
/** 2021-04-01 in Japan. */
const sourceDate = 1_617_202_800;

export async function buildChecker(): Promise<BuiltChecker> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-checker-'));
  const { makensis } = await locateToolchain();
  const request = {
    formatVersion: 1,
    version,
    productName: 'IE設定チェックツール',
    reception: { host: 'localhost', port: 443, probePath: '/v1/handshake' },
    sourceDate,
    makensis,
    out: join(folder, 'out'),
    work: join(folder, 'work'),
  };
  await writeFile(join(folder, 'request.json'), JSON.stringify(request));
  const { stdout } = await run(process.execPath, [join(workspaceRoot, 'apps/checker/src/build.ts'), join(folder, 'request.json')]);
  return { exe: stdout.trim(), folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** Runs the checker without a window and reads its report. */
export async function check(pc: Pc, checker: BuiltChecker, ...args: readonly string[]): Promise<Check> {
  const path = 'C:\\report.json';
  await pc.write(path, '');
  const ran = await pc.run(checker.exe, ['/S', `/REPORT=${path}`, ...args]);
  const report = JSON.parse((await pc.read(path)).toString('utf8')) as CheckerReport;
  return { ...ran, report, findings: report.findings.map(({ row, code, verdict }) => `${row} ${code} ${verdict}`) };
}

export const internetSettings = 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
export const internetPolicies = 'Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
export const schannelClient = 'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client';
export const secureProtocols = `HKCU\\${internetSettings}\\SecureProtocols`;

/** A key of a registry script with its lines: `"SecureProtocols"=dword:000000a0`. */
export function key(hive: 'HKEY_CURRENT_USER' | 'HKEY_LOCAL_MACHINE', path: string, ...lines: readonly string[]): string {
  return [`[${hive}\\${path}]`, ...lines, ''].join('\n');
}

export const userValue = (value: string): string => key('HKEY_CURRENT_USER', internetSettings, `"SecureProtocols"=${value}`);
export const machineValue = (value: string): string => key('HKEY_LOCAL_MACHINE', internetSettings, `"SecureProtocols"=${value}`);
export const machineValueOf32Bit = (value: string): string =>
  key('HKEY_LOCAL_MACHINE', internetSettings.replace('Software\\', 'Software\\Wow6432Node\\'), `"SecureProtocols"=${value}`);
export const machinePolicy = (value: string): string => key('HKEY_LOCAL_MACHINE', internetPolicies, `"SecureProtocols"=${value}`);
export const userPolicy = (value: string): string => key('HKEY_CURRENT_USER', internetPolicies, `"SecureProtocols"=${value}`);
export const windowsSwitch = (...lines: readonly string[]): string => key('HKEY_LOCAL_MACHINE', schannelClient, ...lines);

/** Windows describes the box of TLS 1.2 here; Wine does not. */
export const boxOfTls12 = key('HKEY_LOCAL_MACHINE', 'SOFTWARE\\Microsoft\\Internet Explorer\\AdvancedOptions\\CRYPTO\\TLS1.2', '"ValueName"="SecureProtocols"');

/** Takes away whatever a state put into the registry. */
export const untouched = [
  key('HKEY_CURRENT_USER', internetSettings, '"SecureProtocols"=-'),
  key('HKEY_LOCAL_MACHINE', internetSettings, '"SecureProtocols"=-'),
  key('HKEY_LOCAL_MACHINE', internetSettings.replace('Software\\', 'Software\\Wow6432Node\\'), '"SecureProtocols"=-'),
  key('HKEY_LOCAL_MACHINE', internetPolicies, '"SecureProtocols"=-', '"Security_HKLM_only"=-'),
  key('HKEY_CURRENT_USER', internetPolicies, '"SecureProtocols"=-'),
  windowsSwitch('"Enabled"=-', '"DisabledByDefault"=-'),
  key('HKEY_LOCAL_MACHINE', 'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server', '"Enabled"=-'),
  key('HKEY_LOCAL_MACHINE', 'SYSTEM\\CurrentControlSet\\Control\\Lsa\\FipsAlgorithmPolicy', '"Enabled"=-'),
  key('HKEY_LOCAL_MACHINE', 'SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002', '"Functions"=-'),
  key('HKEY_LOCAL_MACHINE', 'SOFTWARE\\Policies\\Microsoft\\Internet Explorer\\Main', '"NotifyDisableIEOptions"=-'),
].join('\n');

/** What the exe must answer to one injected case. */
export interface ExpectedAnswer {
  readonly id: string;
  readonly verdict: string;
  readonly findings: readonly string[];
  readonly fix: string | null;
  readonly os?: string;
  readonly ie?: string;
}

/** A file for `/FACTS=` and the answers that TypeScript gives or is held to. */
export interface InjectedCases {
  readonly file: string;
  readonly expected: readonly ExpectedAnswer[];
}

/** `shared`: the cases of the reference and the bit vectors. `random`: any PC at all. */
export async function writeCases(folder: string): Promise<Readonly<Record<'shared' | 'random', InjectedCases>>> {
  await run(process.execPath, [join(workspaceRoot, 'apps/checker/test/write-cases.ts'), folder]);
  const read = async (name: string): Promise<InjectedCases> => ({
    file: join(folder, `${name}.ini`),
    expected: JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as ExpectedAnswer[],
  });
  return { shared: await read('shared'), random: await read('random') };
}
