import type { Acceptance, Arrival, Entry } from '@togo/transmission';

/** How something stands, in a word, and the mark beside it. */
export interface StateWord {
  readonly mark: 'circle' | 'triangle' | 'cross' | 'waiting' | 'dash';
  readonly word: string;
}

const arrivalWords: Readonly<Record<Arrival, StateWord>> = {
  waiting: { mark: 'waiting', word: '待ち' },
  ok: { mark: 'circle', word: '正常' },
  error: { mark: 'cross', word: 'エラー' },
};

const acceptanceWords: Readonly<Record<Acceptance, StateWord>> = {
  waiting: { mark: 'waiting', word: '待ち' },
  ok: { mark: 'circle', word: '正常' },
  warnings: { mark: 'triangle', word: '受付済み(返戻の見込みあり)' },
  error: { mark: 'cross', word: 'エラー' },
};

const none: StateWord = { mark: 'dash', word: 'なし' };

export function describeArrival({ send, arrival }: Entry): StateWord {
  return send === 'refused' ? arrivalWords.error : arrivalWords[arrival.state];
}

/** What did not arrive is not waited for. */
export function describeAcceptance({ send, arrival, acceptance }: Entry): StateWord {
  return send === 'refused' || arrival.state === 'error' ? none : acceptanceWords[acceptance.state];
}

export function describeCancellation({ cancellation: { state, asked } }: Entry): StateWord {
  if (asked) return { mark: 'waiting', word: '依頼待ち' };
  switch (state) {
    case 'none':
      return none;
    case 'requested':
      return { mark: 'waiting', word: '依頼中' };
    case 'done':
      return { mark: 'circle', word: '取消完了' };
    case 'failed':
      return { mark: 'cross', word: '取消失敗' };
  }
}

/** What a state means and what to do now. */
export interface Advice {
  readonly look: 'ok' | 'warn' | 'failed' | 'info';
  readonly title: string;
  readonly explanation: string;
  readonly next: string;
}

const replaceAfterCancellation = '差し替えるときは、[取り消す]で取消を依頼し、取消完了になってから、直したファイルを送信してください。';
const askLater = 'ログインしているあいだは、自動で問い合わせます。20分から30分たっても変わらないときは、[送受信する]を押してください。';

/** What a facility is told about one entry. What the reception system said about a refusal comes with it from its own catalogue. */
export function adviseOn(entry: Entry): Advice {
  const { send, arrival, acceptance, cancellation } = entry;
  if (send === 'queued') return advice.queued;
  if (send === 'unconfirmed') return advice.unconfirmed;
  if (send === 'withdrawn') return advice.withdrawn;
  if (send === 'refused') return advice.refused;
  if (cancellation.state === 'done') return advice.cancelled;
  if (cancellation.asked) return advice.cancellationAsked;
  if (cancellation.state === 'requested') return advice.cancellationRequested;
  if (cancellation.state === 'failed') return advice.cancellationFailed;
  if (arrival.state === 'error' || acceptance.state === 'error') return advice.rejected;
  if (acceptance.state === 'warnings') return advice.acceptedWithWarnings;
  if (acceptance.state === 'ok') return advice.accepted;
  return advice.waiting;
}

export const advice = {
  queued: {
    look: 'info',
    title: '送信待ちです',
    explanation: 'このパソコンに保存しました。まだ送信していません。',
    next: '[送受信する]を押すと送信します。',
  },
  unconfirmed: {
    look: 'warn',
    title: '届いたかどうかを確かめます',
    explanation: '送信の途中で通信が切れたため、届いたかどうかがまだわかりません。次の送受信で、先に電子請求受付システムへ問い合わせます。',
    next: '[送受信する]を押してください。同じファイルを選び直さないでください。',
  },
  withdrawn: {
    look: 'info',
    title: '送信待ちから取り出しました',
    explanation: 'この請求情報は送信していません。',
    next: '送信するときは、もう一度ファイルを選んでください。',
  },
  refused: {
    look: 'failed',
    title: '電子請求受付システムに受け付けられませんでした',
    explanation: 'この請求情報は、請求として扱われません。',
    next: '下の説明を確かめてください。',
  },
  cancelled: {
    look: 'ok',
    title: '取消完了です',
    explanation: 'この請求情報は取り消されました。請求として扱われません。',
    next: '差し替えるときは、下の[差し替えるファイルを選ぶ]から送信してください。',
  },
  cancellationAsked: {
    look: 'info',
    title: '取消は、まだ依頼していません',
    explanation: '取消の依頼をこのパソコンに保存しました。次の送受信で送ります。まだ取り消されていません。',
    next: '[送受信する]を押してください。',
  },
  cancellationRequested: {
    look: 'info',
    title: '取消を依頼しています',
    explanation: '取消完了になるまでは、取り消されていません。差し替えるファイルも、まだ送信できません。',
    next: askLater,
  },
  cancellationFailed: {
    look: 'failed',
    title: '取り消せませんでした(取消失敗)',
    explanation: 'この請求情報は取り消されていません。そのまま請求として扱われます。差し替えるファイルを送信すると、二重の請求になります。',
    next: '国民健康保険団体連合会へお問い合わせください。',
  },
  rejected: {
    look: 'failed',
    title: 'エラーがあり、受け付けられませんでした',
    explanation: 'この請求情報は、請求として扱われません。取り消す必要はありません。',
    next: '下の直すところを請求ソフトで直し、ファイルを作り直して、請求期間のうちにもう一度送信してください。',
  },
  acceptedWithWarnings: {
    look: 'warn',
    title: '受け付けられました。返戻になる見込みのデータがあります',
    explanation: 'このファイルは受け付けられています。送り直しは必要ありません。ただし、下のところは審査で返戻になることがあります。',
    next: `直して請求したいときだけ、取消の締切までに差し替えてください。${replaceAfterCancellation}`,
  },
  accepted: {
    look: 'ok',
    title: '受付まで正常に終わりました',
    explanation: '電子請求受付システムに到達し、受け付けられました。この後の審査で返戻になることはあります。',
    next: '送信についてすることは、もうありません。通知文書が出たら受け取ってください。',
  },
  waiting: {
    look: 'info',
    title: '結果を待っています',
    explanation: '電子請求受付システムに届いています。結果が出るまで、ふつう20分から30分かかります。夕方から翌朝までに送信したものは、翌朝9時30分より後になることがあります。',
    next: `${askLater}結果が出なくても、同じファイルを送り直さないでください。`,
  },
} as const satisfies Readonly<Record<string, Advice>>;
