import { run } from '@togo/foundation/run';
import { workspaceRoot } from '@togo/workspace';

interface Code {
  readonly code: string;
  readonly title: string;
  readonly explanation: string;
  readonly next: string;
}

/** Prints the catalogues of client and installer as they stand in their sources: nothing may import an app, so a process of its own does. */
const printCatalogues = `
const { connectionWords } = await import('./apps/client/src/messages/connection.ts');
const { clientWords } = await import('./apps/client/src/messages/client.ts');
const { installerRefusals, launcherRefusals } = await import('./apps/installer/src/messages.ts');
const client = Object.entries({ ...connectionWords, ...clientWords }).map(([code, words]) => ({ code, ...words }));
const installer = Object.values({ ...installerRefusals, ...launcherRefusals }).map(({ code, title, cause, next }) => ({ code, title, explanation: cause, next }));
process.stdout.write(JSON.stringify([...client, ...installer]));
`;

const names: Readonly<Record<string, string>> = { client: '介護伝送ソフト', installer: '統合インストーラ', checker: 'IE設定チェックツール', version: '9.1.0', range: 'TLS 1.2', protocol: 'TLS 1.2' };

/** Every failure that installer and client can show, without what differs from PC to PC. */
export async function readCodes(): Promise<readonly Code[]> {
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', printCatalogues], { cwd: workspaceRoot });
  const codes = JSON.parse(stdout) as Code[];
  const general = (text: string): string => text.replace(/\(\{\w+\}\)/g, '').replace(/\{(\$?\w+)\}/g, (_, name: string) => names[name] ?? '○○');
  return codes
    .filter(({ code }) => code !== 'T-100')
    .map(({ code, title, explanation, next }) => ({ code, title: general(title), explanation: general(explanation), next: general(next) }));
}
