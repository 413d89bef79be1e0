import { systemClock } from '@togo/foundation';
import { DeskError, openDesk, type Desk } from '@togo/transmission/node';
import type { DeskAnswers, DeskOrder } from './desk-process.ts';

/** Started by DeskProcess: does one order after another with a real desk. */
const patience = { requestMs: 3_000, idleMs: 3_000 };
let desk: Desk | undefined;
let offsetMs = 0;
const clock = { now: () => new Date(systemClock.now().getTime() + offsetMs) };

process.on('message', (order: DeskOrder) => {
  obey(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

async function obey(order: DeskOrder): Promise<DeskAnswers[DeskOrder['do']]> {
  if (order.do === 'open') {
    await desk?.close();
    const { folder, connection } = order;
    desk = await openDesk({ folder, connection, clock, userAgent: 'no-loss/1', patience });
    return null;
  }
  if (order.do === 'set-clock') {
    offsetMs = order.offsetMs;
    return null;
  }
  const at = desk;
  if (at === undefined) throw new Error('open the desk first');
  switch (order.do) {
    case 'confirm': {
      const { fileName, facility, base64 } = order;
      const summary = { dataType: '711', processingMonth: '202104', serviceMonths: ['202103'], records: 1 };
      return await at.confirm({ bytes: Buffer.from(base64, 'base64'), fileName, facility, summary });
    }
    case 'log-in':
      return at.session === undefined ? await codeOf(() => at.logIn(order.userId, order.password).then(() => null)) : null;
    case 'exchange':
      return await codeOf(() => at.exchange());
    case 'cancel':
      return await codeOf(() => at.requestCancellation(order.number));
    case 'entries':
      return at.entries();
  }
}

/** A refusal is an answer here. */
async function codeOf<T>(act: () => Promise<T>): Promise<T | string> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DeskError) return error.code;
    throw error;
  }
}
