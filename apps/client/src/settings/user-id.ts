import { userId } from '@togo/transmission/protocol';

export function isUserId(value: unknown): value is string {
  return userId.safeParse(value).success;
}

/** What was typed as a user ID: usable, of the ISDN time (`J`, 事業所番号, 枝番), or neither. */
export function judgeUserId(text: string): 'ok' | 'S-264' | 'S-265' {
  if (isUserId(text)) return 'ok';
  return /^J\d{2}[0-9A-HJ-NPR-Z]\d{8}$/.test(text) ? 'S-265' : 'S-264';
}

/** 事業所番号 inside a user ID. That of an agent is the agent's own. */
export function officeOf(id: string): string {
  return id.slice(-10);
}
