import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { silent, type Progress } from '@togo/foundation';
import { canCancel, canConfirm, canWithdraw, engineCodes, entry as entrySchema, newEntry, planExchange, serverNow, skewSeconds, type Decision, type Entry } from '../outbox/index.ts';
import type { Notice, Session } from '../protocol/index.ts';
import type { ConfirmedFile, Desk, DeskOptions, ExchangeReport, LastExchange } from './desk.ts';
import { DeskError } from './desk-error.ts';
import type { ExchangeContext, ExchangeTally } from './exchange-context.ts';
import { Ledger } from './ledger.ts';
import { ReceptionClient } from './reception-client.ts';
import { ReceptionLink, usualPatience } from './reception-link.ts';
import { runExchange, runQuestions } from './run-exchange.ts';
import { Spool } from './spool/spool.ts';
import { makeTransmissionNumber } from './transmission-numbers.ts';

/** @throws DeskError when the outbox cannot be opened. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const spool = await Spool.open(options.folder);
  try {
    return new SpooledDesk(options, spool);
  } catch (error) {
    spool.close();
    throw error;
  }
}

const lastExchangeFact = 'last exchange';

class SpooledDesk implements Desk {
  readonly #options: DeskOptions;
  readonly #spool: Spool;
  readonly #ledger: Ledger;
  /** Proof of the last wrong log-in, which tells nothing about it. */
  readonly #proofKey = randomBytes(32);
  #wrong: Buffer | undefined;
  #session: Session | undefined;
  #skewSeconds: number;
  #running: Promise<ExchangeReport> | undefined;
  #asking: { readonly report: Promise<ExchangeReport>; readonly end: AbortController } | undefined;

  constructor(options: DeskOptions, spool: Spool) {
    this.#options = options;
    this.#spool = spool;
    this.#ledger = new Ledger(spool);
    this.#skewSeconds = this.lastExchange?.skewSeconds ?? 0;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  get lastExchange(): LastExchange | undefined {
    const text = this.#spool.fact(lastExchangeFact);
    return text === undefined ? undefined : (JSON.parse(text) as LastExchange);
  }

  async logIn(userId: string, password: string): Promise<void> {
    const proof = createHmac('sha256', this.#proofKey).update(`${userId}\n${password}`).digest();
    if (this.#wrong !== undefined && timingSafeEqual(this.#wrong, proof)) throw new DeskError('R-501', 'refused a moment ago, and not asked again');
    const asked = this.#options.clock.now();
    try {
      this.#session = await this.#withClient(undefined, (client) => client.logIn(userId, password));
    } catch (error) {
      if (error instanceof DeskError && error.code === 'R-501') this.#wrong = proof;
      throw error;
    }
    this.#wrong = undefined;
    this.#skewSeconds = skewSeconds(this.#session.serverTime, asked, this.#options.clock.now());
  }

  async changePassword(current: string, next: string): Promise<void> {
    const session = this.#demandSession();
    await this.#withClient(session, (client) => client.changePassword(current, next));
    this.#session = { ...session, passwordChangeRequired: false };
  }

  async logOut(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) await this.#withClient(session, (client) => client.logOut()).catch(() => undefined);
  }

  async confirm({ bytes, fileName, facility, summary, replaces }: ConfirmedFile): Promise<Entry> {
    const number = makeTransmissionNumber();
    try {
      const staged = await this.#spool.stage(number, bytes);
      const confirmedAt = this.#options.clock.now().toISOString();
      const confirmed = newEntry({ number, facility, fileName, ...staged, ...summary, confirmedAt, ...(replaces === undefined ? {} : { replaces }) });
      const checked = entrySchema.safeParse(confirmed);
      if (!checked.success) throw new DeskError('R-531', `cannot be confirmed: ${checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
      demand(canConfirm(this.#ledger.entries(), checked.data));
      this.#ledger.add(checked.data);
      return checked.data;
    } catch (error) {
      this.#spool.unstage(number);
      throw error;
    }
  }

  withdraw(number: string): Promise<Entry> {
    return this.#change(() => {
      demand(canWithdraw(this.#ledger.get(number)));
      this.#ledger.apply(number, { type: 'withdrawn' });
      return this.#ledger.get(number);
    });
  }

  requestCancellation(number: string): Promise<Entry> {
    return this.#change(() => {
      const now = serverNow(this.#options.clock.now(), this.#skewSeconds);
      demand(canCancel(this.#ledger.get(number), now, this.#session?.federation));
      this.#ledger.apply(number, { type: 'cancellation-asked', number: makeTransmissionNumber() });
      return this.#ledger.get(number);
    });
  }

  exchange(progress: Progress = silent, signal?: AbortSignal): Promise<ExchangeReport> {
    this.#running ??= this.#stopAsking()
      .then(() => this.#converse(runExchange, progress, signal))
      .finally(() => (this.#running = undefined));
    return this.#running;
  }

  ask(): Promise<ExchangeReport> {
    if (this.#running !== undefined) return this.#running;
    const end = new AbortController();
    this.#asking ??= { report: this.#converse(runQuestions, silent, end.signal).finally(() => (this.#asking = undefined)), end };
    return this.#asking.report;
  }

  entries(): readonly Entry[] {
    return this.#ledger.entries().reverse();
  }

  entry(number: string): Entry | undefined {
    return this.#ledger.find(number);
  }

  notices(): ReturnType<Desk['notices']> {
    return this.#spool.notices();
  }

  async fetchNotice(id: string): Promise<{ readonly notice: Notice; readonly bytes: Uint8Array }> {
    const session = this.#demandSession();
    const kept = this.#spool.notices().find((notice) => notice.id === id);
    if (kept === undefined) throw new DeskError('R-521', `there is no notice ${id} in the list`);
    const { downloadedAt: _before, ...notice } = kept;
    const bytes = await this.#withClient(session, (client) => client.fetchNotice(notice));
    this.#spool.markDownloaded(id, this.#options.clock.now().toISOString());
    return { notice, bytes };
  }

  async close(): Promise<void> {
    await Promise.all([this.#running?.catch(() => undefined), this.#stopAsking()]);
    this.#session = undefined;
    this.#spool.close();
  }

  /** Never two conversations at once: what one is just sending, the other would be told to be absent. */
  async #stopAsking(): Promise<void> {
    this.#asking?.end.abort();
    await this.#asking?.report.catch(() => undefined);
  }

  async #converse(act: (context: ExchangeContext) => Promise<void>, progress: Progress, signal?: AbortSignal): Promise<ExchangeReport> {
    const session = this.#demandSession();
    const tally: ExchangeTally = { sent: new Set(), changed: new Set() };
    const { clock } = this.#options;
    const at = clock.now().toISOString();
    let [code, detail]: [string, string] = ['T-100', 'all exchanged'];
    try {
      const context = { ledger: this.#ledger, spool: this.#spool, session, clock, progress, tally };
      await this.#withClient(session, (client) => act({ ...context, client }), signal);
    } catch (error) {
      if (!(error instanceof DeskError) || error.code.startsWith('R-56')) throw error;
      [code, detail] = [error.code, error.message];
    }
    if (tally.server !== undefined) this.#skewSeconds = tally.server.skewSeconds;
    const serverTime = tally.server?.time ?? session.serverTime;
    // An asking that was broken off has found out nothing about the way there.
    const tells = act === runExchange || signal?.aborted !== true;
    if (tells) this.#spool.setFact(lastExchangeFact, JSON.stringify({ at, serverTime, skewSeconds: this.#skewSeconds, code } satisfies LastExchange));
    const skipped = planExchange(this.#ledger.entries(), session).skipped.map(({ number }) => number);
    return { ok: code === 'T-100', code, sent: [...tally.sent], changed: [...tally.changed], skipped, detail };
  }

  /** One link for everything that belongs together; it ends with it. */
  async #withClient<T>(session: Session | undefined, act: (client: ReceptionClient) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { connection, userAgent, patience } = this.#options;
    const target = typeof connection === 'function' ? await connection() : connection;
    const link = new ReceptionLink(target, userAgent, patience ?? usualPatience, signal);
    try {
      return await act(new ReceptionClient(link, session?.token));
    } catch (error) {
      if (error instanceof DeskError && error.code === 'R-505' && this.#session === session) this.#session = undefined;
      throw error;
    } finally {
      link.close();
    }
  }

  #demandSession(): Session {
    if (this.#session === undefined) throw new DeskError('R-505', 'log in first');
    return this.#session;
  }

  /** Synchronous as the disk is: no other change comes between the decision and what it allows. */
  #change(act: () => Entry): Promise<Entry> {
    return new Promise((resolve) => resolve(act()));
  }
}

function demand(decision: Decision): void {
  if (!decision.ok) throw new DeskError(decision.why, engineCodes[decision.why]);
}
