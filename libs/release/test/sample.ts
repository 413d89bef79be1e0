import { fixedClock } from '@togo/foundation';
import { lintRelease, parseNotes, parsePlan, parseRelease, type LintInput } from '../src/index.ts';

/** A small release without faults, as three texts. Tests spoil one thing and watch what is said about it. */
export const sample = {
  release: `formatVersion: 1
version: 9.1.0
title: 統合インストーラ Ver.9.1.0
previousRelease: 9.0.0
upgradesFrom: ">=8.0.0 <9.1.0"
tls:
  min: TLSv1.2
  max: TLSv1.2
os: [windows-8.1, windows-10]
runtime:
  node: 22.23.2
  arch: ia32
  sha256: ${'a'.repeat(64)}
reception:
  host: denso.kaigo.example
  port: 443
  probePath: /v1/handshake
productNames:
  installer: 統合インストーラ
  client: 介護伝送ソフト
  checker: IE設定チェックツール
publishUrl: https://download.kaigo.example/denso/
sourceDate: "2021-03-12T10:00:00+09:00"
`,
  plan: `formatVersion: 1
version: 9.1.0
timeZone: Asia/Tokyo
milestones:
  announcement:
    at: "2021-03-15T10:00:00+09:00"
  pilot:
    window: 令和3年3月下旬
    from: "2021-03-22T00:00:00+09:00"
    until: "2021-04-01T00:00:00+09:00"
  general:
    at: "2021-04-19T10:00:00+09:00"
    history:
      - window: 令和3年4月頃
        from: "2021-04-01T00:00:00+09:00"
        until: "2021-05-01T00:00:00+09:00"
        replaced: "2021-03-10T10:00:00+09:00"
        reason: 日時が決まったため
  cutover:
    at: "2021-05-24T10:00:00+09:00"
`,
  notes: `---
formatVersion: 1
version: 9.1.0
---
# 統合インストーラ Ver.9.1.0 のお知らせ

## 変わること

2021年4月19日(月) 10:00 に公開し、2021年5月24日(月) 10:00 に切り替えます。

## 作業が必要かどうか

### 伝送通信ソフト(介護伝送ソフト)をお使いの場合

### 伝送通信ソフト(介護伝送ソフト)以外の伝送ソフトをお使いの場合

### 代理人や本部に請求を委託(依頼)している場合

## インストールの手順

1. ダブルクリックします。

## 完了の確認

[接続確認]を押します。

## Internet Explorer の設定の確認

《詳細設定》を開きます。

## 作業をしなかった場合

接続できません。

## お問い合わせ

サポート窓口
`,
  /** The release before: it still allows TLS 1.0. */
  before: `formatVersion: 1
version: 9.0.0
title: 統合インストーラ Ver.9.0.0
previousRelease: 8.0.0
upgradesFrom: ">=8.0.0 <9.0.0"
tls:
  min: TLSv1
  max: TLSv1.2
os: [windows-10]
runtime:
  node: 22.23.2
  arch: ia32
  sha256: ${'b'.repeat(64)}
reception:
  host: denso.kaigo.example
  port: 443
  probePath: /v1/handshake
productNames:
  installer: 統合インストーラ
  client: 介護伝送ソフト
  checker: IE設定チェックツール
publishUrl: https://download.kaigo.example/denso/
sourceDate: "2020-10-09T10:00:00+09:00"
`,
};

export type Texts = { readonly [Name in keyof typeof sample]: string | undefined };

export function lintTexts(texts: Partial<Texts>, options: Partial<Pick<LintInput, 'clock' | 'enacted'>> = {}, files = { release: 'release.yaml' }) {
  const { release, plan, notes, before } = { ...sample, ...texts };
  return lintRelease({
    release: parseRelease(release, files.release),
    plan: parsePlan(plan, 'plan.yaml'),
    notes: parseNotes(notes, 'notes.ja.md'),
    others: [parseRelease(before, 'before.yaml')],
    clock: fixedClock('2021-03-12T12:00:00+09:00'),
    ...options,
  });
}

/** Faults as `file:line rule`, the part that a test compares. */
export function faultLines(linted: ReturnType<typeof lintRelease>): string[] {
  return linted.ok ? [] : linted.faults.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}

/** Replaces one piece of a text; a piece that is not there, or is there twice, is a broken test. */
export function edit(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`expected ${JSON.stringify(from)} once in the sample`);
  return text.replace(from, () => to);
}
