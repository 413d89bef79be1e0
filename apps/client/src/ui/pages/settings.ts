import { formatAddress, type Address } from '../../address.ts';
import { clientWords } from '../../messages/client.ts';
import { html, type Html } from '../html.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { codeMark } from './notice-block.ts';

export interface SettingsForm {
  readonly host: string;
  readonly port: string;
  /** Fields that could not be taken. */
  readonly faults: readonly ('S-283' | 'S-284')[];
}

/** 設定: where the reception system is. */
export function settingsPage(standard: Address, form: SettingsForm, saved: boolean, frame: Frame): Page {
  const isStandard = form.host === standard.host && form.port === String(standard.port);
  return {
    title: form.faults.length > 0 ? '入力を確かめてください - 設定' : '設定',
    menu: '/settings',
    content: html`
<h1>設定</h1>
${saved ? html`<p class="state" role="status">${mark('ok')} <span>設定を保存しました。<a href="/check">接続確認</a>で、この接続先と通信できるかを確かめてください。</span></p>` : undefined}
${faultSummary(form.faults)}
<h2>電子請求受付システムの接続先</h2>
<p>ふだんは変える必要はありません。サポート窓口から案内があったときだけ変えてください。</p>
<form method="post" action="/settings">${tokenField(frame)}
${field('host', '接続先', form.host, form.faults.includes('S-283') ? 'S-283' : undefined)}
${field('port', 'ポート番号', form.port, form.faults.includes('S-284') ? 'S-284' : undefined)}
<button type="submit" class="primary">保存する</button>
</form>
${isStandard ? undefined : restoreForm(standard, frame)}
`,
  };
}

function field(name: 'host' | 'port', label: string, value: string, fault: 'S-283' | 'S-284' | undefined): Html {
  const shape = name === 'port' ? html` class="short" inputmode="numeric"` : undefined;
  if (fault === undefined) {
    return html`<p class="field"><label for="${name}">${label}</label><input type="text" id="${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false"${shape}></p>`;
  }
  return html`<p class="field faulty"><label for="${name}">${label}</label><span class="fault" id="${name}-fault">${clientWords[fault].explanation}${codeMark(fault)}</span><input type="text" id="${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false" aria-invalid="true" aria-describedby="${name}-fault"${shape}></p>`;
}

const fieldOf = { 'S-283': 'host', 'S-284': 'port' } as const;

function faultSummary(faults: SettingsForm['faults']): Html | undefined {
  if (faults.length === 0) return undefined;
  const items = faults.map((fault) => html`<li><a href="#${fieldOf[fault]}">${clientWords[fault].title}</a></li>`);
  return html`<div class="notice failed">${mark('failed')}<h2>設定は保存していません</h2><ul>${items}</ul></div>`;
}

function restoreForm(standard: Address, frame: Frame): Html {
  return html`
<h2>標準の接続先に戻す</h2>
<p>この版の標準の接続先は、<strong class="address">${formatAddress(standard)}</strong> です。</p>
<form method="post" action="/settings/standard">${tokenField(frame)}<button type="submit">標準の接続先に戻す</button></form>`;
}
