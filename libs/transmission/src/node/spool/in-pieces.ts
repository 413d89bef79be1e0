const pieceBytes = 1024 * 1024;

/** The same bytes in pieces of 1 MiB, the last one shorter, whatever the chunks they come in. */
export async function* inPieces(source: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    for (let rest = chunk; rest.length > 0; ) {
      const part = rest.subarray(0, pieceBytes - size);
      rest = rest.subarray(part.length);
      waiting.push(part);
      size += part.length;
      if (size < pieceBytes) continue;
      yield Buffer.concat(waiting);
      [waiting, size] = [[], 0];
    }
  }
  if (size > 0) yield Buffer.concat(waiting);
}
