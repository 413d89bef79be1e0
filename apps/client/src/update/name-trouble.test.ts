import { DeskError } from '@togo/transmission/node';
import { TrustError, type TrustErrorCode } from '@togo/trust';
import { describe, expect, it } from 'vitest';
import { ClientError } from '../client-error.ts';
import { updateWords } from '../messages/update.ts';
import { nameTrouble } from './name-trouble.ts';

const refusals: Readonly<Record<Exclude<TrustErrorCode, 'unreachable'>, string>> = {
  rollback: 'U-611',
  frozen: 'U-612',
  mixed: 'U-613',
  contradiction: 'U-613',
  endless: 'U-614',
  'not-enough-signatures': 'U-615',
  'untrusted-key': 'U-615',
  'repeated-key': 'U-615',
  'small-order-key': 'U-615',
  'bad-metadata': 'U-616',
  'bad-document': 'U-616',
  'expired-root': 'U-617',
  'not-yet': 'U-618',
  'hash-mismatch': 'U-619',
  'swapped-target': 'U-619',
  'length-mismatch': 'U-619',
  'unknown-target': 'U-620',
  missing: 'U-620',
  'store-failed': 'U-621',
};

describe('when updates cannot be asked for', () => {
  it.each(Object.entries(refusals))('%s has the code %s, with words for a facility', (code, expected) => {
    expect(nameTrouble(new TrustError(code as TrustErrorCode, 'why'))).toEqual({ code: expected, detail: `${code}: why` });
    expect(Object.keys(updateWords)).toContain(expected);
  });

  it.each([
    [new DeskError('T-104', 'no TLS 1.2'), 'T-104'],
    [new ClientError('S-267', 'a script'), 'S-267'],
    [new DOMException('too long', 'TimeoutError'), 'T-103'],
    [new Error('anything'), 'T-199'],
  ])('an origin out of reach has the code of what kept us from it: %s', (cause, expected) => {
    expect(nameTrouble(new TrustError('unreachable', 'no answer', { cause })).code).toBe(expected);
  });

  it('a bug is called one', () => {
    expect(nameTrouble(new TypeError('x is no function'))).toMatchObject({ code: 'I-499', detail: expect.stringContaining('x is no function') });
  });
});
