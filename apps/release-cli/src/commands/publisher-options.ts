import { join, resolve } from 'node:path';
import { openOrigin } from '@togo/origin';
import { refuseDevelopmentKeys } from '@togo/signing';
import type { Command } from 'commander';
import { developmentPublisherKeysDir } from '../development-keys.ts';
import { progressLine, type ProgressLine } from '../progress-line.ts';
import { refusal } from '../publish/errors.ts';
import { demandFitFor, developmentKeyring, folderKeyring, type Keyring } from '../publish/keyring.ts';
import type { Publisher } from '../publish/publisher.ts';
import { sitePrograms } from '../publish/site-programs.ts';
import type { TickOptions } from '../publish/tick.ts';
import { releasesFolder } from '../release-files.ts';
import { plainGetter } from '../verify/plain-getter.ts';
import { workspaceRoot } from '../workspace.ts';
import { clockOf } from './moment-option.ts';

/** What the commands of the publisher have in common. */
export interface PublisherOptions {
  readonly origin: string;
  readonly dist: string;
  readonly keys?: string;
  readonly passphrase?: string;
  readonly now?: string;
  readonly json?: boolean;
}

export interface VisitOptions {
  readonly clockConfirmed?: boolean;
  readonly public?: string;
}

export function withPublisherOptions(command: Command): Command {
  return command
    .requiredOption('--origin <address>', 'file:///folder or s3://bucket/prefix?endpoint=https://host&region=name')
    .option('--dist <folder>', 'the folder that has <version> of each cut', join(workspaceRoot, 'dist'))
    .option('--keys <folder>', 'the key folder; without it the development keys of this machine, for origins on this machine only')
    .option('--passphrase <source>', 'file:PATH or env:NAME: the passphrase of the keys, or the PIN of their token')
    .option('--now <moment>', 'a chosen clock, for rehearsals with development keys, for example 2021-04-19T10:00:00+09:00')
    .option('--json', 'print one JSON document');
}

export function withVisitOptions(command: Command): Command {
  return command
    .option('--clock-confirmed', 'somebody has looked at the clock of this machine, and it is right')
    .option('--public <url>', 'the address that clients use: the result is looked at from there');
}

/** @throws CodedError of @togo/signing, OriginError, `USAGE`, `CLOCK_NOT_CHOSEN`. */
export async function openPublisher({ origin, dist, keys, passphrase, now }: PublisherOptions, line: ProgressLine): Promise<Publisher> {
  const [place, clock] = [openOrigin(origin), clockOf('--now', now)];
  const keyring = keys === undefined ? await openDevelopmentKeyring(origin) : await folderKeyring(resolve(keys), passphrase);
  demandFitFor(keyring, origin);
  if (now !== undefined && !keyring.isDevelopment) throw refusal('CLOCK_NOT_CHOSEN', '--now is for rehearsals with development keys', 'Leave it out: real keys follow the clock of this machine.');
  return {
    origin: place,
    keyring,
    clock,
    site: sitePrograms,
    progress: line.update,
    dist: resolve(dist),
    releases: releasesFolder,
  };
}

/** A folder is looked at as the files that it has, a store through itself where no other address is given. */
export function visitOptionsOf({ clockConfirmed, public: url, origin }: VisitOptions & Pick<PublisherOptions, 'origin'>): TickOptions {
  const address = url ?? (origin.startsWith('file:') ? origin : undefined);
  return { isClockConfirmed: clockConfirmed === true, ...(address === undefined ? {} : { address: { url: address.replace(/\/+$/, ''), get: plainGetter } }) };
}

export function openLine(title: string): ProgressLine {
  return progressLine(title, process.stderr, () => performance.now());
}

export function print(options: { readonly json?: boolean }, document: object, words: string): void {
  process.stdout.write(options.json === true ? `${JSON.stringify(document, null, 2)}\n` : `${words}\n`);
}

/** Before any key is made: an origin elsewhere never sees them. */
async function openDevelopmentKeyring(origin: string): Promise<Keyring> {
  refuseDevelopmentKeys(origin, [developmentMark]);
  return developmentKeyring(developmentPublisherKeysDir());
}

const developmentMark = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: '' }, name: 'timestamp', development: true } as const;
