import { html, trusted, type Html } from '@togo/foundation/html';
import { marks, type MarkName } from '@togo/ie-settings';

/** A drawn mark; the words beside it say the same. Internet Explorer would stop at it with the Tab key unless told not to. */
export function mark(name: MarkName): Html {
  return html`<span class="mark" aria-hidden="true">${trusted(unfocusable(marks[name]))}</span>`;
}

export function unfocusable(markup: string): string {
  return markup.replaceAll('<svg ', '<svg focusable="false" ');
}

/** The sign of the site: a box that arrives. In the title row and as the icon of the browser's window. */
export const sign =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40" aria-hidden="true" focusable="false"><rect width="40" height="40" rx="8" fill="#0031d8"/><path d="M20 8v15M13 17l7 7 7-7" fill="none" stroke="#fff" stroke-width="3.6"/><path d="M8 25v7h24v-7" fill="none" stroke="#fff" stroke-width="3.6"/></svg>';
