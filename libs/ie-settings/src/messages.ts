/** What a facility reads about one finding. No quotation marks or backslashes, so that it is JSON and NSIS text as it stands. */
export interface Message {
  /** One line of the list. */
  readonly title: string;
  /** What to do now; empty when there is nothing to do. `{account}` and `{product}` are filled in. */
  readonly advice: string;
}

const untick = '《ツール(T)》→《インターネットオプション(O)》→《詳細設定》で';
const restart = '[適用]→[OK]をクリックし、Internet Explorerを再起動してください。';
const fixHere = '[直す]を押すと、TLS 1.2 だけを有効にします。ほかの設定は変えません。';
const askPolicyOwner = 'このパソコンでは変更できません。法人などの情報システムの担当者に、この画面の[結果を保存]の内容をお知らせください。';
const ieModeOnly = 'IE モードで使う場合の設定だけを表示しています。サポート窓口へご相談ください。';
const askHelp = '[結果を保存]を押し、サポート窓口へお知らせください。';

/** The catalogue: every code that can appear on the screen, in a report or in the guide. A code is never reused. */
export const messages = {
  'S-200': { title: 'TLS 1.2 は有効です(Windowsの標準の設定)', advice: '' },
  'S-201': { title: 'TLS 1.2 は有効です', advice: '' },
  'S-202': { title: 'TLS 1.2 は有効です(パソコン全体の設定)', advice: '' },
  'S-203': { title: 'TLS 1.2 は有効です(管理者が決めた設定)', advice: '' },
  'S-204': { title: 'TLS 1.2 は有効です(管理者の設定が優先)', advice: '利用者ごとの方針と食い違っていますが、パソコン全体の方針が優先されます。' },
  'S-205': { title: 'WindowsはTLS 1.2を使えます', advice: '' },
  'S-206': { title: 'サーバー側の設定があります(関係ありません)', advice: 'TLS 1.2 をサーバーとして使わない設定ですが、Internet Explorer には関係ありません。' },
  'S-207': { title: '信頼済みサイトは管理者が決めています', advice: 'TLS 1.2 の設定には関係ありません。信頼済みサイトを追加しても使われないことがあります。' },
  'S-208': { title: '電子請求受付システムに接続できました', advice: '' },
  'S-209': { title: '暗号化通信はできます(証明書は別の手順です)', advice: 'TLS 1.2 の通信はできています。クライアント証明書の準備は、証明書の手順書をご覧ください。' },

  'S-210': { title: '暗号化通信がすべて無効になっています', advice: `SSL・TLSのチェックがすべて外れています。${fixHere}` },
  'S-211': { title: 'TLS 1.2 が無効になっています', advice: fixHere },
  'S-212': { title: 'TLS 1.2 が無効で、古い方式が有効です', advice: `${fixHere}そのあと、${untick}[SSL 2.0][SSL 3.0]のチェックを外すことをおすすめします。` },
  'S-213': { title: 'TLS 1.2 が無効です(設定値の入力まちがい)', advice: `10進数の値を16進数として入力したと思われます。${fixHere}` },
  'S-214': { title: '《詳細設定》にTLS 1.2の欄がありません', advice: '画面ではチェックを入れられませんが、[直す]を押すと有効にできます。' },
  'S-215': { title: 'TLS 1.2 が無効です(パソコン全体の設定)', advice: '[直す]を押すと、お使いの方の設定として TLS 1.2 を有効にします。パソコン全体の設定は変えません。' },
  'S-216': { title: '設定値の形式が正しくありません', advice: '[直す]を押すと、正しくない設定値を取り除き、TLS 1.2 を有効にします。[元に戻す]で取り消せます。' },
  'S-217': { title: '設定を読み取れませんでした', advice: `この設定を読む権限がありません。${askHelp}` },
  'S-218': { title: '接続はできますが、全体の設定に問題があります', advice: 'パソコン全体の設定では TLS 1.2 が無効です。[直す]を押すと、お使いの方の設定として有効にします。' },
  'S-219': { title: 'TLS 1.3(試験段階)が接続を妨げている可能性', advice: `${untick}[TLS 1.3 を使用する(試験段階)]のチェックを外し、${restart}` },

  'S-220': { title: '古い方式(SSL 3.0)が有効のままです', advice: `送信はできます。${untick}[SSL 3.0 を使用する]のチェックを外すことをおすすめします。` },
  'S-221': { title: '古い方式(SSL 2.0)が有効のままです', advice: `接続を妨げることがあります。${untick}[SSL 2.0 を使用する]のチェックを外し、${restart}` },
  'S-222': { title: '使われない古い設定(SSL 2.0)が残っています', advice: 'このWindowsではSSL 2.0は使われません。そのままでも送信できます。' },
  'S-223': { title: 'TLS 1.3(試験段階)が有効になっています', advice: `接続が不安定になることがあります。${untick}[TLS 1.3 を使用する(試験段階)]のチェックを外すことをおすすめします。` },
  'S-224': { title: '意味の分からない設定値が含まれています', advice: 'TLS 1.2 は有効です。この設定値はそのまま残します。' },
  'S-225': { title: 'すべての方式が有効になっています', advice: `TLS 1.2 は有効です。${untick}[SSL 2.0][SSL 3.0][TLS 1.3]のチェックを外すことをおすすめします。` },
  'S-226': { title: '32ビット用の全体設定でTLS 1.2が無効です', advice: `${untick}[TLS 1.2 の使用]のチェックを一度外して入れ直し、${restart}` },

  'S-230': { title: 'TLS 1.2 が管理者の設定で無効です', advice: askPolicyOwner },
  'S-231': { title: '管理者の設定で、暗号化通信がすべて無効です', advice: askPolicyOwner },
  'S-232': { title: 'TLS 1.2 が利用者ごとの方針で無効です', advice: askPolicyOwner },
  'S-233': { title: '管理者の設定で、TLS 1.3 だけが有効です', advice: askPolicyOwner },
  'S-234': { title: '管理者の設定で、TLS 1.3(試験段階)も有効です', advice: '接続が不安定なときは、情報システムの担当者に[結果を保存]の内容をお知らせください。' },
  'S-235': { title: '管理者の設定値が正しくありません', advice: `手で入力された値と思われ、TLS 1.2 が無効です。${askPolicyOwner}` },
  'S-236': { title: '管理者の設定を読み取れませんでした', advice: askPolicyOwner },

  'S-240': { title: 'WindowsがTLS 1.2を使わない設定です', advice: '管理者の権限で Windows の設定を直し、パソコンを再起動する必要があります。管理者の方に[結果を保存]の内容をお知らせください。' },
  'S-241': { title: 'WindowsのTLS 1.2は、求められたときだけ有効です', advice: '多くの場合はこのまま使えます。[もう一度確認]で接続を確かめてください。' },
  'S-242': { title: 'WindowsのTLS 1.2の設定を確かめられません', advice: '設定値の形式または権限に問題があります。管理者の方に[結果を保存]の内容をお知らせください。' },
  'S-243': { title: 'FIPSの制限が有効になっています', advice: '使える暗号の種類が少なくなります。接続できないときは、管理者の方にお知らせください。' },
  'S-244': { title: '管理者の設定で、TLS 1.2の暗号が使えません', advice: '暗号の一覧に TLS 1.2 で使えるものがありません。管理者の方に[結果を保存]の内容をお知らせください。直したあと、パソコンの再起動が必要です。' },
  'S-245': { title: 'WindowsのTLS 1.2は使えました', advice: '求められたときだけ有効になる設定ですが、接続できました。' },
  'S-246': { title: 'Windowsの設定がTLS 1.2を妨げています', advice: '管理者の権限で Windows の設定を直し、パソコンを再起動する必要があります。管理者の方に[結果を保存]の内容をお知らせください。' },
  'S-247': { title: 'FIPSの制限がありますが、接続できました', advice: '' },

  'S-250': { title: '別の利用者(管理者)で実行しています', advice: '{account} さんの設定を確認しました。{account} さんご本人の画面で、もう一度このツールを起動して直してください。' },
  'S-251': { title: '別の利用者(管理者)で実行しています', advice: '{account} さんの設定を確認しました。実行した管理者の設定は変えていません。' },
  'S-252': { title: '画面を使っている方を特定できませんでした', advice: '請求に使う方がふだんの画面から起動してください。それでも表示されるときは、サポート窓口へお知らせください。' },
  'S-253': { title: '管理者として実行しています(同じ利用者)', advice: '次からは、ふつうに起動してかまいません。管理者の権限は要りません。' },
  'S-254': { title: 'ほかの方もサインインしています', advice: '{account} さんの設定を確認しました。ほかの方は、それぞれの画面で確認してください。' },

  'S-260': { title: 'このWindowsは対象外です', advice: '対象は Windows 8.1 と Windows 10 の Internet Explorer 11 です。Windows 7 などでは標準で TLS 1.2 が使えません。サポート窓口へご相談ください。' },
  'S-261': { title: 'Windows 11にはInternet Explorerがありません', advice: `Microsoft Edge の ${ieModeOnly}` },
  'S-262': { title: 'Internet Explorerが使えなくなっています', advice: `取り除かれているか、Microsoft Edge に切り替えられています。${ieModeOnly}` },
  'S-263': { title: 'Internet Explorerが古い版です', advice: '対象は Internet Explorer 11 です。Windows Update で Internet Explorer 11 にしてください。' },

  'S-270': { title: '電子請求受付システムにつながりませんでした', advice: 'インターネットにつながっているか確認し、時間をおいて[もう一度確認]を押してください。設定の確認結果は、このとおりです。' },
  'S-271': { title: 'プロキシの先につながりませんでした', advice: 'プロキシ(通信の中継)が設定されています。情報システムの担当者にご確認ください。設定の確認結果は、このとおりです。' },
  'S-272': { title: '時間内に応答がありませんでした', advice: '混み合っているか、通信が遅くなっています。時間をおいて[もう一度確認]を押してください。' },
  'S-273': { title: 'パソコンの日付が正しくありません', advice: '画面右下の時計を右クリックし、[日付と時刻の調整]で正しい日付にしてから、[もう一度確認]を押してください。' },
  'S-274': { title: '認証局の証明書が足りません', advice: '公式の案内にある方法で、管理者の方がルート証明書を導入してください。このツールは導入しません。' },
  'S-275': { title: '{product} が通信を中継し、接続できません', advice: 'セキュリティ対策ソフトの通信検査から電子請求受付システムを除外する必要があります。サポート窓口へお知らせください。' },
  'S-276': { title: '{product} が通信を中継しています', advice: '接続はできています。つながらなくなったときは、セキュリティ対策ソフトの通信検査の設定をご確認ください。' },
  'S-277': { title: 'Internet Explorerの設定が接続を妨げています', advice: 'Windows では TLS 1.2 でつながりました。[SSL 2.0][TLS 1.3]のチェックとプロキシの設定を確認し、Internet Explorer を再起動してください。' },
  'S-278': { title: 'Windows 8.1の暗号では接続できません', advice: 'このパソコンの設定に問題はありません。Windows 10 のパソコンをお使いになるか、サポート窓口へご相談ください。' },
  'S-279': { title: '暗号化通信を始められませんでした', advice: `設定に問題はありません。時間をおいて[もう一度確認]を押し、続くときは${askHelp}` },
  'S-280': { title: '接続先がTLS 1.2に対応していません', advice: `設定に問題はありません。${askHelp}` },
  'S-281': { title: '接続先の証明書の期限が切れています', advice: `パソコンの日付を確認してください。日付が正しいときは、${askHelp}` },
  'S-282': { title: '接続先の名前が証明書と違います', advice: `別のサーバーにつながっている可能性があります。${askHelp}` },
  'S-283': { title: '接続先の証明書を確認できませんでした', advice: `証明書が取り消されたか、取り消しの有無を確認できません。${askHelp}` },
  'S-284': { title: '接続先が暗号化通信に応じませんでした', advice: `別のサーバーにつながっている可能性があります。${askHelp}` },

  'S-290': { title: 'Internet Explorerの再起動が必要です', advice: '設定は直っています。Internet Explorer の画面をすべて閉じ、[もう一度確認]を押してください。' },
  'S-291': { title: '設定を直しました。接続の確認が残っています', advice: '[もう一度確認]を押してください。' },
  'S-292': { title: '結果を保存できません', advice: '保存先を確かめてください。設定は変更していません。' },
  'S-293': { title: '設定を直せませんでした', advice: `設定は元のままです。${askHelp}` },
  'S-294': { title: '直す設定はありません', advice: '設定は変更していません。' },
  'S-297': { title: '起動の指定が正しくありません', advice: '' },
  'S-298': { title: '元に戻せる設定はありません', advice: '直したあとに、ほかの操作で設定が変わっています。設定は変更していません。' },
  'S-299': { title: '設定値が大きすぎるため、直せません', advice: `元に戻せなくなるため、設定は変更していません。${askHelp}` },
} as const satisfies Record<string, Message>;

export type MessageCode = keyof typeof messages;

/** Names in messages, filled in when they are shown. */
export interface MessageWords {
  readonly account: string;
  readonly product: string;
}

/** An entry of the catalogue, its words filled in. */
export function fillMessage(code: MessageCode, { account, product }: MessageWords): Message {
  const fill = (text: string): string => text.replaceAll('{account}', account).replaceAll('{product}', product);
  return { title: fill(messages[code].title), advice: fill(messages[code].advice) };
}

/** The same as one text. */
export function renderMessage(code: MessageCode, words: MessageWords): string {
  const { title, advice } = fillMessage(code, words);
  return advice === '' ? title : `${title}。${advice}`;
}

/** Who can act, as a facility reads it. */
const whoText: Readonly<Record<string, string>> = {
  '-': '',
  U: 'ご本人',
  A: 'このパソコンの管理者',
  G: '情報システムの担当者',
  V: 'サポート窓口',
};

export function renderWho(who: string): string {
  return whoNames(who).join('または');
}

/** Where there is little room: the first of them. */
export function renderWhoShort(who: string): string {
  const [first = '', ...others] = whoNames(who);
  return others.length === 0 ? first : `${first}など`;
}

function whoNames(who: string): string[] {
  return who.split('/').map((letter) => whoText[letter] ?? '').filter((name) => name !== '');
}
