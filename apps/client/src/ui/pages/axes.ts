import { html, type Html } from '@togo/foundation/html';
import type { Entry } from '@togo/transmission';
import { describeAcceptance, describeArrival, describeCancellation, type StateWord } from '../../messages/entry-words.ts';
import { mark } from '../marks.ts';

/** The three results side by side: each a mark and a word. */
export function axisCells(entry: Entry): Html {
  return html`${[describeArrival(entry), describeAcceptance(entry), describeCancellation(entry)].map((state) => html`<td class="axis">${stateWord(state)}</td>`)}`;
}

export function axisHeads(): Html {
  return html`<th scope="col" class="axis">到達</th><th scope="col" class="axis">受付</th><th scope="col" class="axis">取消</th>`;
}

function stateWord({ mark: kind, word }: StateWord): Html {
  return html`${mark(kind)}${word}`;
}
