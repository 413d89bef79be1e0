import { resolve } from 'node:path';
import { Command } from 'commander';
import { openSigner } from '../publish/keyring.ts';
import { withdraw } from '../publish/withdraw.ts';
import { openLine, openPublisher, print, visitOptionsOf, withPublisherOptions, withVisitOptions, type PublisherOptions, type VisitOptions } from './publisher-options.ts';

interface WithdrawCommandOptions extends PublisherOptions, VisitOptions {
  readonly reason: string;
  readonly statusKeys?: string;
  readonly statusPassphrase?: string;
}

export function withdrawCommand(): Command {
  const command = new Command('withdraw')
    .description('warns everybody of a published version, at once, with the key of the status role alone')
    .argument('<version>', 'a published version')
    .requiredOption('--reason <text>', 'one line of Japanese, shown to facilities')
    .option('--status-keys <folder>', 'where the key of the status role lies; the key folder of the publisher when absent')
    .option('--status-passphrase <source>', 'file:PATH or env:NAME: of that key');
  return withVisitOptions(withPublisherOptions(command)).action(async (version: string, options: WithdrawCommandOptions) => {
    const { reason, statusKeys, statusPassphrase } = options;
    const line = openLine('withdraw');
    const signer = statusKeys === undefined ? {} : { signer: await openSigner(resolve(statusKeys), 'status', statusPassphrase) };
    const { withdrawal, outcome, written } = await withdraw(await openPublisher(options, line), version, reason, { ...visitOptionsOf(options), ...signer });
    line.end(`withdraw: ${written.length} objects written`);
    const words = outcome === 'present' ? `was withdrawn already, ${withdrawal.at}: ${withdrawal.reason}` : `is withdrawn: ${withdrawal.reason}`;
    print(options, { formatVersion: 1, outcome, withdrawal, written }, `${version} ${words}\nnext: ./togo reinstate ${version}, if it turns out to be good after all`);
  });
}
