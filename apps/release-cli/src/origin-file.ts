/** `origin.json` of the client: where it asks for updates. */
export function formatOriginFile(publishUrl: string): string {
  return `${JSON.stringify({ formatVersion: 1, url: publishUrl })}\n`;
}
