import { formatJst } from '../japanese-time.ts';
import type { ClientService } from '../client-service.ts';
import type { Command } from '../command-line.ts';
import { exchangeOnce } from '../sending/exchange-run.ts';
import type { CommandResult } from './check.ts';
import { entryJson, entryLines } from './entry-lines.ts';
import { logInAtConsole } from './log-in.ts';

/**
 * 送信待ち and 送信結果 on the console, on request after a 送受信.
 *
 * @throws ClientError those of the log-in; DeskError when the outbox cannot be opened.
 */
export async function runStatus(service: ClientService, { exchange, userId, json }: Extract<Command, { kind: 'status' }>): Promise<CommandResult> {
  const desk = await service.sending.desk();
  if (exchange) await logInAtConsole(service, userId);
  const report = exchange ? await exchangeOnce(desk, () => undefined) : undefined;
  const { lastExchange } = desk;
  const entries = desk.entries();
  const ok = report?.ok ?? true;
  if (json) {
    const document = { formatVersion: 1, ok, code: report?.code, detail: report?.detail, lastExchange, entries: entries.map(entryJson) };
    return { ok, text: JSON.stringify(document, undefined, 2) };
  }
  const last = lastExchange === undefined ? 'まだ送受信していません。' : `前回の送受信: ${formatJst(new Date(lastExchange.at))} (${lastExchange.code})`;
  return { ok, text: [last, ...(entries.length === 0 ? ['送信待ちも送信結果もありません。'] : entries.flatMap(entryLines))].join('\n') };
}
