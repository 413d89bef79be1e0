import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Progress } from '@togo/foundation';
import type { Origin } from '@togo/origin';
import type { World } from '@togo/trust';
import { openRepository, type Getter } from '@togo/trust/node';

export interface Stranger {
  /** How a client reaches the origin; without it, through the store itself. */
  readonly address?: { readonly url: string; readonly get: Getter };
  readonly origin: Origin;
  /** The root that came with the client. */
  readonly root: Uint8Array;
  readonly clock: Clock;
  readonly progress: Progress;
}

const storeUrl = 'origin:';

/**
 * Meets the origin as a client does that was never there: verifies the metadata, then downloads the files.
 *
 * @throws TrustError: what was just published would not be believed.
 */
export async function visit({ address, origin, root, clock, progress }: Stranger, targets: readonly string[]): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'togo-stranger-'));
  try {
    const { url, get } = address ?? { url: storeUrl, get: getterOf(origin) };
    const repository = openRepository({ url, root, store: join(folder, 'store'), get, clock });
    progress({ what: 'as a stranger: metadata' });
    const world = await repository.refresh();
    for (const target of targets) {
      progress({ what: `as a stranger: ${target}` });
      await repository.download(target, join(folder, 'download'));
    }
    return world;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function getterOf(origin: Origin): Getter {
  return async (url, { maxBytes, from = 0 }) => {
    const key = url.slice(storeUrl.length + 1).split('/').map(decodeURIComponent).join('/');
    const bytes = await origin.read(key, maxBytes + from);
    return bytes && whole(bytes.subarray(from));
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- what a body is
async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
