import { html, trusted, type Html } from '@togo/foundation/html';

const markup = {
  ok: '<circle cx="24" cy="24" r="22" fill="#197a4b"/><path d="M13 25l8 8 15-17" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>',
  failed: '<circle cx="24" cy="24" r="22" fill="#c8102e"/><path d="M24 11v17" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round"/><circle cx="24" cy="36" r="3.2" fill="#fff"/>',
  warn: '<path d="M24 3l22 42H2z" fill="#f5b700"/><path d="M24 18v13" fill="none" stroke="#1a1a1a" stroke-width="5" stroke-linecap="round"/><circle cx="24" cy="38.5" r="3" fill="#1a1a1a"/>',
  info: '<circle cx="24" cy="24" r="22" fill="#0031d8"/><circle cx="24" cy="13" r="3.2" fill="#fff"/><path d="M24 21v16" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round"/>',
  waiting: '<circle cx="24" cy="24" r="20" fill="#fff" stroke="#595959" stroke-width="4"/><path d="M24 13v12l8 5" fill="none" stroke="#595959" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>',
  /** ○, △, × and − as the results of sending have always been shown. */
  circle: '<circle cx="24" cy="24" r="18" fill="none" stroke="#197a4b" stroke-width="6"/>',
  triangle: '<path d="M24 7l19 34H5z" fill="none" stroke="#8a4b00" stroke-width="6" stroke-linejoin="round"/>',
  cross: '<path d="M9 9l30 30M39 9L9 39" fill="none" stroke="#c8102e" stroke-width="6" stroke-linecap="round"/>',
  dash: '<path d="M14 24h20" fill="none" stroke="#595959" stroke-width="5" stroke-linecap="round"/>',
} as const;

export type MarkKind = keyof typeof markup;

/** A drawn mark; the words beside it say the same, so a screen reader passes it by. */
export function mark(kind: MarkKind): Html {
  return html`<svg class="mark" width="48" height="48" viewBox="0 0 48 48" aria-hidden="true" focusable="false">${trusted(markup[kind])}</svg>`;
}

/** The client's sign: a letter on its way. In the title row and as the icon of the browser's window. */
export const sign =
  '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="6" fill="#0031d8"/><path d="M6 10h20v13H6z" fill="#fff"/><path d="M6 10l10 8 10-8" fill="none" stroke="#0031d8" stroke-width="2.2" stroke-linejoin="round"/></svg>';
