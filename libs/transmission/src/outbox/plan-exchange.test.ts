import { describe, expect, it } from 'vitest';
import { aDelivered, anEntry } from '../../test/entries.ts';
import { isFinalForCancellation, judgeSendRefusal, planExchange } from './index.ts';

const me = 'KJ131370200017';
const other = 'KJ131370200025';
const session = { userId: me, facilities: [{ number: '1370200017', name: '', delegated: false }, { number: '1370200025', name: '', delegated: true }] };
const numbersOf = (entries: readonly { readonly number: string }[]): string[] => entries.map(({ number }) => number.slice(-1));

describe('when an exchange is planned', () => {
  it('asks about, sends and cancels what is this account’s, oldest first', () => {
    const wish = { state: 'none', number: '00000000000000000009', at: null, asked: true } as const;
    const entries = [
      anEntry({ number: '00000000000000000001' }),
      anEntry({ number: '00000000000000000002', send: 'unconfirmed', sentBy: me }),
      aDelivered({ number: '00000000000000000003', sentBy: me, cancellation: wish }),
      anEntry({ number: '00000000000000000004' }),
      anEntry({ number: '00000000000000000005', send: 'withdrawn' }),
      anEntry({ number: '00000000000000000006', send: 'refused' }),
      aDelivered({ number: '00000000000000000007' }),
    ];
    const { ask, send, cancel, skipped } = planExchange(entries, session);
    expect([ask, send, cancel, skipped].map(numbersOf)).toEqual([['2'], ['1', '4'], ['3'], []]);
  });

  it('neither asks in the name of another account, which would be told that there is none, nor sends again for it', () => {
    const wish = { state: 'none', number: '00000000000000000009', at: null, asked: true } as const;
    const entries = [
      anEntry({ number: '00000000000000000001', send: 'unconfirmed', sentBy: other }),
      anEntry({ number: '00000000000000000002', sentAt: '2021-04-05T01:00:00.000Z', sentBy: other }),
      aDelivered({ number: '00000000000000000003', sentBy: other, cancellation: wish }),
    ];
    const { ask, send, cancel, skipped } = planExchange(entries, session);
    expect([ask, send, cancel, skipped].map(numbersOf)).toEqual([[], [], [], ['2']]);
  });

  it('leaves files of delegated and foreign facilities in the queue', () => {
    const entries = [anEntry({ facility: '1370200025' }), anEntry({ number: '00000000000000000002', facility: '1370200033' })];
    expect(numbersOf(planExchange(entries, session).skipped)).toEqual(['1', '2']);
  });
});

describe('when the server refuses', () => {
  it('tells what no repetition cures from what passes and from what is not certain', () => {
    expect((['R-515', 'R-513', 'R-508'] as const).map(judgeSendRefusal)).toEqual(['permanent', 'permanent', 'permanent']);
    expect((['R-505', 'R-506', 'R-503', 'R-532'] as const).map(judgeSendRefusal)).toEqual(['passing', 'passing', 'passing', 'passing']);
    expect((['R-539', 'R-533'] as const).map(judgeSendRefusal)).toEqual(['uncertain', 'uncertain']);
    expect((['R-517', 'R-519', 'R-533', 'R-505'] as const).map(isFinalForCancellation)).toEqual([true, true, false, false]);
  });
});
