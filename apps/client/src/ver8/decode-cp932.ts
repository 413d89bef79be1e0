const decoder = new TextDecoder('shift_jis', { fatal: true });

/** Text of CP932 bytes; undefined when a character is broken. */
export function decodeCp932(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
