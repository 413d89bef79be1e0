/** The three cases of the notice (section 2-1), in its words. They decide what a facility has to do. */
export const facilityCases = [
  { id: 'client', title: '伝送通信ソフト(介護伝送ソフト)をお使いの場合' },
  { id: 'other-vendor', title: '伝送通信ソフト(介護伝送ソフト)以外の伝送ソフトをお使いの場合' },
  { id: 'delegated', title: '代理人や本部に請求を委託(依頼)している場合' },
] as const;
