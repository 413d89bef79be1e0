/**
 * Everything that the installer, the uninstaller and the launcher can say to a facility, and the exit code that goes with it.
 *
 * `{client}`, `{installer}`, `{checker}`, `{version}` are filled when the installer is built (product names of the release);
 * `{$Name}` is an NSIS variable, filled on the PC.
 */
export interface Refusal {
  /** Stable code: one entry in the guide. */
  readonly code: `I-4${number}`;
  readonly exitCode: number;
  /** What happened. */
  readonly title: string;
  /** Why, and what has not been touched. */
  readonly cause: string;
  /** What to do now. */
  readonly next: string;
}

const callSupport = '続くときは、この画面の番号をサポート窓口へお知らせください。';
const nothingChanged = 'このパソコンの内容は変わっていません。';
const takeWhole = 'ダウンロードのページから{installer}(TogoInstaller-{version}.exe)をダウンロードして、実行してください。';
const presentStays = '今の版と記録はそのままです。';
const keepPresent = `今の版をそのままお使いください。動かないときは、今の版の{installer}をもう一度実行すると直ります。${callSupport}`;

export const installerRefusals = {
  notAdministrator: {
    code: 'I-401',
    exitCode: 11,
    title: '管理者の権限が必要です',
    cause: `このパソコンに{client}を入れるには、管理者の権限が必要です。${nothingChanged}`,
    next: 'パソコンの管理をしている方に、管理者のアカウントで実行してもらってください。',
  },
  systemAccount: {
    code: 'I-402',
    exitCode: 12,
    title: 'このアカウントでは実行できません',
    cause: `システム専用のアカウント(SYSTEM)で実行されました。安全のため、このアカウントでは実行しません。${nothingChanged}`,
    next: '管理者のアカウントでサインインして、もう一度実行してください。',
  },
  windowsTooOld: {
    code: 'I-403',
    exitCode: 13,
    title: 'この Windows には対応していません',
    cause: `{client}は Windows 8.1 と Windows 10 に対応しています。${nothingChanged}`,
    next: 'Windows 8.1 または Windows 10 のパソコンで実行してください。',
  },
  notEnoughSpace: {
    code: 'I-404',
    exitCode: 14,
    title: 'ディスクの空きが足りません',
    cause: `{$NeededMb} MB の空きが必要ですが、空きは {$FreeMb} MB です。${nothingChanged}`,
    next: '不要なファイルを消して空きを増やしてから、[もう一度確認]を押してください。',
  },
  anotherSetup: {
    code: 'I-405',
    exitCode: 15,
    title: 'ほかのインストーラが動いています',
    cause: `同じパソコンで、もう一つの{installer}またはアンインストールが動いています。${nothingChanged}`,
    next: '先に始めたほうが終わるのを待ってから、[もう一度確認]を押してください。',
  },
  clientRunning: {
    code: 'I-406',
    exitCode: 16,
    title: '{client}が動いています',
    cause: `{$RunningWhy}${nothingChanged}`,
    next: '{$RunningNext}[もう一度確認]を押してください。',
  },
  downgrade: {
    code: 'I-407',
    exitCode: 17,
    title: '新しい版がすでに入っています',
    cause: `このパソコンには {$InstalledVersion} が入っています。古い版({version})に戻すことはできません。${nothingChanged}`,
    next: 'このまま {$InstalledVersion} をお使いください。この{installer}は閉じてください。',
  },
  notUpgradable: {
    code: 'I-408',
    exitCode: 18,
    title: '今の版からは直接バージョンアップできません',
    cause: `このパソコンには {$InstalledVersion} が入っています。この{installer}で新しくできる版ではありません。${nothingChanged}`,
    next: 'ダウンロードのページで、{$InstalledVersion} からの手順をご確認ください。',
  },
  folderUnusable: {
    code: 'I-409',
    exitCode: 19,
    title: 'インストール先を使えません',
    cause: '決められた場所以外が指定されたか、インストール先のフォルダーが安全な状態ではありません。安全のため中止しました。',
    next: `インストール先を指定せずに、もう一度実行してください。${callSupport}`,
  },
  dataFolderUnusable: {
    code: 'I-410',
    exitCode: 20,
    title: 'データの保存先を用意できませんでした',
    cause: '設定や記録を保存するフォルダーを、安全な状態で用意できませんでした。',
    next: 'この画面の番号をサポート窓口へお知らせください。',
  },
  payloadDamaged: {
    code: 'I-411',
    exitCode: 21,
    title: '{installer}のファイルが壊れています',
    cause: '取り出した内容が、配布されたものと一致しません。',
    next: `もう一度ダウンロードして、実行し直してください。${callSupport}`,
  },
  unpackFailed: {
    code: 'I-412',
    exitCode: 22,
    title: 'ファイルを書き込めませんでした',
    cause: 'インストール先へ書き込む途中で失敗しました。',
    next: `ディスクの空きを確かめ、パソコンを再起動してから、もう一度実行してください。${callSupport}`,
  },
  selfCheckFailed: {
    code: 'I-413',
    exitCode: 23,
    title: '新しい版がこのパソコンで動くことを確認できませんでした',
    cause: '入れ替える前の動作確認で問題が見つかったため、入れ替えていません。',
    next: 'この画面の番号をサポート窓口へお知らせください。',
  },
  selfCheckTimedOut: {
    code: 'I-414',
    exitCode: 24,
    title: '新しい版の動作確認が終わりませんでした',
    cause: '入れ替える前の動作確認が時間内に終わらなかったため、入れ替えていません。',
    next: `パソコンを再起動してから、もう一度実行してください。${callSupport}`,
  },
  replaceFailed: {
    code: 'I-415',
    exitCode: 25,
    title: '新しい版に切り替えられませんでした',
    cause: '切り替えに必要なファイルを書き換えられませんでした。',
    next: `パソコンを再起動してから、もう一度実行してください。${callSupport}`,
  },
  logUnwritable: {
    code: 'I-416',
    exitCode: 26,
    title: '記録のファイルを作れません',
    cause: `/LOG= で指定されたファイルに書き込めません。${nothingChanged}`,
    next: '書き込める場所を指定して、もう一度実行してください。',
  },
  registrationIncomplete: {
    code: 'I-417',
    exitCode: 28,
    title: 'スタートメニューなどへの登録ができませんでした',
    cause: '{client} {$TargetVersion} は使えますが、スタートメニューまたは《アプリと機能》への登録の一部ができませんでした。',
    next: `パソコンを再起動してから、もう一度実行してください。${callSupport}`,
  },
  baseMissing: {
    code: 'I-419',
    exitCode: 29,
    title: 'この更新ファイルだけでは入れられません',
    cause: `更新ファイル(TogoUpdate)は、前の版が正しく入っているパソコン用です。必要なファイルがありません。${nothingChanged}`,
    next: takeWhole,
  },
  baseDamaged: {
    code: 'I-426',
    exitCode: 38,
    title: '前の版のファイルが壊れています',
    cause: '更新ファイル(TogoUpdate)は前の版のファイルの一部を引き継ぎますが、それが壊れています。',
    next: takeWhole,
  },
  noPreviousVersion: {
    code: 'I-420',
    exitCode: 30,
    title: '戻せる前の版がありません',
    cause: `このパソコンには、今の版より前の{client}が残っていません。${nothingChanged}`,
    next: keepPresent,
  },
  previousDamaged: {
    code: 'I-421',
    exitCode: 33,
    title: '前の版のファイルが壊れています',
    cause: `前の版({$PreviousVersion})のファイルがないか、壊れているため、戻していません。${presentStays}`,
    next: keepPresent,
  },
  dataTooNew: {
    code: 'I-422',
    exitCode: 34,
    title: '今の版で作った記録を、前の版では読めません',
    cause: `請求情報の記録が前の版({$PreviousVersion})より新しい形のため、戻していません。${presentStays}`,
    next: keepPresent,
  },
  previousNotProven: {
    code: 'I-423',
    exitCode: 35,
    title: '前の版がこのパソコンで動くことを確認できませんでした',
    cause: `切り替える前の動作確認で問題が見つかったため、戻していません。${presentStays}`,
    next: keepPresent,
  },
  switchBackFailed: {
    code: 'I-424',
    exitCode: 36,
    title: '前の版に切り替えられませんでした',
    cause: `切り替えに必要なファイルを書き換えられませんでした。${presentStays}`,
    next: `パソコンを再起動してから、もう一度実行してください。${callSupport}`,
  },
  ver8InUse: {
    code: 'I-425',
    exitCode: 37,
    title: 'Ver.8 が使われています',
    cause: '介護伝送ソフト Ver.8 が動いているか、その記録がほかのプログラムで開かれています。',
    next: 'それらを終了してから、[もう一度確認]を押してください。',
  },
  filesInUse: {
    code: 'I-427',
    exitCode: 39,
    title: 'ファイルが使用中です',
    cause: `{$HeldFile} を、{$HeldBy}が使っています。${nothingChanged}`,
    next: 'そのプログラムを終了するか、パソコンを再起動してから、[もう一度確認]を押してください。',
  },
  uninstallIncomplete: {
    code: 'I-431',
    exitCode: 27,
    title: '消せなかったファイルがあります',
    cause: '使用中などの理由で、一部のファイルが残りました。',
    next: `パソコンを再起動してから、もう一度アンインストールしてください。${callSupport}`,
  },
} as const satisfies Record<string, Refusal>;

const runInstallerAgain = `{installer}をもう一度実行すると直ります。${callSupport}`;
const tryPrevious = `{installer}をもう一度実行すると直ります。直らないときは、《アプリと機能》で{client}を選ぶと、前の版に戻せます。${callSupport}`;
const notSent = '請求情報は送信されていません。';

/** Exit codes from 101 up: below are the client's own. */
export const launcherRefusals = {
  folderUnknown: { code: 'I-451', exitCode: 101, title: '{client}を起動できませんでした', cause: `インストール先を調べられませんでした。${notSent}`, next: runInstallerAgain },
  currentBroken: { code: 'I-452', exitCode: 102, title: '{client}を起動できませんでした', cause: `どの版を使うかの記録が見つからないか、壊れています。${notSent}`, next: runInstallerAgain },
  runtimeBroken: { code: 'I-453', exitCode: 103, title: '{client}を起動できませんでした', cause: `使う版のファイルが見つからないか、壊れています。${notSent}`, next: runInstallerAgain },
  filesMissing: { code: 'I-454', exitCode: 104, title: '{client}を起動できませんでした', cause: `必要なファイルが見つかりません。${notSent}`, next: runInstallerAgain },
  notStarted: {
    code: 'I-455',
    exitCode: 105,
    title: '{client}を起動できませんでした',
    cause: `Windows がプログラムを開始できませんでした。${notSent}`,
    next: `パソコンを再起動してから、もう一度起動してください。${callSupport}`,
  },
  rollbackNotOpened: {
    code: 'I-457',
    exitCode: 107,
    title: '{client}を前の版に戻す画面を開けませんでした',
    cause: `管理者の許可が得られなかったか、必要なファイルが見つかりません。${nothingChanged}`,
    next: `《アプリと機能》で{client}を選び、[アンインストール]から前の版に戻してください。${callSupport}`,
  },
  installerDiffers: {
    code: 'I-458',
    exitCode: 108,
    title: '{client}の更新のファイルが変わっています',
    cause: `確かめたときの中身と違うため、開きませんでした。${nothingChanged}`,
    next: '《更新の確認》で、もう一度ダウンロードしてください。',
  },
  installerNotOpened: {
    code: 'I-459',
    exitCode: 109,
    title: '{client}の更新を始められませんでした',
    cause: `管理者の許可が得られなかったか、ファイルが見つかりません。${nothingChanged}`,
    next: `もう一度[インストールを始める]を押してください。${callSupport}`,
  },
  endedAtOnce: { code: 'I-456', exitCode: 106, title: '{client}がすぐに終了しました', cause: `起動の途中で問題が起きました。${notSent}`, next: tryPrevious },
} as const satisfies Record<string, Refusal>;

/** Exit codes that are an answer, not a failure. */
export const answers = {
  done: { exitCode: 0, meaning: 'インストールまたはアンインストールが終わった' },
  cancelled: { exitCode: 1, meaning: '利用者が途中でやめた(何も変えていない)' },
  otherVendor: { exitCode: 31, meaning: '他社の伝送ソフトの事業所: 案内だけを表示した(何も変えていない)' },
  delegated: { exitCode: 32, meaning: '代理人・本部に委託している事業所: 案内だけを表示した(何も変えていない)' },
} as const;
