/** IE 11 shows all of it: no variables, no grid, no script. Pictures keep their shape there by fixed sizes, elsewhere by `height: auto`. */
export const guideStyle = `
body { margin: 0; background: #fff; color: #1a1a1a; font: 16px/1.7 "Meiryo UI", Meiryo, "Yu Gothic UI", "MS PGothic", sans-serif; }
.guide { display: block; max-width: 720px; margin: 0 auto; padding: 24px 16px 64px; }
.guide h1 { font-size: 26px; line-height: 1.4; margin: 0 0 16px; }
.guide h2 { font-size: 20px; line-height: 1.4; margin: 40px 0 12px; padding-left: 12px; border-left: 6px solid #0031d8; }
.guide ol { padding-left: 1.6em; margin: 0; }
.guide ol > li { margin: 0 0 24px; }
.guide p { margin: 0 0 12px; }
.guide svg { display: block; max-width: 100%; margin: 12px 0; }
@supports (display: grid) { .guide svg { height: auto; } }
.guide .note { border: 2px solid #0031d8; padding: 12px 16px; margin: 16px 0; }
.guide .finding { border-top: 1px solid #8c8c8c; padding: 12px 0; page-break-inside: avoid; }
.guide .finding h3 { font-size: 16px; margin: 0; }
.guide .finding p { margin: 4px 0 0; }
.guide .code { color: #4d4d4d; font-size: 14px; }
@media print {
  body { font-size: 11pt; }
  .guide { display: block; max-width: none; padding: 0; }
  .guide svg { page-break-inside: avoid; }
  .guide h2 { page-break-after: avoid; }
}
`.trim();
