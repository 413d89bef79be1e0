/**
 * The looks of every page (FACILITY-UI): one column, large, black on white, one blue for action.
 * Only what Internet Explorer 11 knows: no variables, no grid, no gap.
 */
export const style = `
html { box-sizing: border-box; background: #fff; color: #1a1a1a; font: 17px/1.7 "Meiryo UI", Meiryo, "Yu Gothic UI", "MS PGothic", sans-serif; -ms-text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
*, *::before, *::after { box-sizing: inherit; }
body { max-width: 768px; margin: 0 auto; padding: 0 24px; font: inherit; overflow-wrap: break-word; word-wrap: break-word; }
main { display: block; padding: 32px 0 48px; }
main:focus { outline: 0; }
h1 { margin: 0 0 20px; font-size: 28px; line-height: 1.5; }
h2 { margin: 44px 0 12px; font-size: 21px; line-height: 1.5; }
h3 { margin: 28px 0 8px; font-size: 18px; line-height: 1.6; }
p, ul, ol, dl, table { margin: 0 0 16px; }
a { color: #0031d8; text-decoration: underline; }
a:hover { color: #00118f; }
a:focus { outline: 4px solid #1a1a1a; outline-offset: 2px; }
.skip { position: absolute; left: -9999px; top: 0; padding: 8px 16px; background: #fff; }
.skip:focus { left: 8px; top: 8px; z-index: 1; }

.top { padding: 20px 0 0; border-bottom: 2px solid #1a1a1a; }
.product { position: relative; min-height: 44px; margin: 0 0 12px; padding: 0 0 0 54px; }
.product svg { position: absolute; left: 0; top: 2px; width: 40px; height: 40px; }
.product .name { display: block; font-size: 20px; font-weight: bold; line-height: 1.4; }
.product .system { display: block; color: #404040; font-size: 14px; font-weight: normal; }
nav ul { margin: 0 0 -2px; padding: 0; list-style: none; }
nav li { display: inline-block; margin: 0 4px 0 0; }
nav a { display: block; padding: 8px 12px; border-bottom: 5px solid transparent; color: #1a1a1a; text-decoration: none; }
nav a:hover { border-bottom-color: #949494; }
nav a[aria-current] { border-bottom-color: #0031d8; color: #0031d8; font-weight: bold; }
.bottom { padding: 8px 0 40px; border-top: 2px solid #1a1a1a; }
.bottom h2 { margin: 16px 0 4px; font-size: 18px; }
.bottom p { margin: 0; }
.plain { margin: 0; padding: 0; list-style: none; }
.bottom .small { margin-top: 20px; }
.small { color: #404040; font-size: 15px; }

.button { display: inline-block; min-height: 52px; padding: 10px 28px; border: 2px solid #0031d8; border-radius: 8px; background: #fff; color: #0031d8; font-weight: bold; line-height: 1.6; text-align: center; text-decoration: none; }
.button:hover { background: #e8f1fe; }
.button.primary { background: #0031d8; color: #fff; }
.button.primary:hover { background: #00118f; }

.mark svg { display: block; width: 40px; height: 40px; }
.urgent { display: block; padding: 24px 0 0; }
.notice { position: relative; min-height: 88px; margin: 0 0 28px; padding: 22px 24px 6px 86px; border: 3px solid; border-radius: 8px; }
.notice > .mark { position: absolute; left: 24px; top: 22px; }
.notice.ok { border-color: #197a4b; }
.notice.failed { border-color: #ce0000; }
.notice.warn { border-color: #8a4b00; }
.notice.info { border-color: #0031d8; }
.notice h1, .notice h2 { margin: 2px 0 10px; font-size: 22px; }
.notice .next { margin-bottom: 8px; padding-top: 14px; border-top: 1px solid #949494; }
.notice ul { padding-left: 24px; }

.choices { padding: 0; list-style: none; }
.choices li { margin: 0 0 16px; }
.choices a { display: block; padding: 16px 48px 16px 20px; border: 2px solid #0031d8; border-radius: 8px; background: #fff url("data:image/svg+xml;charset=utf-8,%3Csvg xmlns='http://www.w3.org/2000/svg' width='16' height='16' viewBox='0 0 16 16'%3E%3Cpath d='M5 2l6 6-6 6' fill='none' stroke='%230031d8' stroke-width='2.6'/%3E%3C/svg%3E") no-repeat right 18px center; color: #1a1a1a; text-decoration: none; }
.choices a:hover { background-color: #e8f1fe; }
.choices .title { display: block; color: #0031d8; font-size: 19px; font-weight: bold; line-height: 1.5; text-decoration: underline; }
.choices .answer { display: block; margin-top: 4px; }

.steps, .document ol { padding: 0; list-style: none; counter-reset: step; }
.steps > li, .document ol > li { position: relative; min-height: 36px; margin: 0 0 20px; padding: 3px 0 0 52px; counter-increment: step; }
.steps > li::before, .document ol > li::before { content: counter(step); position: absolute; left: 0; top: 0; width: 36px; height: 36px; border: 2px solid #0031d8; border-radius: 18px; color: #0031d8; font-weight: bold; line-height: 32px; text-align: center; }
.steps > li > h2 { margin: 0 0 8px; font-size: 20px; line-height: 1.5; }

table { width: 100%; border-collapse: collapse; }
caption { padding: 0 0 6px; font-weight: bold; text-align: left; }
th, td { padding: 9px 12px 9px 0; border-bottom: 1px solid #949494; text-align: left; vertical-align: top; }
.facts { table-layout: fixed; }
.facts th { width: 44%; font-weight: normal; color: #404040; }
.facts td { font-weight: bold; }
.whole { white-space: nowrap; }
.words { table-layout: fixed; }
.words th, .words td { padding: 9px 10px; border: 1px solid #767676; }
.words thead th, .words thead td { background: #f1f1f4; }
.words thead :first-child { width: 31%; }
.details { margin: 32px 0 0; color: #404040; font-size: 15px; }
.details h3 { margin-top: 0; font-size: 16px; }
.details dd { margin: 0 0 8px; }
.hash { font-family: Consolas, "MS Gothic", monospace; word-break: break-all; }

.news { padding: 0; list-style: none; }
.news li { padding: 12px 0; border-bottom: 1px solid #949494; }
.news .date { display: block; color: #404040; font-size: 15px; }
.back { margin-top: 40px; }
.finding { border-bottom: 1px solid #949494; padding: 16px 0 4px; }
.finding h2 { margin: 0 0 8px; font-size: 19px; }

.guide { max-width: none; padding: 0; }
.document h2 { padding-left: 12px; border-left: 6px solid #0031d8; }
.document footer { margin: 40px 0 0; color: #404040; font-size: 15px; }
.document footer p { margin: 0; }
.document .correction { margin: 0 0 28px; padding: 18px 20px 4px; border: 3px solid #8a4b00; border-radius: 8px; }
.document .correction h2 { margin: 0 0 12px; padding: 0; border: 0; color: #8a4b00; }
.document .published { color: #404040; text-align: right; }

@media (max-width: 480px) {
  html { font-size: 16px; }
  body { padding: 0 16px; }
  main { padding: 24px 0 32px; }
  h1 { font-size: 23px; }
  .notice { padding: 18px 16px 4px; }
  .notice > .mark { position: static; }
  .notice h1, .notice h2 { margin-top: 10px; font-size: 20px; }
  nav a { padding: 6px 8px; }
  .button { display: block; padding: 10px 12px; }
  .words { font-size: 14px; }
  .words th, .words td { padding: 6px; }
  .steps > li, .document ol > li { padding-left: 46px; }
}
@media print {
  @page { margin: 18mm; }
  html { font-size: 11pt; }
  body { max-width: none; padding: 0; }
  nav, .skip, .button, .back { display: none; }
  .choices a { border-color: #767676; background-image: none; }
  .notice, .choices li, tr, li, .finding { page-break-inside: avoid; }
  h1, h2, h3 { page-break-after: avoid; }
}
`.trim();
