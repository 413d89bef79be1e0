import { accountQuestions } from './account.ts';
import { connectionQuestions } from './connection.ts';
import { protocolQuestions } from './protocols.ts';
import type { Question } from './row.ts';
import { scopeQuestions } from './scope.ts';
import { windowsQuestions } from './windows.ts';

/**
 * The decision table (ie-settings §9), and the only place where a rule is written: the exe, the guide and the site are made from it.
 * Among findings of the same weight, earlier questions come first: Windows before policy before user before connection.
 */
export const decisionTable: readonly Question[] = [
  ...scopeQuestions,
  ...windowsQuestions,
  ...accountQuestions,
  ...protocolQuestions,
  ...connectionQuestions,
];
