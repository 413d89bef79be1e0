import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatMoment } from '@togo/release';
import { parseTrust, type TlsVersion } from '@togo/tls-policy';
import { developmentTrust } from '../development-keys.ts';
import { readProgramCodes } from '../publish/program-codes.ts';
import { askReception, type Asked, type TlsAnswer } from './ask-reception.ts';
import { checkOf, type Check } from './check.ts';
import { runReception } from './running-reception.ts';

const [tls10, tls11, tls12] = ['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const;
type Version = typeof tls10 | typeof tls11 | typeof tls12;

/** How long before the cut-over the server's clock starts: as short as this machine is quick enough for. */
const leadsSeconds = [3, 12, 45] as const;
/** Before and after the cut-over it is asked again and again. */
const closelyMs = 1000;
const pauseMs = 20;

export interface PlayedCutover {
  /** The moments are the server's own clock, JST with milliseconds. */
  readonly before: Readonly<Record<Version, string>>;
  readonly after: Readonly<Record<Version, string>>;
  /** The last connection with an old version that was answered. */
  readonly lastOld: string;
  /** What somebody on an old path is told. */
  readonly told: { readonly code: string; readonly title: string; readonly explanation: string; readonly next: string } | null;
  readonly checks: readonly Check[];
}

/**
 * Runs the reference reception server over its cut-over: some seconds before, every version is answered; from that second on only TLS 1.2, and
 * an old path is refused with a code whose words say what to do.
 *
 * @param start starts the server.
 * @throws CodedError `RECEPTION_FAILED`
 */
export async function playCutover(cutover: Date, version: string, probePath: string, start = runReception): Promise<PlayedCutover> {
  const trust = parseTrust(await readFile(await developmentTrust(), 'utf8'));
  for (const lead of leadsSeconds) {
    const args = ['--cutover', formatMoment(cutover), '--now', formatMoment(new Date(cutover.getTime() - lead * 1000))];
    const server = await start(args);
    const watched = await watch({ port: server.port, probePath, trust }, cutover).finally(() => server.close());
    if (watched === undefined) continue;
    const codes = await readProgramCodes(version);
    const old = watched.after[tls11];
    const told = codes.find(({ code }) => !old.accepted && code === old.code) ?? null;
    return { before: shown(watched.before), after: shown(watched.after), lastOld: moment(watched.lastOld), told, checks: judge(watched, told, cutover) };
  }
  const late = checkOf('reception', 'the reference server answers before its cut-over', [`this machine needs more than ${leadsSeconds.at(-1) ?? 0} s to start it`]);
  return { before: nothing, after: nothing, lastOld: '', told: null, checks: [late] };
}

const nothing = { [tls10]: '', [tls11]: '', [tls12]: '' };

interface Watched {
  readonly before: Readonly<Record<Version, TlsAnswer>>;
  readonly lastOld: Date;
  /** When TLS 1.2 was answered right after the first refusal. */
  readonly firstRefused: Date;
  readonly after: Readonly<Record<Version, TlsAnswer>>;
}

/** Undefined where the server was already past its cut-over when it first answered. */
async function watch(asked: Asked, cutover: Date): Promise<Watched | undefined> {
  const all = async (): Promise<Record<Version, TlsAnswer>> => ({ [tls10]: await askReception(asked, tls10), [tls11]: await askReception(asked, tls11), [tls12]: await askReception(asked, tls12) });
  const before = await all();
  // Nothing can be said about a time before it where there was none left.
  if (!before[tls12].accepted || before[tls12].serverTime >= cutover) return undefined;
  await sleep(Math.max(0, cutover.getTime() - before[tls12].serverTime.getTime() - closelyMs));
  let lastOld = new Date(0);
  for (let old: TlsVersion = tls10; ; old = old === tls10 ? tls11 : tls10) {
    const answer = await askReception(asked, old);
    const now = await askReception(asked, tls12);
    if (answer.accepted) lastOld = answer.serverTime;
    const time = now.accepted ? now.serverTime : cutover;
    if (!answer.accepted) return { before, lastOld, firstRefused: time, after: await all() };
    // An old version that is still answered long after is a fault, not a reason to wait for ever.
    if (time.getTime() > cutover.getTime() + closelyMs) return { before, lastOld, firstRefused: time, after: await all() };
    await sleep(pauseMs);
  }
}

function judge({ before, lastOld, firstRefused, after }: Watched, told: PlayedCutover['told'], cutover: Date): Check[] {
  const entries = (answers: Watched['before']): [string, TlsAnswer][] => Object.entries(answers);
  const refusedBefore = entries(before).filter(([, answer]) => !answer.accepted).map(([version]) => `${version} was refused`);
  const acceptedAfter = entries(after).filter(([version, { accepted }]) => accepted !== (version === tls12)).map(([version, { accepted }]) => `${version} was ${accepted ? 'accepted' : 'refused'}`);
  const isLate = lastOld >= cutover ? [`an old version was still answered ${moment(lastOld)}`] : [];
  const isEarly = firstRefused < cutover ? [`an old version was refused ${moment(firstRefused)}`] : [];
  return [
    checkOf('reception-before', 'before the cut-over the reception answers TLS 1.0, 1.1 and 1.2', refusedBefore),
    checkOf('reception-flip', `it changes at ${formatMoment(cutover)}, while it runs`, [...isLate, ...isEarly], `an old version was last answered ${moment(lastOld)}`),
    checkOf('reception-after', 'from then on it answers TLS 1.2 and nothing else', acceptedAfter),
    checkOf('old-path-told', 'who comes over an old path is told what to do', told === null ? ['no code of the client has words for it'] : [], told === null ? '' : `${told.code} ${told.title} ${told.next}`),
  ];
}

function shown(answers: Watched['before']): Record<Version, string> {
  const words = (answer: TlsAnswer): string => (answer.accepted ? `answered ${moment(answer.serverTime)}` : `refused, ${answer.code}`);
  return { [tls10]: words(answers[tls10]), [tls11]: words(answers[tls11]), [tls12]: words(answers[tls12]) };
}

/** As `formatMoment`, with milliseconds. */
function moment(date: Date): string {
  return formatMoment(date).replace('+', `.${String(date.getUTCMilliseconds()).padStart(3, '0')}+`);
}
