const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for HTML and XML, attributes too. Control characters, which XML has no way to say, become a replacement character. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd').replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
