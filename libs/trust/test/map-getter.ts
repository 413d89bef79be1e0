import type { Getter } from '../src/node/index.ts';

export const url = 'https://denso.kaigo.example/togo';

/** A getter over a map of objects, in portions of some bytes. */
export function mapGetter(objects: ReadonlyMap<string, Uint8Array>, portion = 1000): Getter {
  return (address, { from = 0 }) => {
    const bytes = objects.get(address.slice(url.length + 1));
    return Promise.resolve(bytes === undefined ? undefined : portions(bytes.subarray(from), portion));
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- what a body is
async function* portions(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
