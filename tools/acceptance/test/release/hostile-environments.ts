import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@togo/foundation/run';
import { locateToolchain } from '@togo/needs';
import type { ClientHello } from '@togo/tls-policy';
import type { Pc } from '@togo/wine-lab';
import { drop } from './attacks.ts';

/** What a program of Node did that was started without the launcher. */
export interface Bare {
  /** Of the naive program; undefined when it did not come to its end. */
  readonly told: { readonly stranger: string; readonly year: number } | undefined;
  readonly stderr: string;
  /** Files that appeared in the attacker's folder, without the folder. */
  readonly left: readonly string[];
  readonly hello: ClientHello | undefined;
  /** Connections to the attacker's proxy. */
  readonly proxied: number;
}

export interface HostileEnvironment {
  /** As in the list of hostile environments. */
  readonly name: string;
  readonly env?: (proxyPort: number) => Readonly<Record<string, string>>;
  /** Default: the root of the drive. */
  readonly cwd?: string;
  /** Program and arguments of the control, where it is not the naive program. */
  readonly control?: { readonly exe?: string; readonly args: readonly string[] };
  /** Whether the control shows what the environment does to a program that nobody protects. */
  readonly influenced: (bare: Bare, calm: Bare) => boolean;
  /** The PC itself is another one from here on, so it comes last. */
  readonly clockBehind?: true;
}

const here = `${drop}\\here`;
const evilModule = (name: string): string => `require('node:fs').writeFileSync('C:\\\\attack\\\\ran-${name}.txt', 'EVIL');\n`;
const left = (file: string) => ({ left: files }: Bare): boolean => files.some((path) => path.startsWith(file));

export const hostileEnvironments: readonly HostileEnvironment[] = [
  {
    name: 'NODE_OPTIONS require/import/loader/inspect/keylog',
    env: () => ({
      NODE_OPTIONS: `--require ${drop}\\evil.cjs --import file:///C:/attack/evil.mjs --experimental-loader file:///C:/attack/loader.mjs --inspect=127.0.0.1:0 --tls-keylog=${drop}\\keys.log`,
    }),
    influenced: (bare) => ['ran-require', 'ran-import', 'ran-loader', 'keys.log'].every((file) => left(file)(bare)) && bare.stderr.includes('Debugger listening'),
  },
  { name: 'NODE_TLS_REJECT_UNAUTHORIZED', env: () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }), influenced: ({ told }) => told?.stranger === 'accepted' },
  { name: 'NODE_EXTRA_CA_CERTS', env: () => ({ NODE_EXTRA_CA_CERTS: `${drop}\\evil-root.pem` }), influenced: ({ told }) => told?.stranger === 'accepted' },
  {
    name: 'OPENSSL_CONF',
    env: () => ({ OPENSSL_CONF: `${drop}\\weak.cnf` }),
    influenced: ({ hello }, calm) => hello !== undefined && hello.groups?.join() !== calm.hello?.groups?.join(),
  },
  {
    name: 'HTTPS_PROXY+NODE_USE_ENV_PROXY',
    env: (port) => ({ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: `http://127.0.0.1:${port}`, HTTP_PROXY: `http://127.0.0.1:${port}`, ALL_PROXY: `http://127.0.0.1:${port}` }),
    influenced: ({ proxied }) => proxied > 0,
  },
  { name: 'NODE_DEBUG=https', env: () => ({ NODE_DEBUG: 'https,http,tls,net' }), influenced: ({ stderr }) => /^HTTPS? \d+:/m.test(stderr) },
  { name: 'NODE_PATH', env: () => ({ NODE_PATH: `${drop}\\modules` }), control: { args: ['-e', "require('by-path')"] }, influenced: left('ran-by-path') },
  { name: 'NODE_V8_COVERAGE', env: () => ({ NODE_V8_COVERAGE: `${drop}\\coverage` }), influenced: left('coverage') },
  { name: 'evil cwd with package.json/node_modules', cwd: here, control: { args: ['-e', "require('zod')"] }, influenced: left('ran-zod') },
  { name: 'C:\\node_modules', control: { args: [`${drop}\\asks-for-node-forge.cjs`] }, influenced: left('ran-node-forge') },
  // Nobody but an administrator writes beside the client's node.exe; a copy elsewhere shows what a plant beside it does.
  { name: 'planted dbghelp.dll', cwd: here, env: () => ({ PATH: `${here};C:\\windows\\system32` }), control: { exe: `${drop}\\beside\\node.exe`, args: ['-e', '0'] }, influenced: left('ran-dbghelp') },
  { name: 'clock set back one year', clockBehind: true, influenced: ({ told }, calm) => told?.year === (calm.told?.year ?? 0) - 1 },
];

/** Asks as most programs do; the ports are those of a stranger and of somebody who keeps the first bytes. */
const naive = `const { get } = require('node:https');
const ask = (port) => new Promise((done) => get({ host: 'localhost', port, path: '/v1/handshake', timeout: 5000 }, (answer) => { answer.resume(); done('accepted'); }).on('error', (error) => done(String(error.code))));
(async () => {
  const [stranger] = [await ask(process.argv[2]), await ask(process.argv[3])];
  console.log(JSON.stringify({ stranger, year: new Date().getFullYear() }));
  process.exit();
})();
`;
export const naiveScript = `${drop}\\naive.cjs`;

const weakConfig = 'nodejs_conf = a\nopenssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMinProtocol = TLSv1\nCipherString = ALL:@SECLEVEL=0\nGroups = P-521\n';

/** Puts what the attacker has on a PC: only where a user who is no administrator can write. @param runtime path of node.exe */
export async function plantAttack(pc: Pc, runtime: string, evilRootPem: string, workFolder: string): Promise<void> {
  const dll = await buildDll(join(workFolder, 'planted.dll'), []);
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'evil.cjs': evilModule('require'),
    'evil.mjs': "import { writeFileSync } from 'node:fs';\nwriteFileSync('C:\\\\attack\\\\ran-import.txt', 'EVIL');\n",
    'loader.mjs': "import { writeFileSync } from 'node:fs';\nwriteFileSync('C:\\\\attack\\\\ran-loader.txt', 'EVIL');\n",
    'evil-root.pem': evilRootPem,
    'weak.cnf': weakConfig,
    'naive.cjs': naive,
    'asks-for-node-forge.cjs': "require('node-forge');\n",
    'modules\\by-path\\index.js': evilModule('by-path'),
    'here\\package.json': '{"type":"module","main":"./evil.cjs"}',
    'here\\node_modules\\zod\\index.js': evilModule('zod'),
    'here\\dbghelp.dll': dll,
    'beside\\dbghelp.dll': dll,
    'beside\\node.exe': await pc.read(runtime),
  };
  for (const [path, content] of Object.entries(files)) await pc.write(`${drop}\\${path}`, content);
  await pc.write('C:\\node_modules\\node-forge\\index.js', evilModule('node-forge'));
  // Wine has a dbghelp of its own inside; Windows takes the file that it finds first.
  await pc.importRegistry('[HKEY_CURRENT_USER\\Software\\Wine\\DllOverrides]\n"dbghelp"="native,builtin"\n');
}

/** From the next program on, the PC's 32-bit programs that load dbghelp.dll, as node.exe does, read a clock that is a year behind. */
export async function setClockBack(pc: Pc, workFolder: string): Promise<void> {
  await pc.write('C:\\windows\\syswow64\\dbghelp.dll', await buildDll(join(workFolder, 'clock.dll'), ['-DCLOCK_BEHIND_DAYS=365']));
}

async function buildDll(path: string, options: readonly string[]): Promise<Buffer> {
  const { mingw } = await locateToolchain();
  await run(mingw.gcc, ['-shared', '-s', '-O1', '-Wall', '-Werror', '-static-libgcc', ...options, '-o', path, join(import.meta.dirname, 'planted.c')]);
  return await readFile(path);
}
