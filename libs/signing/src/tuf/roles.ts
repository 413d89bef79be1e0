import type { KeyName } from '../keys/tuf-key.ts';

/** Whose signatures a role needs, and how many of them. No key stands in two roles. */
export const roles = {
  root: { threshold: 2, keys: ['root-1', 'root-2', 'root-3'] },
  targets: { threshold: 2, keys: ['release', 'qa'] },
  snapshot: { threshold: 1, keys: ['snapshot'] },
  timestamp: { threshold: 1, keys: ['timestamp'] },
} as const satisfies Record<string, { readonly threshold: number; readonly keys: readonly KeyName[] }>;

/** Delegated by the targets role; it may speak of withdrawals only. */
export const statusRole = { name: 'status', paths: ['status/*'], threshold: 1 } as const;

export type RootKeyName = (typeof roles)[keyof typeof roles]['keys'][number];
