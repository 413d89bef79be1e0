import { html, type Html } from '@togo/foundation/html';
import { proxyWords } from '../../messages/proxy.ts';
import type { Notice } from '../../messages/notice.ts';
import type { ProxyChoice } from '../../settings/settings.ts';
import { tokenField, type Frame } from '../layout.ts';
import { mark } from '../marks.ts';
import { codeMark, noticeBlock } from './notice-block.ts';

export interface ProxyForm {
  readonly use: ProxyChoice['use'];
  /** As typed, for `manual`. */
  readonly host: string;
  readonly port: string;
  readonly isFaulty: boolean;
}

export interface ProxyView {
  readonly form: ProxyForm;
  /** The way that is taken now in words, or why there is none. */
  readonly way: string | Notice;
}

const choices: readonly (readonly [use: ProxyChoice['use'], label: string, hint: string])[] = [
  ['ie', 'Internet Explorer と同じにする(ふつうはこれを選びます)', 'Internet Explorer のプロキシの設定を、接続するたびに読み取ります。設定は変えません。'],
  ['direct', '直接接続する', 'Internet Explorer に設定があっても、プロキシを通りません。'],
  ['manual', '手で指定する', '事業所の回線の担当の方から案内があったときに選び、下に入力します。'],
];

/** 設定: which way connections take, and what that comes to now. */
export function proxySection({ form, way }: ProxyView, frame: Frame): Html {
  return html`
<h2>プロキシ(中継の機器)</h2>
${typeof way === 'string' ? html`<p class="state">${mark('info')} <span>いまの通り道: ${way}</span></p>` : noticeBlock(way, [], 3)}
<form method="post" action="/settings/proxy">${tokenField(frame)}
<fieldset><legend>プロキシの決め方</legend>
${choices.map((choice) => choiceField(choice, form.use))}
</fieldset>
${addressFields(form)}
<button type="submit">プロキシを保存する</button>
</form>`;
}

function choiceField([use, label, hint]: (typeof choices)[number], chosen: ProxyChoice['use']): Html {
  const checked = use === chosen ? html` checked` : undefined;
  return html`<p class="check"><input type="radio" id="proxy-${use}" name="use" value="${use}" aria-describedby="proxy-${use}-hint"${checked}><label for="proxy-${use}">${label}</label>
<span class="hint" id="proxy-${use}-hint">${hint}</span></p>`;
}

function addressFields({ host, port, isFaulty }: ProxyForm): Html {
  const look = `field${isFaulty ? ' faulty' : ''}`;
  const invalid = isFaulty ? html` aria-invalid="true" aria-describedby="proxy-fault"` : undefined;
  return html`<p class="${look}"><label for="proxy-host">プロキシの名前(手で指定するとき)</label><input type="text" id="proxy-host" name="host" value="${host}" autocomplete="off" spellcheck="false"${invalid}></p>
<p class="${look}"><label for="proxy-port">プロキシのポート番号(手で指定するとき)</label><input type="text" id="proxy-port" name="port" value="${port}" autocomplete="off" spellcheck="false" class="short" inputmode="numeric"${invalid}></p>`;
}

export function proxyFault(): Html {
  const { title, explanation } = proxyWords['S-266'];
  return html`<div class="notice failed">${mark('failed')}<h2>${title}${codeMark('S-266')}</h2><p id="proxy-fault">${explanation}設定は保存していません。</p><p><a href="#proxy-host">プロキシの入力へ進む</a></p></div>`;
}
