import { html, type Html } from '@togo/foundation/html';
import { formatAddress, type Address } from '../../address.ts';
import { clientWords } from '../../messages/client.ts';
import { tokenField, type Frame, type Page } from '../layout.ts';
import { mark } from '../marks.ts';
import { codeMark, factList } from './notice-block.ts';
import { proxyFault, proxySection, type ProxyView } from './proxy.ts';
import { ver8NewsBlock, type Ver8NewsView } from './ver8-news.ts';

export interface SettingsForm {
  readonly host: string;
  readonly port: string;
  /** Fields that could not be taken. */
  readonly faults: readonly ('S-287' | 'S-288')[];
}

export interface SettingsView {
  readonly standard: Address;
  readonly form: SettingsForm;
  readonly proxy: ProxyView;
  readonly account: { readonly userId: string | undefined; readonly federation: string | undefined };
  readonly saved: boolean;
  /** What is to be told about Ver.8's settings. */
  readonly ver8: Ver8NewsView | undefined;
}

/** 設定: where the reception system is, through which proxy, and who sends. */
export function settingsPage({ standard, form, proxy, account, saved, ver8 }: SettingsView, frame: Frame): Page {
  const isStandard = form.host === standard.host && form.port === String(standard.port);
  return {
    title: form.faults.length > 0 || proxy.form.isFaulty ? '入力を確かめてください - 設定' : '設定',
    menu: '/settings',
    content: html`
<h1>設定</h1>
${saved ? html`<p class="state" role="status">${mark('ok')} <span>設定を保存しました。<a href="/check">接続確認</a>で、この接続先と通信できるかを確かめてください。</span></p>` : undefined}
${ver8 === undefined ? undefined : ver8NewsBlock(ver8, frame)}
${faultSummary(form.faults)}
${proxy.form.isFaulty ? proxyFault() : undefined}
<h2>電子請求受付システムの接続先</h2>
<p>ふだんは変える必要はありません。サポート窓口から案内があったときだけ変えてください。</p>
<form method="post" action="/settings">${tokenField(frame)}
${field('host', '接続先', form.host, form.faults.includes('S-287') ? 'S-287' : undefined)}
${field('port', 'ポート番号', form.port, form.faults.includes('S-288') ? 'S-288' : undefined)}
<button type="submit" class="primary">保存する</button>
</form>
${isStandard ? undefined : restoreForm(standard, frame)}
${proxySection(proxy, frame)}
<h2>ユーザIDと国保連合会</h2>
${factList([['ユーザID', account.userId ?? 'まだログインしていません'], ['国保連合会', account.federation ?? 'ログインすると表示します']])}
<p><a class="button" href="/login">ログインの画面を開く</a></p>
<h2>電子証明書</h2>
<p>電子請求受付システムとの通信に使う電子証明書を、取り込んだり確かめたりします。</p>
<p><a class="button" href="/settings/certificates">電子証明書の画面を開く</a></p>
`,
  };
}

function field(name: 'host' | 'port', label: string, value: string, fault: 'S-287' | 'S-288' | undefined): Html {
  const shape = name === 'port' ? html` class="short" inputmode="numeric"` : undefined;
  if (fault === undefined) {
    return html`<p class="field"><label for="${name}">${label}</label><input type="text" id="${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false"${shape}></p>`;
  }
  return html`<p class="field faulty"><label for="${name}">${label}</label><span class="fault" id="${name}-fault">${clientWords[fault].explanation}${codeMark(fault)}</span><input type="text" id="${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false" aria-invalid="true" aria-describedby="${name}-fault"${shape}></p>`;
}

const fieldOf = { 'S-287': 'host', 'S-288': 'port' } as const;

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
