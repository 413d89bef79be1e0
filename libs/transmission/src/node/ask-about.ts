import type { ExchangeContext } from './exchange-context.ts';

/** @returns whether the server has it. */
export async function askAbout({ ledger, client, tally }: ExchangeContext, number: string): Promise<boolean> {
  const answer = await client.find(number);
  if (ledger.apply(number, answer === undefined ? { type: 'absent' } : { type: 'told', transmission: answer.transmission })) tally.changed.add(number);
  return answer !== undefined;
}
