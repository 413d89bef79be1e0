import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { limits } from '../limits.ts';

const derive = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

/** @returns `scrypt$cost$blockSize$parallelization$salt$key`, the last two in base64. */
export async function hashPassword(password: string): Promise<string> {
  const { cost, blockSize, parallelization, keyBytes, saltBytes } = limits.passwordHash;
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, keyBytes, { cost, blockSize, parallelization });
  return ['scrypt', cost, blockSize, parallelization, salt.toString('base64'), key.toString('base64')].join('$');
}

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, cost, blockSize, parallelization, salt = '', key = ''] = hash.split('$');
  const expected = Buffer.from(key, 'base64');
  const options = { cost: Number(cost), blockSize: Number(blockSize), parallelization: Number(parallelization) };
  return timingSafeEqual(expected, await derive(password, Buffer.from(salt, 'base64'), expected.length, options));
}
