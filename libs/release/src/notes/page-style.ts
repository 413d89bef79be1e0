/** The looks of a page of notes, in what Internet Explorer 11 knows: no variables, no grid. */
export const pageStyle = `
html { background: #fff; color: #1a1a1a; font: 16px/1.7 "Meiryo UI", Meiryo, "Yu Gothic UI", "MS PGothic", sans-serif; -ms-text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body { margin: 0; }
main { display: block; max-width: 720px; margin: 0 auto; padding: 32px 24px 48px; overflow-wrap: break-word; word-wrap: break-word; }
p, ul, ol { margin: 0 0 16px; }
h1 { margin: 0 0 24px; padding: 0 0 16px; border-bottom: 4px solid #0031d8; font-size: 26px; line-height: 1.5; }
h2 { margin: 48px 0 16px; font-size: 22px; line-height: 1.5; }
h3 { margin: 28px 0 8px; padding-left: 12px; border-left: 4px solid #0031d8; font-size: 18px; line-height: 1.6; }
ul { padding-left: 24px; }
li { margin: 0 0 8px; }
ol { padding: 0; list-style: none; counter-reset: step; }
ol > li { position: relative; min-height: 32px; margin: 0 0 16px; padding: 2px 0 0 48px; counter-increment: step; }
ol > li::before { content: counter(step); position: absolute; left: 0; top: 0; width: 28px; height: 28px; border: 2px solid #0031d8; border-radius: 16px; color: #0031d8; font-weight: bold; line-height: 28px; text-align: center; }
footer { margin: 56px 0 0; padding: 16px 0 0; border-top: 1px solid #767676; color: #404040; }
footer p { margin: 0; }
@media (max-width: 480px) {
  main { padding: 20px 16px 32px; }
  h1 { font-size: 22px; }
  h2 { margin-top: 36px; font-size: 20px; }
}
@media print {
  @page { margin: 18mm; }
  html { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 17pt; border-bottom-color: #1a1a1a; }
  h2 { margin-top: 20pt; font-size: 14pt; }
  h3 { font-size: 12pt; border-left-color: #1a1a1a; }
  h2, h3 { page-break-after: avoid; }
  li, p { page-break-inside: avoid; }
  ol > li::before { border-color: #1a1a1a; color: #1a1a1a; }
}
`.trim();
