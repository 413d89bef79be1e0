import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';

/** One line of its report: what was looked at, what was found. */
interface Finding {
  readonly id: string;
  readonly finding: string;
}

/**
 * Lets testssl.sh look at a server on this machine: an outside judge that knows the very bytes with which old browsers say hello.
 *
 * @param what its options for what to look at.
 * @param rootPem whom the server's certificates come from.
 */
export async function testssl(port: number, rootPem: string, ...what: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-testssl-'));
  try {
    const [root, report] = [join(folder, 'root.pem'), join(folder, 'report.json')];
    await writeFile(root, rootPem);
    const quiet = ['--warnings', 'batch', '--color', '0', '--quiet'];
    await run('testssl', [...quiet, ...what, '--jsonfile', report, '--add-ca', root, '--ip', '127.0.0.1', `https://localhost:${port}`], { cwd: folder });
    const findings = JSON.parse(await readFile(report, 'utf8')) as Finding[];
    return new Map(findings.map(({ id, finding }) => [id, finding]));
  } finally {
    await rm(folder, { recursive: true });
  }
}
