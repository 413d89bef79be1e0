import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { syntheticOffice, writeClaimFile } from '@togo/claims/testing';
import { pinnedRange } from '@togo/tls-policy';
import type { Entry } from '@togo/transmission';
import type { Transmission } from '@togo/transmission/protocol';
import { createTestPki, type TestPki } from '@togo/transmission/testing';
import { openBadLine, type BadLine } from './bad-line.ts';
import { DeskProcess, unanswered, type DeskAnswers, type DeskOrder } from './desk-process.ts';
import { startLife, type ReceptionFiles, type ReceptionLife } from './reception-process.ts';
import { readServerRecord, type Account } from './server-record.ts';
import { faultsPerLife, type Kill, type ServerFault, type Step } from './schedules.ts';

/** What both sides hold when a day is over and everything has been exchanged. */
export interface DayEnd {
  /** Confirmed, and told so to the user. */
  readonly confirmed: readonly Entry[];
  readonly outbox: readonly Entry[];
  /** What the server was given today. */
  readonly server: readonly Transmission[];
}

export interface Counts {
  days: number;
  confirmed: number;
  exchanges: number;
  cuts: number;
  clientKills: number;
  serverKills: number;
  serverFaults: number;
  delivered: number;
  cancelled: number;
}

const facility = syntheticOffice(1);
const account: Account = { userId: `KJ13${facility}`, password: 'Kaigo2021' };
/** As many days share one server, so that its record stays short. */
const daysPerServer = 20;
const exchangesUntilQuiet = 12;

/** A client, a server and a line between them, all of them real, which a schedule mistreats. */
export class BadDays {
  readonly counts: Counts = { days: 0, confirmed: 0, exchanges: 0, cuts: 0, clientKills: 0, serverKills: 0, serverFaults: 0, delivered: 0, cancelled: 0 };
  readonly #pki: TestPki;
  readonly #line: BadLine;
  readonly #folder: string;
  #desk = new DeskProcess();
  /** Takes the place of the desk when that is killed: starting takes longer than everything else. */
  #spare = new DeskProcess();
  #life: ReceptionLife | undefined;
  #isOnTime = true;
  #files = 0;
  #server: ReceptionFiles | undefined;
  #seen = new Set<string>();

  private constructor(pki: TestPki, line: BadLine, folder: string) {
    this.#pki = pki;
    this.#line = line;
    this.#folder = folder;
  }

  static async start(): Promise<BadDays> {
    const [pki, line, folder] = await Promise.all([createTestPki(), openBadLine(), mkdtemp(join(tmpdir(), 'togo-no-loss-'))]);
    const closing = { day: 10, time: '23:30' };
    const register = {
      formatVersion: 1,
      federations: [{ code: '13', name: '東京都国民健康保険団体連合会', sendUntil: closing, cancelUntil: closing }],
      facilities: [{ number: facility, name: 'みどり' }],
      accounts: [{ ...account, provisional: false, facility }],
    };
    await writeFile(join(folder, 'register.json'), JSON.stringify(register));
    await writeFile(join(folder, 'chain.pem'), pki.good.certPem + pki.issuing.certPem);
    return new BadDays(pki, line, folder);
  }

  /** One schedule with a new outbox, then peace until nothing is left to exchange. */
  async live(steps: readonly Step[]): Promise<DayEnd> {
    await this.#startDay();
    const outbox = join(this.#folder, `outbox-${this.counts.days}`);
    await mkdir(outbox);
    const confirmed: Entry[] = [];
    await this.#ask({ do: 'set-clock', offsetMs: 0 });
    await this.#open(outbox);
    for (const step of steps) await this.#take(step, outbox, confirmed);
    await this.#exchangeUntilQuiet(outbox);
    const entries = await this.#entries();
    const all = await this.#readServerRecord();
    const server = all.filter(({ number }) => !this.#seen.has(number));
    for (const { number } of all) this.#seen.add(number);
    this.counts.cuts = this.#line.cuts();
    this.counts.delivered += server.length;
    this.counts.cancelled += server.filter(({ cancellation }) => cancellation.state === 'done').length;
    return { confirmed, outbox: entries, server };
  }

  async end(): Promise<void> {
    await Promise.all([this.#desk.kill(), this.#spare.kill(), this.#life?.kill(), this.#line.close()]);
    await Promise.all([this.#pki.remove(), rm(this.#folder, { recursive: true })]);
  }

  async #take(step: Step, outbox: string, confirmed: Entry[]): Promise<void> {
    switch (step.do) {
      case 'confirm':
        confirmed.push((await this.#ask(this.#nextFile())) as Entry);
        this.counts.confirmed += 1;
        return;
      case 'confirm-and-kill': {
        const answer = this.#ask(this.#nextFile());
        await sleep(step.afterMs);
        await this.#desk.kill();
        const entry = await answer;
        if (entry !== unanswered) confirmed.push(entry);
        return await this.#revive(outbox);
      }
      case 'cancel': {
        const { number } = confirmed[step.which % confirmed.length] ?? {};
        if (number !== undefined) await this.#ask({ do: 'cancel', number });
        return;
      }
      case 'restart-client':
        await this.#desk.kill();
        return await this.#revive(outbox);
      case 'jump-clock':
        await this.#ask({ do: 'set-clock', offsetMs: step.hours * 3_600_000 });
        return;
      case 'kill-server':
        return await this.#restartServer(step.faults);
      case 'exchange':
        await this.#ask({ do: 'log-in', ...account });
        this.#line.fault = step.line;
        await this.#exchange(step.kill, outbox);
        this.#line.fault = { kind: 'none' };
        return;
    }
  }

  async #exchange(kill: Kill | null, outbox: string): Promise<void> {
    this.counts.exchanges += 1;
    const answer = this.#ask({ do: 'exchange' });
    if (kill !== null) {
      await sleep(kill.afterMs);
      if (kill.who === 'client') await this.#desk.kill();
      else await this.#restartServer([]);
    }
    await answer;
    if (kill?.who === 'client') await this.#revive(outbox);
  }

  async #exchangeUntilQuiet(outbox: string): Promise<void> {
    if (!this.#isOnTime) await this.#restartServer([]); // all other faults pass by themselves
    for (let round = 0; round < exchangesUntilQuiet; round += 1) {
      await this.#ask({ do: 'log-in', ...account });
      await this.#exchange(null, outbox);
      const isQuiet = ({ send, cancellation }: Entry): boolean =>
        send !== 'queued' && send !== 'unconfirmed' && !cancellation.asked && cancellation.state !== 'requested';
      if ((await this.#entries()).every(isQuiet)) return;
    }
  }

  /** Faults that nothing has met yet strike this reader too. */
  async #readServerRecord(): Promise<Transmission[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await readServerRecord(this.#life?.port ?? 0, this.#pki.root.certPem, account);
      } catch (error) {
        if (attempt > faultsPerLife) throw error;
      }
    }
  }

  #nextFile(): DeskOrder & { readonly do: 'confirm' } {
    this.#files += 1;
    const name = `F${this.#files % 1_000_000}.CSV`;
    // Files differ in the birthday of one person.
    const [day, month, year] = [this.#files % 28, Math.floor(this.#files / 28) % 12, Math.floor(this.#files / 336) % 80];
    const birthday = `19${20 + year}${String(month + 1).padStart(2, '0')}${String(day + 1).padStart(2, '0')}`;
    const text = Buffer.from(writeClaimFile({ office: facility, people: 1 })).toString('latin1').replace('19200115', birthday);
    return { do: 'confirm', base64: Buffer.from(text, 'latin1').toString('base64'), fileName: name, facility };
  }

  async #startDay(): Promise<void> {
    if (this.counts.days % daysPerServer === 0) {
      await this.#life?.kill();
      const data = join(this.#folder, `server-${this.counts.days}`, 'data');
      await mkdir(data, { recursive: true });
      const [certPath, registerPath] = ['chain.pem', 'register.json'].map((name) => join(this.#folder, name)) as [string, string];
      this.#server = { certPath, keyPath: this.#pki.good.keyPath, registerPath, data };
      this.#seen = new Set();
      await this.#begin([]);
    }
    this.counts.days += 1;
  }

  async #restartServer(faults: readonly ServerFault[]): Promise<void> {
    await this.#life?.kill();
    this.counts.serverKills += 1;
    await this.#begin(faults);
  }

  async #begin(faults: readonly ServerFault[]): Promise<void> {
    if (this.#server === undefined) throw new Error('a day begins with a server');
    this.counts.serverFaults += faults.length;
    this.#life = await startLife(this.#server, faults);
    this.#isOnTime = faults.every((fault) => fault.do !== 'shift-clock');
    this.#line.target = this.#life.port;
  }

  async #revive(outbox: string): Promise<void> {
    this.counts.clientKills += 1;
    [this.#desk, this.#spare] = [this.#spare, new DeskProcess()];
    await this.#open(outbox);
  }

  async #open(folder: string): Promise<void> {
    const connection = { host: 'localhost', port: this.#line.port, trust: this.#pki.trust, range: pinnedRange };
    await this.#ask({ do: 'open', folder, connection });
  }

  async #entries(): Promise<readonly Entry[]> {
    const entries = await this.#ask({ do: 'entries' });
    if (entries === unanswered) throw new Error('the client ended by itself');
    return entries;
  }

  #ask<O extends DeskOrder>(order: O): Promise<DeskAnswers[O['do']] | typeof unanswered> {
    return this.#desk.ask(order);
  }
}
