/** Where a browser trades its one-time ticket for a session. */
export const openPath = '/open';
/** Where a second start asks for a ticket. */
export const ticketPath = '/instance/ticket';
/** Where a command of the same user asks how the outbox stands. */
export const openOutboxPath = '/instance/outbox';
/** Where the installer asks, as the same user, that the program ends. */
export const closePath = '/instance/close';
export const stylePath = '/style.css';
export const iconPath = '/icon.svg';

/** The pages that a menu leads to, in its order. */
export const menu = [
  { path: '/', label: '開始' },
  { path: '/send', label: '送信' },
  { path: '/outbox', label: '送信待ち' },
  { path: '/results', label: '送信結果' },
  { path: '/notices', label: '通知文書' },
  { path: '/check', label: '接続確認' },
  { path: '/ie-check', label: '設定の確認' },
  { path: '/settings', label: '設定' },
  { path: '/update', label: '更新の確認' },
  { path: '/notes', label: 'リリースノート' },
  { path: '/support', label: 'サポート' },
] as const;

export type MenuPath = (typeof menu)[number]['path'];

/** The address that opens the screens, once. */
export function screenUrl(port: number, ticket: string): string {
  return `http://127.0.0.1:${port}${openPath}?ticket=${encodeURIComponent(ticket)}`;
}
