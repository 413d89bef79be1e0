import { join } from 'node:path';
import { parseAddress, type Address } from '../address.ts';
import { ClientError } from '../client-error.ts';
import { limits } from '../limits.ts';
import type { Places } from '../places.ts';
import { readBytes, readText } from '../read-file.ts';

/** Where this version asks for updates, and whose word it takes. */
export interface UpdateSource {
  /** Of the origin, without the last slash: `https://download.example/denso`. */
  readonly url: string;
  readonly address: Address;
  /** The TUF root that came with the program. */
  readonly root: Uint8Array;
}

const httpsPort = 443;

/**
 * Reads `origin.json` (`{"formatVersion":1,"url":"https://…/"}`) and `root.json`, which lie beside the bundle. Whose signatures the root
 * has is judged when it is used.
 *
 * @throws ClientError `U-601`
 */
export async function readUpdateSource({ program }: Pick<Places, 'program'>): Promise<UpdateSource> {
  try {
    const { formatVersion, url } = JSON.parse(await readText(join(program, 'origin.json'), limits.originMaxBytes)) as Record<string, unknown>;
    const address = formatVersion === 1 && typeof url === 'string' ? addressOf(url) : undefined;
    if (address === undefined) throw new TypeError('origin.json: expected formatVersion 1 and an https:// folder');
    const root = await readBytes(join(program, 'root.json'), limits.rootMaxBytes);
    const { signed } = JSON.parse(Buffer.from(root).toString('utf8')) as { signed?: { _type?: unknown } };
    if (signed?._type !== 'root') throw new TypeError('root.json: expected the metadata of a TUF root');
    return { url: String(url).replace(/\/$/, ''), address, root };
  } catch (cause) {
    throw new ClientError('U-601', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function addressOf(url: string): Address | undefined {
  if (!/^https:\/\/[^/?#@\s]+\/(?:[\w.~-]+\/)*$/.test(url) || !URL.canParse(url)) return undefined;
  const { host, port } = new URL(url);
  return parseAddress(port === '' ? `${host}:${httpsPort}` : host);
}
