import { resolve } from 'node:path';
import type { PublicationId } from '@togo/release';
import { Command, Option } from 'commander';
import { openSigner } from '../publish/keyring.ts';
import { signOff, type ReleaseRole } from '../publish/sign-off.ts';
import { verifyRelease } from '../verify/verify-release.ts';
import { openLine, openPublisher, print, withPublisherOptions, type PublisherOptions } from './publisher-options.ts';

interface SignOffOptions extends PublisherOptions {
  readonly milestone: PublicationId;
  readonly role: ReleaseRole;
  readonly signing?: string;
}

export function signOffCommand(): Command {
  const command = new Command('sign-off')
    .description('one role approves a staged publication: qa after a green matrix of these very bytes, release after a green verify')
    .argument('<version>', 'a folder of releases/, for example 9.1.0')
    .requiredOption('--milestone <name>', 'what was staged')
    .addOption(new Option('--role <role>', 'whose key signs').choices(['qa', 'release']).makeOptionMandatory())
    .option('--signing <folder>', 'as for verify: the folder of the production signer, without its key');
  return withPublisherOptions(command).action(async (version: string, options: SignOffOptions) => {
    const { milestone: id, role, keys, passphrase, signing } = options;
    const line = openLine('sign-off');
    const publisher = await openPublisher(options, line);
    const signer = keys === undefined ? await publisher.keyring.signer(role) : await openSigner(resolve(keys), role, passphrase);
    const result = await signOff(publisher, { version, id, role, signer, verify: (path) => verifyRelease(path, signing === undefined ? {} : { signing: resolve(signing) }) });
    line.end(`sign-off: ${role} has signed ${id} of ${version}`);
    const words = result.approvals.map(({ role: who, valid, why }) => `${valid ? '✓' : '✗'} ${who}: ${why}`);
    print(options, { formatVersion: 1, ...result }, words.join('\n'));
  });
}
