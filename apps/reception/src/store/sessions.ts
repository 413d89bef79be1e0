import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export interface SessionStore {
  /** @returns the token: 32 random bytes in base64url. Only its hash is kept. */
  start(userId: string, expiresAt: number, now: number): string;
  /** @returns the user ID while the session lasts. */
  find(token: string, now: number): string | undefined;
  end(token: string): void;
}

export function sessionStore(database: DatabaseSync): SessionStore {
  const insert = database.prepare('INSERT INTO sessions (token_sha256, user_id, expires_at) VALUES (?, ?, ?)');
  const select = database.prepare('SELECT user_id FROM sessions WHERE token_sha256 = ? AND expires_at > ?');
  const remove = database.prepare('DELETE FROM sessions WHERE token_sha256 = ?');
  const sweep = database.prepare('DELETE FROM sessions WHERE expires_at <= ?');
  return {
    start: (userId, expiresAt, now) => {
      const token = randomBytes(32).toString('base64url');
      sweep.run(now);
      insert.run(hashToken(token), userId, expiresAt);
      return token;
    },
    find: (token, now) => (select.get(hashToken(token), now) as { user_id: string } | undefined)?.user_id,
    end: (token) => void remove.run(hashToken(token)),
  };
}

export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
