import type { Pc } from '@togo/wine-lab';

/** An environment that weakens, overhears or replaces a Node program. */
export interface Attack {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Whatever an attack writes lands here. */
export const drop = 'C:\\attack';
const evilScript = `${drop}\\evil.cjs`;

/** Puts the attacker's files on a PC. */
export async function prepareAttacks(pc: Pc, evilRootPem: string): Promise<void> {
  await pc.write(evilScript, "require('node:fs').writeFileSync('C:\\\\attack\\\\evil-ran.txt', 'EVIL'); console.log('EVIL');\n");
  await pc.write(`${drop}\\evil-root.pem`, evilRootPem);
  await pc.write(`${drop}\\openssl.cnf`, 'openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMinProtocol = TLSv1\nCipherString = ALL:@SECLEVEL=0\n');
}

export const attacks: readonly Attack[] = [
  { name: 'NODE_TLS_REJECT_UNAUTHORIZED', env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
  { name: 'NODE_OPTIONS with other TLS versions', env: { NODE_OPTIONS: '--tls-min-v1.0 --tls-max-v1.3' } },
  { name: 'NODE_OPTIONS with every cipher', env: { NODE_OPTIONS: '--tls-cipher-list=ALL' } },
  { name: 'OPENSSL_CONF', env: { OPENSSL_CONF: `${drop}\\openssl.cnf` } },
  { name: 'NODE_OPTIONS with an OpenSSL configuration', env: { NODE_OPTIONS: `--openssl-config=${drop}\\openssl.cnf --openssl-shared-config` } },
  { name: 'NODE_EXTRA_CA_CERTS', env: { NODE_EXTRA_CA_CERTS: `${drop}\\evil-root.pem` } },
  { name: 'SSL_CERT_FILE with the OpenSSL store', env: { SSL_CERT_FILE: `${drop}\\evil-root.pem`, NODE_OPTIONS: '--use-openssl-ca' } },
  { name: 'SSLKEYLOGFILE', env: { SSLKEYLOGFILE: `${drop}\\keys.log` } },
  { name: 'NODE_OPTIONS with a key log', env: { NODE_OPTIONS: `--tls-keylog=${drop}\\keys.log` } },
  { name: 'NODE_OPTIONS with code to require', env: { NODE_OPTIONS: `--require ${evilScript}` } },
  { name: 'NODE_OPTIONS with code to import', env: { NODE_OPTIONS: '--import data:text/javascript,console.log("EVIL")' } },
  { name: 'NODE_OPTIONS with a loader', env: { NODE_OPTIONS: '--experimental-loader data:text/javascript,console.log("EVIL")' } },
  { name: 'NODE_OPTIONS with a debugger', env: { NODE_OPTIONS: '--inspect=127.0.0.1:0' } },
  { name: 'HTTPS_PROXY', env: { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', ALL_PROXY: 'http://127.0.0.1:9' } },
  { name: 'HTTPS_PROXY with NODE_USE_ENV_PROXY', env: { HTTPS_PROXY: 'http://127.0.0.1:9', NODE_USE_ENV_PROXY: '1' } },
  { name: 'NODE_DEBUG', env: { NODE_DEBUG: 'https,http,tls,net' } },
  { name: 'NODE_V8_COVERAGE', env: { NODE_V8_COVERAGE: `${drop}\\coverage` } },
  { name: 'NODE_COMPILE_CACHE', env: { NODE_COMPILE_CACHE: `${drop}\\cache` } },
  { name: 'NODE_REDIRECT_WARNINGS', env: { NODE_REDIRECT_WARNINGS: `${drop}\\warnings.log`, NODE_OPTIONS: '--trace-warnings' } },
  { name: 'NODE_OPTIONS with a report folder', env: { NODE_OPTIONS: `--report-on-signal --report-directory=${drop}` } },
  { name: 'NODE_PATH', env: { NODE_PATH: drop } },
];
