import { facilityNumber, federation, limits, notice, userId } from '@togo/transmission/protocol';
import * as z from 'zod/mini';
import { readWritten, wrong } from '../read-written.ts';

const shared = { userId, password: z.string().check(z.minLength(1), z.maxLength(128)), provisional: z._default(z.boolean(), false) };
const { id, title, month, issuedAt, mediaType } = notice.shape;

/** Whom the server knows: federations, facilities, accounts and what has been issued to them. Written by hand, for a test or a demonstration. */
const register = z.strictObject({
  formatVersion: z.literal(1),
  federations: z.array(federation),
  facilities: z.array(z.strictObject({ number: facilityNumber, name: z.string().check(z.minLength(1), z.maxLength(100)) })),
  /** `facility`: its own account. `facilities`: an agent, who claims for all of them instead of themselves. The federation is in the user ID. */
  accounts: z.array(
    z.union([
      z.strictObject({ ...shared, facility: facilityNumber }),
      z.strictObject({ ...shared, facilities: z.array(facilityNumber).check(z.minLength(1), z.maxLength(limits.facilitiesPerAgent)) }),
    ]),
  ),
  notices: z._default(
    z.array(z.strictObject({ id, facility: facilityNumber, title, month, issuedAt, fileName: notice.shape.fileName, mediaType, base64: z.base64() })),
    [],
  ),
});

export type Register = z.infer<typeof register>;

/** @throws CodedError `USAGE` with every fault. */
export async function readRegister(path: string): Promise<Register> {
  const written = await readWritten('--register', path, register);
  const faults = faultsOf(written);
  if (faults.length > 0) throw wrong('--register', path, faults);
  return written;
}

/** What the form cannot say: names that must exist, and must not stand twice. */
export function faultsOf({ federations, facilities, accounts, notices }: Register): string[] {
  const codes = new Set(federations.map(({ code }) => code));
  const numbers = new Set(facilities.map(({ number }) => number));
  const named = accounts.flatMap((account) => ('facility' in account ? [account.facility] : account.facilities));
  const delegated = accounts.flatMap((account) => ('facilities' in account ? account.facilities : []));
  return [
    ...repeated(federations.map(({ code }) => code)).map((code) => `federations: ${code} stands twice`),
    ...repeated(facilities.map(({ number }) => number)).map((number) => `facilities: ${number} stands twice`),
    ...repeated(accounts.map((account) => account.userId)).map((user) => `accounts: ${user} stands twice`),
    ...repeated(notices.map((each) => each.id)).map((each) => `notices: ${each} stands twice`),
    ...repeated(delegated).map((number) => `accounts: ${number} has two agents`),
    ...accounts.flatMap(({ userId: user }) => (codes.has(federationOf(user)) ? [] : [`accounts: ${user} has no federation ${federationOf(user)}`])),
    ...[...named, ...notices.map(({ facility }) => facility)].filter((number) => !numbers.has(number)).map((number) => `facilities: ${number} is missing`),
  ];
}

/** The prefecture in a user ID: `KJ`, 2 digits, 事業所番号. */
export function federationOf(user: string): string {
  return user.slice(2, 4);
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
