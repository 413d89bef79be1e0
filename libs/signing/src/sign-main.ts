import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CodedError, hasCode } from '@togo/foundation';
import { signAuthenticode, type SigningIdentity } from './authenticode/sign-authenticode.ts';
import { signCached } from './authenticode/sign-cached.ts';
import { openSigningFolder } from './authenticode/signing-folder.ts';
import { developmentIdentity } from './pki/dev-pki.ts';
import { ensureDevPki } from './pki/ensure-dev-pki.ts';

const usage = `usage: node sign-main.ts (--keys <folder> | --signing <folder> --passphrase <source>) [--description <text>] [--cache <folder>] [--sidecar <file>] <program.exe>

Signs a Windows program in place.
  --keys     with the development keys of this folder
  --signing  with the production key of this folder; --passphrase env:NAME or file:PATH opens it
  --cache    remember the signature: equal programs get equal signed bytes
  --sidecar  append one JSON line {file, unsignedSha256, sha256} to this file`;

/** Exit codes of ARCHITECTURE §4. */
const exitCodes: Readonly<Record<string, number>> = { FOREIGN_SIGNATURE: 3, KEY_EXPOSED: 3, DEVELOPMENT_KEYS: 3, TOOL_MISSING: 4 };

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
  const order = parse(argv);
  if (order === undefined) {
    console.error(usage);
    return 2;
  }
  try {
    const identity = await open(order);
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

async function open({ keys, signing, passphrase, description }: Order): Promise<SigningIdentity> {
  if (signing !== undefined) return (await openSigningFolder(signing, passphrase ?? '', description)).identity;
  return developmentIdentity(await ensureDevPki(keys ?? '', undefined, ({ what }) => console.error(what)), description);
}

interface Order {
  readonly keys: string | undefined;
  readonly signing: string | undefined;
  readonly passphrase: string | undefined;
  readonly description: string;
  readonly cache: string | undefined;
  readonly sidecar: string | undefined;
  readonly file: string;
}

function parse(argv: string[]): Order | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { keys: text, signing: text, passphrase: text, description: text, cache: text, sidecar: text } });
    const { keys, signing, passphrase, description = 'TOGO DEVELOPMENT', cache, sidecar } = values;
    const [file] = positionals;
    if ((keys === undefined) === (signing === undefined) || (signing === undefined) !== (passphrase === undefined)) return undefined;
    if (file === undefined || positionals.length !== 1) return undefined;
    return { keys: keys && resolve(keys), signing: signing && resolve(signing), passphrase, description, file: resolve(file), cache: cache && resolve(cache), sidecar: sidecar && resolve(sidecar) };
  } catch {
    return undefined;
  }
}
