import { html, trusted, type Html } from './html.ts';

const markup = {
  ok: '<circle cx="24" cy="24" r="22" fill="#197a4b"/><path d="M13 25l8 8 15-17" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>',
  failed: '<circle cx="24" cy="24" r="22" fill="#c8102e"/><path d="M24 11v17" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round"/><circle cx="24" cy="36" r="3.2" fill="#fff"/>',
  waiting: '<circle cx="24" cy="24" r="20" fill="#fff" stroke="#595959" stroke-width="4"/><path d="M24 13v12l8 5" fill="none" stroke="#595959" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>',
} as const;

/** A drawn mark; the words beside it say the same, so a screen reader passes it by. */
export function mark(kind: keyof typeof markup): Html {
  return html`<svg class="mark" width="48" height="48" viewBox="0 0 48 48" aria-hidden="true" focusable="false">${trusted(markup[kind])}</svg>`;
}

/** The client's sign: a letter on its way. In the title row and as the icon of the browser's window. */
export const sign =
  '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="6" fill="#0031d8"/><path d="M6 10h20v13H6z" fill="#fff"/><path d="M6 10l10 8 10-8" fill="none" stroke="#0031d8" stroke-width="2.2" stroke-linejoin="round"/></svg>';
