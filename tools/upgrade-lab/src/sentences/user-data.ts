/** What a facility has on its PC after a month of work: files that the client writes, and one that it put there itself. */
export const userData: Readonly<Record<string, string>> = {
  'settings.json': '{"formatVersion":1,"事業所":"やまと介護","番号":"1370000001"}\n',
  'outbox.sqlite': `SQLite format 3\0${'未送信の請求情報 '.repeat(400)}`,
  'logs\\client.log': '2021-04-08 10:02:11 請求情報を受け付けました\n',
  [`certificates\\${'3f'.repeat(32)}\\key.pem`]: '-----BEGIN ENCRYPTED…\n',
  [`certificates\\${'3f'.repeat(32)}\\certificate.pem`]: '-----BEGIN CERTIFICATE…\n',
  '家計簿.txt': '事務員が置いたファイル\n',
};
