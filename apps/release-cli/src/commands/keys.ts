import { readFile, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemClock } from '@togo/foundation';
import { writeAtomic } from '@togo/foundation/files';
import { addSignature, keyNames, readSecret, type KeyName } from '@togo/signing';
import { Command, Option } from 'commander';
import { initKeys } from '../publish/init-keys.ts';
import { draftNextRoot } from '../publish/next-root.ts';
import { openSigner } from '../publish/keyring.ts';
import { print } from './publisher-options.ts';

interface KeyOptions {
  readonly keys: string;
  readonly passphrase: string;
  readonly json?: boolean;
}

/** The key ceremony: docs/runbook.md. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('the keys of the release: made by their holders, joined in a root');
  keys
    .command('init')
    .description('makes keys in a folder, each encrypted; or takes in the public half of keys in a token')
    .requiredOption('--keys <folder>', 'where they are kept; existing keys are never replaced')
    .requiredOption('--passphrase <source>', 'file:PATH or env:NAME')
    .addOption(new Option('--role <name...>', 'whose key').choices([...keyNames]).makeOptionMandatory())
    .option('--json', 'print one JSON document')
    .action(async ({ keys: folder, passphrase, role, json }: KeyOptions & { role: KeyName[] }) => {
      const made = await initKeys(resolve(folder), role, await readSecret(passphrase), passphrase, systemClock);
      print({ ...(json === undefined ? {} : { json }) }, { formatVersion: 1, keys: made }, made.map(({ name, keyId, files }) => `${name}: ${keyId}\n  for the others: ${files.join(', ')}`).join('\n'));
    });
  keys
    .command('root')
    .description('drafts the next root from the public keys in a folder')
    .requiredOption('--keys <folder>', 'has <role>.public.json of every role, and the roots so far')
    .action(async ({ keys: folder }: KeyOptions) => {
      const path = await draftNextRoot(resolve(folder), systemClock);
      print({}, {}, `${path}\nnext: two root holders sign it with ./togo keys sign; a root that replaces another also needs two holders of the old one`);
    });
  keys
    .command('sign')
    .description('adds the signature of a root holder to a root')
    .argument('<file>', 'the drafted root')
    .requiredOption('--keys <folder>', 'the folder of that person')
    .requiredOption('--passphrase <source>', 'file:PATH or env:NAME')
    .action(async (file: string, { keys: folder, passphrase }: KeyOptions) => {
      const names = await readdir(resolve(folder));
      const holder = keyNames.find((name) => name.startsWith('root-') && (names.includes(`${name}.key.pem`) || names.includes(`${name}.token.json`))) ?? 'root-1';
      const signer = await openSigner(resolve(folder), holder, passphrase);
      await writeAtomic(file, await addSignature(await readFile(file), signer));
      print({}, {}, `${holder} has signed ${file}`);
    });
  return keys;
}
