import type { ByteFault, Direction } from './fault-line.ts';
import type { Exchange, Handled } from './faulty-exchange.ts';

/** Bytes of an exchange in each direction, and where the encrypted requests and answers begin. */
export interface Lengths extends Readonly<Record<Direction, number>> {
  readonly applicationFrom: Readonly<Record<Direction, number>>;
}

/** `missed`: the exchange had ended before the byte came by, so nothing was tried. */
export type Verdict = 'refused' | 'immaterial' | 'wrong' | 'missed';

const headerBytes = 5;
const applicationData = 23;

export function measure({ carried }: Exchange): Lengths {
  const [up, down] = [Buffer.concat(carried.up), Buffer.concat(carried.down)];
  return { up: up.length, down: down.length, applicationFrom: { up: applicationFrom(up), down: applicationFrom(down) } };
}

/** The first record of application data (RFC 5246 §6.2.1); the end where there is none. */
function applicationFrom(stream: Buffer): number {
  let position = 0;
  while (position + headerBytes <= stream.length && stream[position] !== applicationData) position += headerBytes + stream.readUInt16BE(position + 3);
  return position;
}

/**
 * A wrong success is one that the client reports, or one request that the server acts on, although something else was sent, the protocol is
 * not TLS 1.2, or a byte that counts was changed and nobody saw it.
 *
 * @param unharmed an exchange of the same shape.
 */
export function judgeExchange({ question, heard, handled, carried }: Exchange, fault: ByteFault, unharmed: Exchange): { readonly verdict: Verdict; readonly why?: string } {
  if (!carried.hit) return { verdict: 'missed' };
  const wasAsked = ({ path, headers, body }: Handled): boolean => path === question.path && body.equals(question.body) && headers.join('\n') === unharmed.handled[0]?.headers.join('\n');
  if (!handled.every(wasAsked)) return { verdict: 'wrong', why: 'the server acted on something else' };
  if (!('answer' in heard)) return { verdict: 'refused' };
  const [only, ...more] = handled;
  if (only === undefined || more.length > 0) return { verdict: 'wrong', why: `an answer after ${handled.length} requests` };
  if (!heard.answer.equals(only.answer)) return { verdict: 'wrong', why: 'the client got another answer' };
  if (only.protocol !== 'TLSv1.2') return { verdict: 'wrong', why: `in ${only.protocol}` };
  return isImmaterial(fault) ? { verdict: 'immaterial' } : { verdict: 'wrong', why: 'nobody noticed' };
}

/**
 * The minor version of each end's first record. Before a version is chosen it means nothing: servers must take any (RFC 5246 appendix E.1),
 * OpenSSL takes any from a server too, and what is chosen stands in the hellos, which both ends prove to have seen alike.
 */
function isImmaterial({ position }: ByteFault): boolean {
  return position === 2;
}
