/** The look of report.html. Colours never speak alone: each stands with a word, a sign or a title. */
export const style = `
body{margin:0;font:14px/1.5 system-ui,"Noto Sans JP","IPAPGothic",sans-serif;color:#1a1a1c;background:#f8f8fb}
header{background:#00118f;color:#fff;padding:20px 28px}h1{font-size:22px;margin:0 0 4px}header p{margin:4px 0}
.sum strong{padding:2px 10px;border-radius:12px;background:#fff}.legend{font-size:12px}
main{padding:20px 28px}h2{font-size:16px;margin:28px 0 8px}
.matrix{table-layout:fixed}.legend span{margin-right:14px;white-space:nowrap}
table{border-collapse:collapse;width:100%;background:#fff}th,td{border:1px solid #d8d8db;padding:6px 10px;text-align:left;vertical-align:top}
thead th{background:#e8f1fe;position:sticky;top:0}tbody th{font-weight:400;width:38%}tbody th code{display:block;font-weight:600}tbody th span{color:#4d4d4d}
.passed{color:#197a4b;font-weight:600}.failed{color:#ce0000;font-weight:600}small{color:#626264}
.strip{display:flex;flex-wrap:wrap;gap:2px;margin:4px 0;max-width:420px}
.k{display:inline-block;width:9px;height:9px;border-radius:2px;background:#949494;vertical-align:baseline}
.k.old{background:#3460fb}.k.new{background:#259d63}.k.told{background:#d6a400}.k.none{background:#b4b4b7}.k.bad{background:#ce0000;outline:2px solid #ce0000}
.open>td{background:#fff4f4}summary{cursor:pointer;padding:4px 0}q{font-weight:600}
.diff{margin:4px 0 10px}.diff td{overflow-wrap:anywhere;white-space:pre-wrap;font-family:"DejaVu Sans Mono",Consolas,"IPAGothic",monospace;font-size:12px}
.judged{width:auto}.judged td,.diff td{width:auto}.number{text-align:right}
`;
