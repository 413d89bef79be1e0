import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CodedError } from '@togo/foundation';
import { signAuthenticode } from './authenticode/sign-authenticode.ts';
import { signCached } from './authenticode/sign-cached.ts';
import { hasCode } from './has-code.ts';
import { developmentIdentity } from './pki/dev-pki.ts';
import { ensureDevPki } from './pki/ensure-dev-pki.ts';

const usage = `usage: node sign-main.ts --keys <folder> [--description <text>] [--cache <folder>] [--sidecar <file>] <program.exe>

Signs a Windows program in place with the development keys of <folder>.
  --cache    remember the signature: equal programs get equal signed bytes
  --sidecar  append one JSON line {file, unsignedSha256, sha256} to this file`;

/** Exit codes of ARCHITECTURE §4. */
const exitCodes: Readonly<Record<string, number>> = { FOREIGN_SIGNATURE: 3, KEY_EXPOSED: 3, TOOL_MISSING: 4 };

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
  const order = parse(argv);
  if (order === undefined) {
    console.error(usage);
    return 2;
  }
  try {
    const pki = await ensureDevPki(order.keys, undefined, ({ what }) => console.error(what));
    const identity = developmentIdentity(pki, order.description);
    const signed = await (order.cache === undefined ? signAuthenticode(order.file, identity) : signCached(order.file, order.cache, identity));
    const { unsignedSha256, sha256 } = signed;
    if (order.sidecar !== undefined) await appendFile(order.sidecar, `${JSON.stringify({ file: order.file, unsignedSha256, sha256 })}\n`);
    return 0;
  } catch (error) {
    if (error instanceof CodedError) {
      console.error([`${error.code}: ${error.message}`, ...(error.hint === undefined ? [] : [error.hint])].join('\n'));
      return exitCodes[String(error.code)] ?? 1;
    }
    const isFileProblem = hasCode(error, 'ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS');
    console.error(isFileProblem ? String(error) : error);
    return isFileProblem ? 1 : 70;
  }
}

interface Order {
  readonly keys: string;
  readonly description: string;
  readonly cache: string | undefined;
  readonly sidecar: string | undefined;
  readonly file: string;
}

function parse(argv: string[]): Order | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { keys: text, description: text, cache: text, sidecar: text } });
    const { keys, description = 'TOGO DEVELOPMENT', cache, sidecar } = values;
    const [file] = positionals;
    if (keys === undefined || file === undefined || positionals.length !== 1) return undefined;
    return { keys: resolve(keys), description, file: resolve(file), cache: cache && resolve(cache), sidecar: sidecar && resolve(sidecar) };
  } catch {
    return undefined;
  }
}
