import { sendingWords } from '../../messages/sending.ts';
import { html, type Html } from '../html.ts';
import { tokenField, type Frame } from '../layout.ts';
import { mark } from '../marks.ts';
import { codeMark } from './notice-block.ts';

export interface ProxyForm {
  readonly host: string;
  readonly port: string;
  readonly isFaulty: boolean;
}

/** 設定: the proxy, which only a facility with a network of its own has. */
export function proxySection({ host, port, isFaulty }: ProxyForm, frame: Frame): Html {
  const invalid = isFaulty ? html` aria-invalid="true" aria-describedby="proxy-fault"` : undefined;
  return html`
<h2>プロキシ(中継の機器)</h2>
<p>ふだんは使いません。事業所の回線の担当の方から案内があったときだけ入力してください。使わないときは、両方を空にします。</p>
<form method="post" action="/settings/proxy">${tokenField(frame)}
<p class="field${isFaulty ? ' faulty' : ''}"><label for="proxy-host">プロキシの名前</label><input type="text" id="proxy-host" name="host" value="${host}" autocomplete="off" spellcheck="false"${invalid}></p>
<p class="field${isFaulty ? ' faulty' : ''}"><label for="proxy-port">プロキシのポート番号</label><input type="text" id="proxy-port" name="port" value="${port}" autocomplete="off" spellcheck="false" class="short" inputmode="numeric"${invalid}></p>
<button type="submit">プロキシを保存する</button>
</form>`;
}

export function proxyFault(): Html {
  const { title, explanation } = sendingWords['S-266'];
  return html`<div class="notice failed">${mark('failed')}<h2>${title}${codeMark('S-266')}</h2><p id="proxy-fault">${explanation}設定は保存していません。</p><p><a href="#proxy-host">プロキシの入力へ進む</a></p></div>`;
}
