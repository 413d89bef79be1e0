import type { Manifest } from '@togo/release/manifest';

/** Words of the pages. The same placeholders as in the catalogue of refusals; a list is several lines. */
export type PageTexts = Readonly<Record<string, string | readonly string[]>>;

/** What the client of this release speaks, in one line. */
function tlsLine({ min }: Manifest['tls']): string {
  if (min === 'TLSv1.2') return '・電子請求受付システムとの通信は、TLS 1.2 だけになります。';
  return `・電子請求受付システムとの通信には、${min === 'TLSv1' ? 'TLS 1.0' : 'TLS 1.1'} から TLS 1.2 までを使います。`;
}

export function pageTexts({ tls }: Manifest): PageTexts {
  return {
    'text.client': '{client}',
    'text.installer': '{installer}',
    'text.checker': '{checker}',
    'text.publisher': '{client}',
    'text.next': '次にすること: ',
    'text.close': '閉じる',
    'text.install': 'インストール',
    'text.finish': '完了',
    'text.abortWarning': 'インストールをやめますか? このパソコンの内容は変わっていません。',

    'welcome.title': '{installer} {version}',
    'welcome.text': [
      '請求情報を送信する{client}を、このパソコンに入れます。すでに入っているときは、新しい版にします。',
      '',
      tlsLine(tls),
      '・{checker}も入ります。',
      '・これまでの設定と請求情報は消しません。',
      '',
      'かかる時間は約2分です。ほかの仕事を保存してから、[次へ]を押してください。',
    ],
    'welcome.testSigned': 'テスト署名: これは確認用の版です。事業所のパソコンでは使わないでください。',

    'cases.header': 'どの作業が必要ですか',
    'cases.subheader': '請求情報の送信のしかたを選んで、[次へ]を押してください。',
    'case.own.label': '伝送通信ソフト(介護伝送ソフト)を使って、送信している',
    'case.own.hint': 'このパソコンへのインストールに進みます。',
    'case.vendor.label': '伝送通信ソフト(介護伝送ソフト)以外の伝送ソフトを使って、送信している',
    'case.vendor.hint': '確認していただく先をご案内します。インストールはしません。',
    'case.agent.label': '代理人や本部に、請求を委託(依頼)している',
    'case.agent.hint': '作業は必要ありません。インストールはしません。',
    'guidance.subheader': 'このパソコンには何もインストールしていません。',
    'case.vendor.title': 'お使いのソフトの問合せ窓口へご確認ください',
    'case.vendor.text': [
      'お使いの伝送ソフトによって、対応の時期やバージョンアップの方法が異なります。この{installer}では対応できません。',
      '',
      '次にすること: お使いのソフトの問合せ窓口へご確認ください。あわせて、Internet Explorer の[TLS 1.2]の設定をご確認ください。',
      '',
      'この{installer}は[閉じる]を押して終わってください。選び直すときは[戻る]を押してください。',
    ],
    'case.agent.title': 'この事業所での作業は発生しません',
    'case.agent.text': [
      '事業所で国保連合会への請求情報の送信を行っていないため、セキュリティ強化に伴う設定等の作業は発生しません。',
      '',
      '次にすること: 何もする必要はありません。',
      '',
      'この{installer}は[閉じる]を押して終わってください。選び直すときは[戻る]を押してください。',
    ],

    'preflight.header': 'インストールできるかどうかの確認',
    'preflight.subheader': 'このパソコンを調べた結果です。まだ何も変えていません。',
    'preflight.windows': 'Windows: {$WindowsName}',
    'preflight.fresh': 'インストール済みの版: なし → {version} を入れます',
    'preflight.upgrade': 'インストール済みの版: {$InstalledVersion} → {version} にします',
    'preflight.repair': 'インストール済みの版: {$InstalledVersion} → 同じ版を入れ直して修復します',
    'preflight.refused': 'インストール済みの版: {$InstalledVersion} (この{installer}は {version})',
    'preflight.space': 'ディスクの空き: {$FreeMb} MB (必要 {$NeededMb} MB)',
    'preflight.notRunning': '動いている{client}・インストーラ: なし',
    'preflight.running': '動いている{client}・インストーラ: あり',
    'preflight.noClaimsWindow': '請求期間(毎月1日から10日まで): 期間の外です',
    'preflight.claimsWindow': '請求期間(毎月1日から10日まで): 期間の中です',
    'preflight.claimsWindowText': '請求の送信がまだ残っているときは、送信を終えてから行うことをおすすめします。このまま続けることもできます。続けるときは、[次へ]を押してください。',
    'preflight.ready': 'インストールできます。[次へ]を押してください。',
    'preflight.again': 'もう一度確認',

    'folder.header': 'インストール先',
    'folder.subheader': '次の場所に入れます。安全のため、場所は決められています。',
    'folder.program': 'プログラム',
    'folder.data': '設定・請求情報・記録',
    'folder.text': '[インストール]を押すと始まります。',

    'install.header': 'インストールしています',
    'install.subheader': '終わるまで、このままお待ちください。パソコンの電源を切らないでください。',
    'install.finishedHeader': '処理が終わりました',
    'step.PrepareDataFolder': 'データの保存先を用意しています',
    'step.BeginJournal': '作業の記録を始めています',
    'step.PlaceLayers': '新しい版のファイルを入れています',
    'step.PlaceRecords': '版の記録を書いています',
    'step.SelfCheck': '新しい版がこのパソコンで動くことを確認しています',
    'step.ReplaceLauncher': '起動プログラムを入れ替えています',
    'step.ReplaceCurrent': '新しい版に切り替えています',
    'step.Register': 'スタートメニューに登録しています',
    'undo.done': '追加したものは元に戻しました。これまでの版がある場合は、そのままお使いいただけます。',
    'undo.incomplete': '追加したものの一部を元に戻せませんでした。これまでの版がある場合は、そのままお使いいただけます。',
    'step.Undo': '追加したものを元に戻しています',

    'result.header': 'インストールが終わりました',
    'result.subheader': '{client} {version}',
    'result.title': '{client} {version} を入れました({$FinishedAt})',
    'result.text': [
      'この版がこのパソコンで動くことを確認しました。',
      '次にすること: [完了]を押し、スタートメニューから《{client}》を開いて、',
      '[接続確認]をしてください。',
    ],
    'result.notes': 'この版のお知らせ',
    'result.failedHeader': 'インストールできませんでした',
    'result.failedSubheader': '下の内容をご確認ください。',
    'result.detail': ['詳細(サポート窓口用):', '{$DetailText}'],

    'uninstall.header': '{client}のアンインストール',
    'uninstall.subheader': 'このパソコンから{client}を取り除きます。',
    'uninstall.text': ['[取り除く]を押すと、{client}と{checker}をこのパソコンから取り除きます。', '設定・請求情報・記録は残ります。'],
    'uninstall.purge': '設定・請求情報・記録も消す',
    'uninstall.purgeHint': '消したものは元に戻せません。まだ送信していない請求情報や、受け取った結果も消えます。',
    'uninstall.button': '取り除く',
    'uninstall.done': '{client}を取り除きました',
    'uninstall.doneKept': '設定・請求情報・記録は、このパソコンに残しました。もう一度インストールすると、続きから使えます。',
    'uninstall.donePurged': '設定・請求情報・記録も消しました。',
  };
}
