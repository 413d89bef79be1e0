import { fixedClock } from '@togo/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edit, faultLines, lintTexts, sample, type Texts } from '../test/sample.ts';
import { formatFaults, lintReleaseSet, parseRelease, ruleTable, type RuleName } from './index.ts';

interface Case {
  readonly rule: RuleName;
  /** Where the fault is, as `file:line`. */
  readonly at: string;
  /** The texts of the sample that are spoilt. */
  readonly texts: Partial<Texts>;
  readonly files?: { readonly release: string };
}

const release = (rule: RuleName, line: number, from: string, to: string): Case => ({ rule, at: `release.yaml:${line}`, texts: { release: edit(sample.release, from, to) } });
const plan = (rule: RuleName, line: number, from: string, to: string): Case => ({ rule, at: `plan.yaml:${line}`, texts: { plan: edit(sample.plan, from, to) } });
const notes = (rule: RuleName, line: number, from: string, to: string): Case => ({ rule, at: `notes.ja.md:${line}`, texts: { notes: edit(sample.notes, from, to) } });
/** The cut-over at another moment, in the plan and in the notes. */
const moved = (rule: RuleName, moment: string, words: string): Case => ({
  rule,
  at: 'plan.yaml:20',
  texts: { plan: edit(sample.plan, '2021-05-24T10:00:00', moment), notes: edit(sample.notes, '2021年5月24日(月) 10:00', words) },
});

const cases: Case[] = [
  { rule: 'file-missing', at: 'release.yaml:1', texts: { release: undefined } },
  { rule: 'file-missing', at: 'plan.yaml:1', texts: { plan: undefined } },
  { rule: 'file-missing', at: 'notes.ja.md:1', texts: { notes: undefined } },
  release('file-size', 1, 'formatVersion: 1', `# ${'x'.repeat(65_536)}\nformatVersion: 1`),
  release('yaml-syntax', 3, 'title: 統合', 'title: "統合'),
  release('yaml-syntax', 8, 'max: TLSv1.2', 'max: !!js/regexp TLSv1.2'),
  release('yaml-syntax', 11, '22.23.2', '*version'),
  release('duplicate-key', 16, '  port: 443', '  host: denso.kaigo.example\n  port: 443'),
  release('unknown-key', 10, 'runtime:', 'runtimes: 1\nruntime:'),
  release('unknown-key', 16, '  port: 443', '  ports: 443\n  port: 443'),
  release('missing-key', 1, 'version: 9.1.0\n', ''),
  release('missing-key', 14, '  port: 443\n', ''),
  release('wrong-type', 2, 'version: 9.1.0', 'version: 9.1'),
  release('wrong-type', 16, 'port: 443', 'port: 443.5'),
  release('wrong-type', 16, 'port: 443', 'port: "443"'),
  release('format-version', 1, 'formatVersion: 1', 'formatVersion: 2'),
  release('version', 11, '22.23.2', 'v22.23.2'),
  release('version', 2, 'version: 9.1.0', 'version: 9.1.0-beta.1'),
  release('title', 3, '統合インストーラ Ver.9.1.0', 'Integrated installer'),
  release('title', 3, '統合インストーラ Ver.9.1.0', '統合'.repeat(16)),
  release('tls-version', 7, 'min: TLSv1.2', 'min: SSLv3'),
  release('tls-ceiling', 8, 'max: TLSv1.2', 'max: TLSv1.3'),
  release('os', 9, 'windows-8.1', 'windows-7'),
  release('os', 9, 'windows-8.1, ', 'windows-10, '),
  release('os', 9, '[windows-8.1, windows-10]', '[]'),
  release('runtime-arch', 12, 'ia32', 'x64'),
  release('sha256', 13, 'a'.repeat(64), 'A'.repeat(64)),
  release('sha256', 13, 'a'.repeat(64), 'a'.repeat(63)),
  release('reception-host', 15, 'denso.kaigo.example', 'https://denso.kaigo.example'),
  release('reception-host', 15, 'denso.kaigo.example', 'localhost'),
  release('reception-host', 15, 'denso.kaigo.example', '192.0.2.1'),
  release('reception-port', 16, '443', '65536'),
  release('reception-port', 16, '443', '0'),
  release('probe-path', 17, '/v1/handshake', 'v1/handshake'),
  release('probe-path', 17, '/v1/handshake', '/v1/../handshake'),
  release('product-name', 20, '介護伝送ソフト', '介護:伝送ソフト'),
  release('product-name', 20, '介護伝送ソフト', 'Denso'),
  release('publish-url', 22, 'https://', 'http://'),
  release('publish-url', 22, '/denso/', '/denso'),
  release('moment', 23, '+09:00', ''),
  release('moment', 23, '+09:00', 'Z'),
  release('moment', 23, '2021-03-12', '2021-02-30'),
  release('tls-floor', 7, 'min: TLSv1.2', 'min: TLSv1.1'),
  release('previous-older', 4, '9.0.0', '9.1.0'),
  release('upgrades-from-range', 5, '">=8.0.0 <9.1.0"', 'older'),
  release('upgrades-from-range', 5, '">=8.0.0 <9.1.0"', '""'),
  release('upgrades-from-newer', 5, '<9.1.0', '<=9.1.0'),
  release('upgrades-from-newer', 5, '">=8.0.0 <9.1.0"', '">=8.0.0"'),
  release('upgrades-from-previous', 5, '<9.1.0', '<9.0.0'),
  {
    rule: 'version-folder',
    at: 'releases/9.2.0/release.yaml:2',
    texts: {},
    files: { release: 'releases/9.2.0/release.yaml' },
  },
  release('source-date-order', 23, '2021-03-12', '2020-10-09'),

  plan('plan-version', 2, '9.1.0', '9.2.0'),
  plan('time-zone', 3, 'Asia/Tokyo', 'UTC'),
  plan('milestone-when', 11, '"2021-04-19T10:00:00+09:00"\n', '"2021-04-19T10:00:00+09:00"\n    window: 令和3年4月頃\n'),
  plan('milestone-when', 7, '    until: "2021-04-01T00:00:00+09:00"\n', ''),
  plan('milestone-when', 19, 'at: "2021-05-24T10:00:00+09:00"', 'history: []'),
  plan('window-text', 8, '令和3年3月下旬', '令和3年4月上旬'),
  plan('window-text', 14, '令和3年4月頃', '"令和3年4月 頃"'),
  plan('window-bounds', 16, '2021-05-01', '2021-04-01'),
  plan('milestone-order', 10, '2021-03-15', '2021-04-01'),
  plan('cutover-missing', 4, '  cutover:\n    at: "2021-05-24T10:00:00+09:00"\n', ''),
  plan('moment', 20, '2021-05-24T10:00:00+09:00', '2021-05-24T10:00:00'),
  plan('missing-key', 4, '  announcement:\n    at: "2021-03-15T10:00:00+09:00"\n', ''),
  moved('cutover-notice', '2021-05-17T09:59:59', '2021年5月17日(月) 09:59'),
  moved('claims-window', '2021-06-10T23:59:59', '2021年6月10日(木) 23:59'),
  moved('claims-window', '2021-06-01T00:00:00', '2021年6月1日(火) 00:00'),
  plan('past-date', 6, '2021-03-15T10:00:00', '2021-03-12T12:00:00'),
  plan('history-order', 17, '2021-03-10', '2021-04-20'),
  plan('amendment-reason', 18, '日時が決まったため', '""'),

  notes('notes-front-matter', 1, '---\nformatVersion: 1\nversion: 9.1.0\n---\n', ''),
  notes('missing-key', 2, 'version: 9.1.0\n---', '---'),
  notes('format-version', 2, 'formatVersion: 1', 'formatVersion: 3'),
  notes('notes-version', 3, 'version: 9.1.0', 'version: 9.0.0'),
  notes('notes-empty', 5, sample.notes.slice(sample.notes.indexOf('# 統合')), ''),
  notes('notes-title', 5, '# 統合インストーラ Ver.9.1.0 のお知らせ', '# お知らせ'),
  notes('notes-title', 7, '## 変わること', '# もう一つの題\n\n## 変わること'),
  notes('notes-section', 5, '## お問い合わせ', '## 問い合わせ'),
  notes('notes-case', 5, '### 代理人や本部に請求を委託(依頼)している場合', '代理人や本部に委託している場合'),
  notes('notes-steps', 19, '1. ダブルクリックします。', 'ダブルクリックします。'),
  notes('notes-date', 5, '2021年4月19日(月) 10:00', '4月'),
  notes('notes-raw-html', 25, '[接続確認]を押します。', '[接続確認]を<br>押します。'),
  notes('notes-raw-html', 25, '[接続確認]を押します。', '<div>[接続確認]</div>'),
  notes('notes-markup', 25, '[接続確認]を押します。', '> [接続確認]を押します。'),
  notes('notes-markup', 25, '[接続確認]を押します。', '[接続確認](https://denso.kaigo.example)'),
  notes('notes-markup', 22, '1. ダブルクリックします。', '1. ダブルクリックします。\n   - 二重のリスト'),
  notes('notes-markup', 25, '[接続確認]を押します。', 'これは**「接続確認」**です。'),
  notes('notes-markup', 25, '[接続確認]を押します。', '#### 小さな見出し'),
  notes('notes-english', 37, 'サポート窓口', 'Please call the help desk.'),
];

/** What one release.yaml says about another: the sample, the release before it, and where the fault is. */
const setCases: { rule: RuleName; release: [string, string]; before: [string, string]; at: string[] }[] = [
  { rule: 'version-unique', release: ['version: 9.1.0', 'version: 9.0.0'], before: ['ia32', 'ia32'], at: ['release.yaml:2', 'before.yaml:2'] },
  { rule: 'tls-floor-lowered', release: ['min: TLSv1.2', 'min: TLSv1'], before: ['min: TLSv1\n', 'min: TLSv1.1\n'], at: ['release.yaml:7'] },
  { rule: 'source-date-order', release: ['2021-03-12', '2020-03-12'], before: ['ia32', 'ia32'], at: ['release.yaml:23'] },
  { rule: 'previous-in-order', release: ['9.0.0', '8.0.0'], before: ['ia32', 'ia32'], at: ['release.yaml:4'] },
];

describe('when one thing is wrong in a release', () => {
  it.each(cases)('reports $rule at $at, and nothing else', ({ rule, at, texts, files }) => {
    expect(faultLines(lintTexts(texts, {}, files))).toEqual([`${at} ${rule}`]);
  });

  it.each(setCases)('reports $rule at $at when releases are compared, and nothing else', ({ rule, release, before, at }) => {
    const releases = [parseRelease(edit(sample.release, ...release), 'release.yaml'), parseRelease(edit(sample.before, ...before), 'before.yaml')];
    expect(lintReleaseSet(releases).map((fault) => [fault.rule, `${fault.file}:${fault.line}`])).toEqual(at.map((place) => [rule, place]));
  });

  it('says nothing about the sample itself', () => {
    expect(lintTexts({})).toMatchObject({ ok: true, release: { version: '9.1.0' }, plan: { timeZone: 'Asia/Tokyo' }, notes: { version: '9.1.0' } });
  });

  it.each<Partial<Texts>>([
    { release: edit(sample.release, '統合インストーラ Ver.9.1.0', `統合インストーラ Ver.9.1.0${'字'.repeat(17)}`), notes: edit(sample.notes, '統合インストーラ Ver.9.1.0', `統合インストーラ Ver.9.1.0${'字'.repeat(17)}`) },
    { release: edit(sample.release, 'port: 443', 'port: 1') },
    { release: edit(sample.release, 'port: 443', 'port: 65535') },
    { release: edit(sample.release, 'windows-8.1, ', '') },
    { release: edit(sample.release, '<9.1.0', '<=9.0.999') },
    { release: edit(sample.release, '2021-03-12T10:00:00', '2020-10-09T10:00:01') },
    moved('cutover-notice', '2021-05-17T10:00:00', '2021年5月17日(月) 10:00').texts,
    moved('claims-window', '2021-06-11T00:00:00', '2021年6月11日(金) 00:00').texts,
    moved('claims-window', '2021-05-31T23:59:59', '2021年5月31日(月) 23:59').texts,
    { plan: edit(sample.plan, '2021-03-15T10:00:00', '2021-03-12T12:00:01') },
    { plan: edit(sample.plan, '2021-03-15T10:00:00', '2021-03-31T23:59:59') },
    { notes: sample.notes.replaceAll('\n', '\r\n') },
    { notes: edit(sample.notes, 'サポート窓口', 'Microsoft Internet Explorer のサポート窓口') },
  ])('accepts the last value that a rule allows (%#)', (texts) => {
    expect(faultLines(lintTexts(texts))).toEqual([]);
  });

  it('has a case for every rule there is', () => {
    expect([...new Set([...cases, ...setCases].map(({ rule }) => rule))].sort()).toEqual(Object.keys(ruleTable).sort());
  });
});

describe('when many things are wrong at once', () => {
  const tenFaults = `formatVersion: 1
version: 9.1.0
title: Integrated installer
previousRelease: 9.0.0
upgradesFrom: ">=8.0.0"
tls:
  min: TLSv1.1
  max: TLSv1.2
os: [windows-8.1, windows-10]
runtime:
  node: 22.23.2
  arch: ia32
  sha256: deadbeef
reception:
  host: denso.kaigo.example
  port: 70000
  port: 70000
productNames:
  installer: 統合インストーラ
  client: 介護伝送ソフト
  checker: IE設定チェックツール
  updater: 更新
publishUrl: http://download.kaigo.example/denso/
sourceDate: "2021-03-12T10:00:00"
`;

  it('reports the ten faults of a release.yaml together, each on its line', () => {
    expect(faultLines(lintTexts({ release: tenFaults }))).toEqual([
      'release.yaml:3 title',
      'release.yaml:5 upgrades-from-newer',
      'release.yaml:7 tls-floor',
      'release.yaml:13 sha256',
      'release.yaml:14 missing-key',
      'release.yaml:16 reception-port',
      'release.yaml:17 duplicate-key',
      'release.yaml:22 unknown-key',
      'release.yaml:23 publish-url',
      'release.yaml:24 moment',
    ]);
  });

  it('reports rules about several values beside malformed ones, and all three files together', () => {
    const texts = {
      release: edit(edit(edit(sample.release, 'port: 443', 'port: 0'), 'min: TLSv1.2', 'min: TLSv1'), '<9.1.0', '<=9.1.0'),
      plan: edit(edit(sample.plan, 'Asia/Tokyo', 'Europe/Berlin'), 'version: 9.1.0', 'version: 9.0.0'),
      notes: edit(sample.notes, '## 完了の確認', '## <b>完了の確認</b>'),
    };
    expect(faultLines(lintTexts(texts))).toEqual([
      'notes.ja.md:23 notes-raw-html',
      'notes.ja.md:23 notes-raw-html',
      'plan.yaml:2 plan-version',
      'plan.yaml:3 time-zone',
      'release.yaml:5 upgrades-from-newer',
      'release.yaml:7 tls-floor',
      'release.yaml:16 reception-port',
    ]);
  });

  it('prints them as a compiler does', () => {
    const linted = lintTexts({ release: edit(sample.release, 'port: 443', 'port: 70000') });
    expect(formatFaults(linted.ok ? [] : linted.faults)).toBe('release.yaml:16:9 reception-port: expected a whole number from 1 to 65535, got 70000 (the client connects to one TCP port)\n');
  });
});

describe('when a whole file is something else than a mapping', () => {
  const shapes = { 'a list': '- formatVersion: 1\n', 'an empty list': '[]\n', 'a list of lists': '- - 1\n', 'a word': 'nothing\n', 'a number': '9.1\n' };
  const files = [
    { file: 'release.yaml', texts: (yaml: string) => ({ release: yaml }) },
    { file: 'plan.yaml', texts: (yaml: string) => ({ plan: yaml }) },
    { file: 'notes.ja.md', texts: (yaml: string) => ({ notes: `---\n${yaml}---\n# 題\n` }) },
  ];

  it.each(files.flatMap(({ file, texts }) => Object.entries(shapes).map(([shape, yaml]) => ({ file, shape, texts: texts(yaml) }))))('says so: $shape for $file', ({ file, texts }) => {
    const linted = lintTexts(texts);
    const faults = linted.ok ? [] : linted.faults.filter((fault) => fault.file === file && fault.rule === 'wrong-type');
    expect(faults.map(({ expected }) => expected)).toEqual(['object']);
  });
});

describe('when a text is damaged anywhere', () => {
  const names = fc.constantFrom('release', 'plan', 'notes', 'before');
  const junk = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('\n', ': ', '- ', '&a ', '*a', '? ', '{', '[', '!!map ', '<<: ', '__proto__: 1\n', '---\n', '<!--', '**', '\t'));

  it('answers with faults or a release, and never breaks', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.nat({ max: 40 }), junk, (name, at, length, insert) => {
        const text = sample[name];
        const start = at % text.length;
        const linted = lintTexts({ [name]: text.slice(0, start) + insert + text.slice(start + length) });
        expect(linted.ok || linted.faults.every((fault) => fault.line >= 1 && fault.column >= 1)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('when a milestone lies in the past', () => {
  const afterGeneral = { clock: fixedClock('2021-05-01T00:00:00+09:00') };

  it('is a fault as long as nothing shows that it has happened', () => {
    expect(faultLines(lintTexts({}, afterGeneral))).toEqual(['plan.yaml:6 past-date', 'plan.yaml:10 past-date', 'plan.yaml:12 past-date']);
  });

  it('is history once it has happened', () => {
    expect(lintTexts({}, { ...afterGeneral, enacted: new Set(['announcement', 'pilot', 'general'] as const) }).ok).toBe(true);
  });
});
