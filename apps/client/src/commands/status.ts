import type { ClientService } from '../client-service.ts';
import type { Command } from '../command-line.ts';
import type { OpenOutbox } from '../instance/open-outbox.ts';
import { formatJst } from '../japanese-time.ts';
import { exchangeOnce } from '../sending/exchange-run.ts';
import type { CommandResult } from './check.ts';
import { entryJson, entryLines } from './entry-lines.ts';
import { logInAtConsole } from './log-in.ts';
import { ownDesk, readOutbox } from './own-desk.ts';

/**
 * 送信待ち and 送信結果 on the console, on request after a 送受信. While a window is open, what that one knows.
 *
 * @throws ClientError `K-388` for a 送受信 beside an open window, those of the log-in; DeskError when the outbox cannot be opened.
 */
export async function runStatus(service: ClientService, { exchange, userId, json }: Extract<Command, { kind: 'status' }>): Promise<CommandResult> {
  if (!exchange) {
    const { outbox, keeper } = await readOutbox(service);
    return { ok: true, text: json ? statusJson(outbox, { ok: true, keeper }) : [...(keeper === 'window' ? [besideWindow] : []), ...statusLines(outbox)].join('\n') };
  }
  const desk = await ownDesk(service);
  await logInAtConsole(service, userId);
  const { ok, code, detail } = await exchangeOnce(desk, () => undefined);
  const outbox = { lastExchange: desk.lastExchange, entries: desk.entries() };
  return { ok, text: json ? statusJson(outbox, { ok, code, detail, keeper: 'command' }) : statusLines(outbox).join('\n') };
}

const besideWindow = '介護伝送ソフトの画面が開いていて、送信待ちと送信結果を使っています。その画面が知っている状態を示します。';

function statusJson({ lastExchange, entries }: OpenOutbox, facts: object): string {
  return JSON.stringify({ formatVersion: 1, ...facts, lastExchange, entries: entries.map(entryJson) }, undefined, 2);
}

function statusLines({ lastExchange, entries }: OpenOutbox): string[] {
  const last = lastExchange === undefined ? 'まだ送受信していません。' : `前回の送受信: ${formatJst(new Date(lastExchange.at))} (${lastExchange.code})`;
  return [last, ...(entries.length === 0 ? ['送信待ちも送信結果もありません。'] : entries.flatMap(entryLines))];
}
