import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this user keeps what can be made again: tools, builds, a Windows to test on, development keys. */
export function cacheDir(): string {
  const { TOGO_CACHE, XDG_CACHE_HOME } = process.env;
  if (TOGO_CACHE !== undefined && TOGO_CACHE !== '') return TOGO_CACHE;
  return join(XDG_CACHE_HOME !== undefined && XDG_CACHE_HOME !== '' ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'togo');
}

/** Tools that we unpacked ourselves, by their usual names. */
export function privateBinDir(): string {
  return join(cacheDir(), 'tools', 'bin');
}
