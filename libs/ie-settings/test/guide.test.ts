import { describe, expect, it } from 'vitest';
import { decisionTable, guideTitle, toGuideBody, toGuideHtml } from '../src/index.ts';

const page = toGuideHtml();

describe('when a facility follows the guide', () => {
  it('meets the steps of the notice in its words and order', () => {
    const words = ['Internet Explorer を起動します', '《ツール(T)》', '《インターネットオプション(O)》', '《詳細設定》', '《セキュリティ》', '[TLS 1.2]', '[適用]', '[OK]', 'Internet Explorer を再起動します'];
    const steps = page.slice(page.indexOf('確認の手順'));
    const places = words.map((word) => steps.indexOf(word));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('learns what the error page means and whose screen to use', () => {
    expect(page).toContain('このページを表示できません');
    expect(page).toContain('<strong>請求に使う方がサインインした画面</strong>');
  });

  it('finds an entry for every code that the tool can show', () => {
    const codes = new Set(decisionTable.flatMap(({ rows }) => rows.map(({ message }) => message)));
    expect([...codes].filter((code) => !page.includes(`id="${code}"`))).toEqual([]);
  });

  it('sees pictures that say what they show', () => {
    expect(page.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)).toHaveLength(3);
  });
});

describe('when IE 11 shows the guide', () => {
  it('needs no script, no other file and nothing that IE 11 lacks', () => {
    expect(page).not.toMatch(/<script|<link|<img|url\(|var\(--|[{;]\s*display:\s*(grid|flex)|@import/);
    expect(page).toContain('<meta http-equiv="X-UA-Compatible" content="IE=edge">');
  });

  it('is one well-formed page around the body that the site uses', () => {
    expect(page).toContain(toGuideBody());
    expect(page).toContain(`<title>${guideTitle}</title>`);
    const open = page.match(/<(main|div|ol|li|h1|h2|h3|p|svg|g)\b/g) ?? [];
    const close = page.match(/<\/(main|div|ol|li|h1|h2|h3|p|svg|g)>/g) ?? [];
    expect(open).toHaveLength(close.length);
  });

  it('can be printed', () => {
    expect(page).toContain('@media print');
  });
});
