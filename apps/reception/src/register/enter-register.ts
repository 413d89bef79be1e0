import { createHash } from 'node:crypto';
import { inTransaction } from '@togo/foundation/sqlite';
import type { Store } from '../store/open-store.ts';
import { hashPassword } from '../store/password-hash.ts';
import { federationOf, type Register } from './register.ts';

/** Makes the store know what the register says. An account that is there already keeps its password; nothing is ever removed. */
export async function enterRegister({ database }: Pick<Store, 'database'>, { federations, facilities, accounts, notices }: Register): Promise<void> {
  const known = database.prepare('SELECT 1 FROM accounts WHERE user_id = ?');
  const fresh = await Promise.all(
    accounts.filter(({ userId }) => known.get(userId) === undefined).map(async (account) => ({ ...account, hash: await hashPassword(account.password) })),
  );
  inTransaction(database, () => {
    const setFederation = database.prepare('INSERT OR REPLACE INTO federations VALUES (?, ?, ?, ?, ?, ?)');
    for (const { code, name, sendUntil, cancelUntil } of federations) {
      setFederation.run(code, name, sendUntil.day, sendUntil.time, cancelUntil.day, cancelUntil.time);
    }
    const agents = new Map<string, string>();
    for (const account of accounts) if ('facilities' in account) for (const number of account.facilities) agents.set(number, account.userId);
    const setFacility = database.prepare(
      'INSERT INTO facilities (number, name, agent) VALUES (?, ?, ?) ON CONFLICT (number) DO UPDATE SET name = excluded.name, agent = excluded.agent',
    );
    for (const { number, name } of facilities) setFacility.run(number, name, agents.get(number) ?? null);
    const addAccount = database.prepare('INSERT INTO accounts (user_id, federation, facility, password, provisional) VALUES (?, ?, ?, ?, ?)');
    for (const account of fresh) {
      const facility = 'facility' in account ? account.facility : null;
      addAccount.run(account.userId, federationOf(account.userId), facility, account.hash, account.provisional ? 1 : 0);
    }
    const addNotice = database.prepare('INSERT OR IGNORE INTO notices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (const { id, facility, title, month, issuedAt, fileName, mediaType, base64 } of notices) {
      const content = Buffer.from(base64, 'base64');
      const digest = createHash('sha256').update(content).digest('base64');
      addNotice.run(id, facility, title, month, Date.parse(issuedAt), fileName, mediaType, digest, content);
    }
  });
}
