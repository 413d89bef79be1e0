/** Who publishes, as pages and announcements say it. */
export const operator = {
  name: '介護伝送ソフト配布窓口',
  desk: ['電話 0570-00-0000', '平日 10:00 から 17:00 まで(毎月1日から10日までの平日は 19:00 まで)'],
  /** The name that Windows shows in the signature of a program: its certificate's. */
  signer: '介護伝送ソフト配布窓口',
  /** The same for a development certificate (libs/signing). */
  developmentSigner: 'テスト署名',
} as const;
