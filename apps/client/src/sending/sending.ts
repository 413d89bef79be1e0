import { createReadStream } from 'node:fs';
import type { Clock } from '@togo/foundation';
import type { Entry } from '@togo/transmission';
import { DeskError, type Desk } from '@togo/transmission/node';
import { ClientError } from '../client-error.ts';
import type { Log } from '../log.ts';
import { AutomaticAsking } from './automatic-asking.ts';
import { checkFile } from './check-file.ts';
import { Drafts, type Draft, type DraftFile } from './drafts.ts';
import { ExchangeRun } from './exchange-run.ts';
import { judgeClaim, type Judgement } from './judge-claim.ts';

export interface SendingSetup {
  /** Opens the outbox. @throws DeskError with an engine code when it cannot be used. */
  readonly open: () => Promise<Desk>;
  readonly readUserId: () => Promise<string | undefined>;
}

/** A file that was chosen, as it lies on disk. */
export type ChosenFile = Omit<DraftFile, 'verdict'> & { readonly isCut: boolean };

/** What the screens do with claims. The outbox is opened when it is first needed. */
export class Sending {
  readonly #setup: SendingSetup;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly drafts = new Drafts();
  readonly exchange: ExchangeRun;
  readonly asking: AutomaticAsking;
  #desk: Promise<Desk> | undefined;

  constructor(setup: SendingSetup, clock: Clock, log: Log) {
    this.#setup = setup;
    this.#clock = clock;
    this.#log = log;
    this.exchange = new ExchangeRun(clock, log);
    const openDesk = async (): Promise<Desk | undefined> => this.#desk?.catch(() => undefined);
    this.asking = new AutomaticAsking({ openDesk, isBusy: () => this.exchange.isRunning }, clock, log);
  }

  /** A claim is being sent, or results are being fetched. */
  get isOnItsWay(): boolean {
    return this.exchange.isRunning || this.asking.isRunning;
  }

  /** @throws DeskError with an engine code. A failed opening is tried again the next time. */
  desk(): Promise<Desk> {
    this.#desk ??= this.#setup.open().catch((error: unknown) => {
      this.#desk = undefined;
      if (error instanceof DeskError || error instanceof ClientError) this.#log.write('outbox-closed', { code: error.code, why: error.message });
      throw error;
    });
    return this.#desk;
  }

  /** @throws DeskError `R-501`, `R-502`, `T-1xx`, … Never tried twice: three wrong passwords lock the account. */
  async logIn(userId: string, password: string): Promise<void> {
    const desk = await this.desk();
    try {
      await desk.logIn(userId, password);
    } catch (error) {
      this.#log.write('log-in-refused', { code: error instanceof DeskError || error instanceof ClientError ? error.code : 'bug' });
      throw error;
    }
    this.#log.write('logged-in', { kind: desk.session?.kind ?? 'unknown' });
  }

  /** Checks what was chosen and holds it until the clerk confirms. */
  async makeDraft(files: readonly ChosenFile[], replaces: string | undefined, discard: () => Promise<void>): Promise<Draft> {
    try {
      const checked: DraftFile[] = [];
      for (const file of files) checked.push(await this.#check(file));
      return await this.drafts.add(checked, replaces, discard);
    } catch (error) {
      await discard();
      throw error;
    }
  }

  /** What stands against each file of a draft, or has to be looked at. */
  async judge({ files, replaces }: Draft): Promise<readonly Judgement[]> {
    const desk = await this.desk();
    const userId = await this.#setup.readUserId();
    const surroundings = { entries: desk.entries(), session: desk.session, userId, replaces };
    return files.map(({ digest, verdict }, position) => {
      if (verdict === undefined) return { cautions: [] };
      // The same file chosen twice at once, and a second one in the place of one, are doubles too.
      if (files.slice(0, position).some((earlier) => earlier.digest === digest)) return { blocked: 'R-557', cautions: [] };
      if (replaces !== undefined && position > 0) return { blocked: 'R-558', cautions: [] };
      return judgeClaim({ digest, verdict }, surroundings);
    });
  }

  /**
   * Puts the chosen files of a draft into the outbox, where they are safe; the draft is gone afterwards.
   *
   * @param chosen positions in the draft.
   * @throws ClientError `K-384` no such draft, `K-385` nothing chosen; DeskError, what was put in before it stays in.
   */
  async confirm(id: string, chosen: readonly number[]): Promise<readonly Entry[]> {
    const draft = this.drafts.get(id);
    if (draft === undefined) throw new ClientError('K-384', 'expected a draft of this run');
    const judgements = await this.judge(draft);
    const sendable = chosen.filter((position) => isSendable(draft.files[position], judgements[position]));
    if (sendable.length === 0) throw new ClientError('K-385', 'expected at least one file that may be sent');
    const held = this.drafts.take(id);
    if (held === undefined) throw new ClientError('K-384', 'the draft was confirmed at the same moment');
    try {
      const desk = await this.desk();
      const entries: Entry[] = [];
      for (const position of sendable) entries.push(await this.#confirmFile(desk, draft.files[position], draft.replaces));
      return entries;
    } finally {
      await held.discard();
    }
  }

  /** Ends: what runs is broken off, the outbox closed, the session forgotten. */
  async close(): Promise<void> {
    this.asking.stop();
    await this.exchange.stop();
    await (await this.#desk?.catch(() => undefined))?.close();
  }

  async #check({ isCut, ...file }: ChosenFile): Promise<DraftFile> {
    const verdict = isCut ? undefined : await checkFile(file.path, file.fileName, this.#clock.now());
    const codes = [...new Set(verdict?.findings.map(({ code }) => code) ?? [])].join(' ');
    this.#log.write('claim-checked', { ok: verdict?.ok ?? false, bytes: file.bytes, codes });
    return { ...file, verdict };
  }

  async #confirmFile(desk: Desk, file: DraftFile | undefined, replaces: string | undefined): Promise<Entry> {
    const summary = file?.verdict?.summary;
    if (file === undefined || summary === null || summary === undefined) throw new ClientError('K-385', 'expected a checked file');
    const { dataType, processingMonth, serviceMonths, records, office } = summary;
    const entry = await desk.confirm({
      bytes: createReadStream(file.path),
      fileName: file.fileName,
      facility: office,
      summary: { dataType, processingMonth, serviceMonths, records },
      ...(replaces === undefined ? {} : { replaces }),
    });
    this.#log.write('confirmed', { number: entry.number, bytes: entry.bytes });
    return entry;
  }
}

/** Whether a file of a draft may go into the outbox. */
export function isSendable(file: DraftFile | undefined, judgement: Judgement | undefined): boolean {
  return file?.verdict?.ok === true && file.verdict.summary !== null && judgement?.blocked === undefined;
}
