/**
 * The looks of every screen (FACILITY-UI): one column, large, black on white, one blue for action.
 * Only what Internet Explorer 11 knows: no variables, no grid, no gap.
 */
export const style = `
html { box-sizing: border-box; background: #fff; color: #1a1a1a; font: 17px/1.7 "Meiryo UI", Meiryo, "Yu Gothic UI", "MS PGothic", sans-serif; -ms-text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
*, *::before, *::after { box-sizing: inherit; }
body { max-width: 768px; margin: 0 auto; padding: 0 24px; overflow-wrap: break-word; word-wrap: break-word; }
main { display: block; padding: 32px 0 48px; }
main:focus { outline: 0; }
h1 { margin: 0 0 16px; font-size: 28px; line-height: 1.5; }
h2 { margin: 40px 0 12px; font-size: 21px; line-height: 1.5; }
h3 { margin: 28px 0 8px; font-size: 18px; line-height: 1.6; }
p, ul, ol, dl, table { margin: 0 0 16px; }
a { color: #0031d8; text-decoration: underline; }
a:focus, button:focus, input:focus { outline: 4px solid #1a1a1a; outline-offset: 2px; }
.address { font-weight: bold; }
.code { white-space: nowrap; }
.skip { position: absolute; left: -9999px; top: 0; padding: 8px 16px; background: #fff; }
.skip:focus { left: 8px; top: 8px; z-index: 1; }

.top { padding: 20px 0 0; border-bottom: 2px solid #1a1a1a; }
.product { margin: 0 0 12px; }
.product svg { width: 32px; height: 32px; margin: 0 6px 0 0; vertical-align: -9px; }
.product .name { font-size: 19px; font-weight: bold; }
.build-mark { display: inline-block; padding: 0 8px; border: 2px solid #8a4b00; border-radius: 4px; color: #8a4b00; font-size: 14px; font-weight: bold; }
nav ul { margin: 0 0 -2px; padding: 0; list-style: none; }
nav li { display: inline-block; margin: 0 4px 0 0; }
nav a { display: block; padding: 8px 14px; border-bottom: 5px solid transparent; color: #1a1a1a; text-decoration: none; }
nav a:hover { border-bottom-color: #949494; }
nav a[aria-current] { border-bottom-color: #0031d8; color: #0031d8; font-weight: bold; }
.bottom { padding: 24px 0 40px; border-top: 1px solid #949494; color: #404040; font-size: 15px; }
.bottom p { margin: 12px 0 0; }

button, .button { display: inline-block; min-height: 52px; margin: 0; padding: 10px 28px; border: 2px solid #0031d8; border-radius: 8px; background: #fff; color: #0031d8; font: inherit; font-weight: bold; line-height: 1.6; text-align: center; text-decoration: none; cursor: pointer; }
button.primary, .button.primary { border-color: #0031d8; background: #0031d8; color: #fff; }
button.primary:hover, .button.primary:hover { background: #00118f; }
button:hover, .button:hover { background: #e8f1fe; }
button.quiet { min-height: 44px; padding: 6px 20px; border-color: #595959; color: #1a1a1a; font-weight: normal; }
form { margin: 0 0 16px; }
.actions form { display: inline-block; margin: 0 16px 16px 0; }

.mark { width: 48px; height: 48px; }
.notice { position: relative; min-height: 96px; margin: 0 0 28px; padding: 24px 24px 12px 92px; border: 3px solid; border-radius: 8px; }
.notice .mark { position: absolute; left: 24px; top: 26px; }
.notice.ok { border-color: #197a4b; }
.notice.failed { border-color: #c8102e; }
.notice.warn { border-color: #8a4b00; }
.notice.info { border-color: #0031d8; }
.notice h1, .notice h2, .notice h3 { margin: 4px 0 12px; font-size: 23px; }
.notice .next { margin-top: 20px; padding-top: 16px; border-top: 1px solid #949494; }
.state { position: relative; min-height: 48px; padding: 8px 0 0 64px; }
.state .mark { position: absolute; left: 0; top: 0; }

.strip { position: relative; margin: 16px 0 0; padding: 12px 16px 12px 60px; border: 3px solid #8a4b00; border-radius: 8px; }
.strip p { margin: 0; }
.strip .mark { position: absolute; left: 14px; top: 10px; width: 34px; height: 34px; }
.plain-text { margin: 0 0 24px; padding: 16px 20px; border: 1px solid #949494; border-radius: 8px; white-space: pre-wrap; }

.findings { padding: 0; list-style: none; }
.findings li { position: relative; min-height: 64px; padding: 16px 0 4px 56px; border-bottom: 1px solid #949494; }
.findings .mark { position: absolute; left: 0; top: 16px; width: 36px; height: 36px; }
.findings h3 { margin: 0 0 8px; }
.findings p { margin: 0 0 8px; }
.word { display: inline-block; margin-right: 6px; padding: 0 8px; border: 1px solid #595959; border-radius: 4px; font-size: 15px; }

.field label { display: block; font-weight: bold; }
.field input { width: 100%; max-width: 480px; height: 52px; padding: 8px 14px; border: 2px solid #595959; border-radius: 8px; color: #1a1a1a; background: #fff; font: inherit; }
.field input.short { width: 140px; }
.field.faulty { padding-left: 16px; border-left: 6px solid #c8102e; }
.field.faulty input { border-color: #c8102e; }
.fault { display: block; color: #b30c28; font-weight: bold; }

table { width: 100%; border-collapse: collapse; }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid #949494; text-align: left; vertical-align: top; }
.facts div { position: relative; padding: 8px 0 8px 200px; border-bottom: 1px solid #949494; }
.facts dt { position: absolute; left: 0; width: 192px; font-weight: bold; }
.facts dd { margin: 0; }
.details { font-size: 15px; }
.details h2 { font-size: 17px; }
.codes th[scope=row] { width: 76px; }

.field select, .field textarea { font: inherit; }
.field .hint { display: block; color: #404040; font-size: 15px; }
.choose input { max-width: none; height: auto; padding: 36px 20px; border-style: dashed; }
.check { position: relative; padding: 8px 0 8px 44px; font-weight: bold; }
fieldset { margin: 0 0 16px; padding: 0; border: 0; }
legend { padding: 0; font-weight: bold; }
.check .hint { display: block; color: #404040; font-size: 15px; font-weight: normal; }
.check input { position: absolute; left: 4px; top: 11px; width: 24px; height: 24px; margin: 0; }
.claim { margin: 0 0 32px; padding: 20px 24px 8px; border: 2px solid #949494; border-radius: 8px; }
.claim h2 { margin-top: 0; }
.axes td, .axes th { padding-right: 8px; }
.axes .axis { width: 19%; }
.axes .mark, .axis-line .mark { width: 26px; height: 26px; margin: 0 4px 0 0; vertical-align: -6px; }
.axes th[scope=row] { font-weight: normal; }
.axes .name { font-weight: bold; }
.axes .wide { width: 28%; }
.long { word-break: break-all; }
caption { text-align: left; }
.small { color: #404040; font-size: 15px; }
.todo { padding: 0; list-style: none; }
.todo li { position: relative; min-height: 52px; padding: 10px 0 10px 56px; border-bottom: 1px solid #949494; }
.todo .mark { position: absolute; left: 0; top: 8px; width: 36px; height: 36px; }
.bar { width: 100%; height: 26px; }

.document h2 { padding-top: 8px; }
.document footer { margin: 40px 0 0; padding: 16px 0 0; border-top: 1px solid #949494; }
.document svg, .document img { max-width: 100%; }
.document .product { margin: 0; }

@media (max-width: 480px) {
  html { font-size: 16px; }
  body { padding: 0 16px; }
  main { padding: 24px 0 32px; }
  h1 { font-size: 23px; }
  .notice { padding: 20px 16px 8px; }
  .notice .mark { position: static; }
  .notice h1, .notice h2, .notice h3 { font-size: 20px; }
  nav a { padding: 6px 8px; }
  button, .button { width: 100%; }
  .actions form { display: block; margin: 0 0 16px; }
  .claim { padding: 16px 16px 8px; }
  .axes { font-size: 14px; }
  .axes .mark { display: block; }
  .facts div { padding-left: 0; }
  .facts dt { position: static; width: auto; }
}
@media print {
  body { max-width: none; padding: 0; }
  html { font-size: 11pt; }
  nav, button, .button, .skip, .bottom { display: none; }
  tr, .notice, .findings li { page-break-inside: avoid; }
}
`;
