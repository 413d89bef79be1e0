import { run } from '@togo/foundation/run';
import { workspaceRoot } from '../workspace.ts';

/** A failure as the pages explain it. */
export interface ProgramCode {
  readonly code: string;
  readonly title: string;
  readonly explanation: string;
  readonly next: string;
}

/** Nothing imports an app, so a process of its own prints the catalogues of the programs that show codes. */
const printCatalogues = `
const { connectionWords } = await import('./apps/client/src/messages/connection.ts');
const { clientWords } = await import('./apps/client/src/messages/client.ts');
const { installerRefusals, launcherRefusals } = await import('./apps/installer/src/messages.ts');
const client = Object.entries({ ...connectionWords, ...clientWords }).map(([code, words]) => ({ code, ...words }));
const installer = Object.values({ ...installerRefusals, ...launcherRefusals }).map(({ code, title, cause, next }) => ({ code, title, explanation: cause, next }));
process.stdout.write(JSON.stringify([...client, ...installer]));
`;

const general: Readonly<Record<string, string>> = { client: '介護伝送ソフト', installer: '統合インストーラ', checker: 'IE設定チェックツール', range: 'TLS 1.2', protocol: 'TLS 1.2' };

/** Every failure that installer and client can show, without what differs from PC to PC. */
export async function readProgramCodes(version: string): Promise<readonly ProgramCode[]> {
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', printCatalogues], { cwd: workspaceRoot });
  const written = JSON.parse(stdout) as ProgramCode[];
  const words = (text: string): string => text.replace(/\(\{\w+\}\)/g, '').replace(/\{(\$?\w+)\}/g, (_, name: string) => (name === 'version' ? version : (general[name] ?? '○○')));
  return written
    .filter(({ code }) => code !== 'T-100')
    .map(({ code, title, explanation, next }) => ({ code, title: words(title), explanation: words(explanation), next: words(next) }));
}
