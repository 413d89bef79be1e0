import { randomInt } from 'node:crypto';

/** 20 random digits: two PCs, or one PC set up anew, never make the same number (66 bits). */
export function makeTransmissionNumber(): string {
  return Array.from({ length: 20 }, () => randomInt(10)).join('');
}
