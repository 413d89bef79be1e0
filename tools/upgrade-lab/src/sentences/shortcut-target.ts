const headerBytes = 0x4c;
const flagsAt = 0x14;
const hasIdList = 1;
const hasLinkInfo = 2;
const localPathOffsetAt = 16;

/**
 * What a shortcut starts: the LocalBasePath of its LinkInfo, in ASCII.
 *
 * @param link the bytes of a .lnk file, [MS-SHLLINK] 2.1 to 2.3
 * @returns undefined when it has none
 */
export function shortcutTarget(link: Buffer): string | undefined {
  if (link.length < headerBytes) return undefined;
  const flags = link.readUInt32LE(flagsAt);
  if ((flags & hasLinkInfo) === 0) return undefined;
  const info = headerBytes + ((flags & hasIdList) === 0 ? 0 : 2 + link.readUInt16LE(headerBytes));
  const start = info + link.readUInt32LE(info + localPathOffsetAt);
  return link.toString('latin1', start, link.indexOf(0, start));
}
