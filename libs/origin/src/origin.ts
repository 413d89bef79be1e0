/** What is to be stored: a file, read as a stream, or bytes in memory. */
export type Content = { readonly file: string } | { readonly bytes: Uint8Array };

/** What lies under a key. */
export interface Stored {
  /** 64 lower-case hexadecimal digits; absent where nobody wrote it down and finding out would mean to fetch the whole object. */
  readonly sha256?: string;
  readonly bytes: number;
}

export interface ImmutableHeaders {
  readonly contentType: string;
}

export interface PointerHeaders extends ImmutableHeaders {
  /** For how long a browser or a cache may keep it. */
  readonly maxAgeSeconds: number;
}

/**
 * Where releases are served from: keys with `/` between their parts, whole objects, plain static serving.
 * Only what every store can do is used: an object is created whole and never again, a pointer is replaced whole, nothing is listed, nothing is deleted.
 *
 * Every method throws an OriginError. It does not exclude a second publisher: that is the caller's lock.
 */
export interface Origin {
  /** For messages. */
  readonly name: string;
  /** What lies under a key; undefined only where the store says for certain that nothing does. */
  head(key: string): Promise<Stored | undefined>;
  /** The newest bytes under a key. More than `maxBytes` is refused (`too-large`). */
  read(key: string, maxBytes: number): Promise<Uint8Array | undefined>;
  /**
   * Creates an object that is never replaced. Safe to repeat after any failure.
   *
   * @returns `present` when exactly these bytes lie there already; other bytes are refused (`occupied`).
   */
  putImmutable(key: string, content: Content, headers: ImmutableHeaders): Promise<'written' | 'present'>;
  /** Replaces a small object: a reader meets the old bytes or the new ones. Returns when the new ones have been read back. */
  putPointer(key: string, bytes: Uint8Array, headers: PointerHeaders): Promise<void>;
}
