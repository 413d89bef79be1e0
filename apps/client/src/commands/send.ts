import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { limits as protocol } from '@togo/transmission/protocol';
import { ClientError } from '../client-error.ts';
import type { Command } from '../command-line.ts';
import type { ClientService } from '../client-service.ts';
import { describeCaution } from '../messages/cautions.ts';
import type { Draft } from '../sending/drafts.ts';
import { exchangeOnce } from '../sending/exchange-run.ts';
import type { Judgement } from '../sending/judge-claim.ts';
import { isSendable, type ChosenFile } from '../sending/sending.ts';
import { verdictLines, type CommandResult } from './check.ts';
import { entryJson, entryLines } from './entry-lines.ts';
import { logInAtConsole } from './log-in.ts';
import { ownDesk } from './own-desk.ts';

/**
 * Checks, puts into the outbox and sends. Nothing goes into the outbox unless every file may.
 *
 * @throws ClientError `K-386`, `K-387`, `K-388`, those of the log-in; DeskError.
 */
export async function runSend(service: ClientService, { files, userId, json }: Extract<Command, { kind: 'send' }>): Promise<CommandResult> {
  const { sending } = service;
  const desk = await ownDesk(service);
  const draft = await sending.makeDraft(await Promise.all(files.map(describeFile)), undefined, () => Promise.resolve());
  // Before anybody has to type a password.
  demandSendable(draft, await sending.judge(draft), []);
  await logInAtConsole(service, userId);
  const judgements = await sending.judge(draft);
  const blocks: string[] = [];
  for (const { blocked } of judgements) blocks.push(blocked === undefined ? '' : (await service.describe(blocked)).explanation);
  demandSendable(draft, judgements, blocks);
  const confirmed = await sending.confirm(draft.id, draft.files.map((_file, position) => position));
  const report = await exchangeOnce(desk, () => undefined);
  const entries = confirmed.map((entry) => desk.entry(entry.number) ?? entry);
  const ok = report.ok && entries.every(({ send }) => send === 'delivered');
  if (json) return { ok, text: JSON.stringify({ formatVersion: 1, ok, code: report.code, detail: report.detail, entries: entries.map(entryJson) }, undefined, 2) };
  const { title, next } = await service.describe(report.code);
  const failure = report.ok ? [] : [`${title}(${report.code})`, `次にすること: ${next}`, `詳細: ${report.detail}`];
  return { ok, text: [...entries.flatMap(entryLines), ...failure].join('\n') };
}

async function describeFile(path: string): Promise<ChosenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (cause) {
    throw new ClientError('K-386', String(cause), { cause });
  }
  return { fileName: basename(path), path: resolve(path), bytes, digest: hash.digest('base64'), isCut: bytes > protocol.claimFileMaxBytes };
}

/** @throws ClientError `K-387` with what stands against it. Nobody is there to decide about a caution. */
function demandSendable({ files }: Draft, judgements: readonly Judgement[], blocks: readonly string[]): void {
  const isGood = files.map((file, position) => isSendable(file, judgements[position]) && judgements[position]?.cautions.length === 0);
  if (isGood.every(Boolean)) return;
  const told = files.flatMap(({ fileName, verdict }, position) => [
    ...(verdict === undefined ? [`${fileName}: 64MBを超えています。`] : verdictLines(fileName, verdict)),
    ...(judgements[position]?.cautions ?? []).map((caution) => `  ${describeCaution(caution)}`),
    ...(judgements[position]?.blocked === undefined ? [] : [`  ${judgements[position].blocked} ${blocks[position] ?? ''}`.trimEnd()]),
  ]);
  throw new ClientError('K-387', `\n${told.join('\n')}`);
}
