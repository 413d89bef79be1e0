const prime = 2n ** 255n - 19n;
const order8 = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;

/** Every spelling of the eight points of small order that a decoder may meet: y below and above p, either sign bit. */
export const smallOrderKeys: readonly string[] = [0n, 1n, prime - 1n, prime, prime + 1n, order8, prime - order8]
  .flatMap((y) => [y, y + 2n ** 255n])
  .map((number) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse().toString('hex'));
