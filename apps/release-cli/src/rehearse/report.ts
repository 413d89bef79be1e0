import type { Check } from './check.ts';
import type { Rehearsal } from './rehearse.ts';

const style = `body { font: 15px/1.5 "DejaVu Sans", "IPAPGothic", sans-serif; max-width: 62em; margin: 2em auto; padding: 0 1em; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; margin: 0.5em 0 1.5em; } th, td { border: 1px solid #999; padding: 0.3em 0.6em; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { background: #eee; } h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 1.6em; } code { font-size: 0.9em; overflow-wrap: anywhere; }
.verdict { font-size: 1.2em; font-weight: bold; padding: 0.4em 0.8em; border: 2px solid; } .yes { color: #145214; } .no { color: #a00000; }
.sign td { height: 3.2em; width: 33%; } tr { break-inside: avoid; } @media print { body { margin: 0; max-width: none; font-size: 11px; } }`;

/** The page that QA reads and signs: what was rehearsed, to the byte; what a stranger saw before and after each moment; every check. */
export function rehearsalReport(rehearsal: Rehearsal): string {
  const { version, title, subject, milestones, reception, evidence, faults, ok } = rehearsal;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Rehearsal of ${text(version)}</title><style>${style}</style></head><body>
<h1>Rehearsal of the schedule of ${text(version)}</h1>
<p>${text(title)}</p>
<p class="verdict ${ok ? 'yes' : 'no'}">${ok ? 'Every moment happened as planned.' : `${faults.length} faults.`}${isReal(rehearsal) ? '' : ' Dates were rehearsed; approvals were not: see below.'}</p>
${faults.length === 0 ? '' : `<h2>Faults</h2>\n${table(['milestone', 'check', 'expected', 'got'], faults.map(({ milestone, id, expected, got }) => [milestone, id, expected, got]))}`}
<h2>What was rehearsed</h2>
${table(['what', 'SHA-256'], [[`releases/${version}/plan.yaml`, subject.planSha256], [`releases/${version}/notes.ja.md`, subject.notesSha256], [`TogoInstaller-${version}.exe`, subject.installerSha256 ?? 'not published in this rehearsal']])}
<h2>Evidence for the approvals</h2>
${table(['for', 'real?', 'why'], Object.entries(evidence).map(([name, { real, why }]) => [name, real ? 'yes' : 'NO: rehearsal only', why]))}
<h2>The schedule</h2>
${table(['milestone', 'moment (JST)', 'seen one second before', 'seen at that second'], milestones.map(({ id, at, visibleBefore, visibleAfter }) => [id, at, visibleBefore ? 'YES: it leaked' : 'nothing of it', visibleAfter ? 'all of it' : 'NOT all of it']))}
${milestones.map(({ id, at, checks }) => `<h2>${text(id)}, ${text(at)}</h2>\n${checkTable(checks)}`).join('\n')}
${reception === null ? '' : `<h2>The reception at the cut-over</h2>
${table(['TLS version', 'shortly before', 'from that second on'], Object.entries(reception.before).map(([name, answer]) => [name, answer, Object.entries(reception.after).find(([other]) => other === name)?.[1] ?? '']))}
${reception.told === null ? '' : `<p>Who comes over an old path reads: <strong lang="ja">${text(`${reception.told.title}(${reception.told.code})`)}</strong> <span lang="ja">${text(`${reception.told.explanation} ${reception.told.next}`)}</span></p>`}
${checkTable(reception.checks)}`}
<h2>Signed</h2>
<table class="sign"><tr><th>role</th><th>name</th><th>date, signature</th></tr><tr><td>QA</td><td></td><td></td></tr><tr><td>release</td><td></td><td></td></tr></table>
</body></html>
`;
}

/** For the terminal. */
export function rehearsalText(rehearsal: Rehearsal): string {
  const { version, milestones, reception, evidence, faults, ok } = rehearsal;
  const width = Math.max(...milestones.map(({ id }) => id.length));
  const unreal = Object.entries(evidence).filter(([, { real }]) => !real);
  return [
    ...milestones.map(({ id, at, visibleBefore, visibleAfter, checks }) =>
      `${visibleAfter && !visibleBefore ? '✓' : '✗'} ${id.padEnd(width)}  ${at}  one second before: ${visibleBefore ? 'IT LEAKED' : 'nothing'}  at that second: ${visibleAfter ? 'everything' : 'NOT EVERYTHING'}  (${checks.filter((check) => check.ok).length} of ${checks.length} checks)`,
    ),
    ...(reception === null ? [] : [`${reception.checks.every((check) => check.ok) ? '✓' : '✗'} ${'reception'.padEnd(width)}  TLS 1.0/1.1 last answered ${reception.lastOld}; then only TLS 1.2${reception.told === null ? '' : `; an old path is told ${reception.told.code}`}`]),
    ...unreal.map(([name, { why }]) => `! dates were rehearsed, not approvals: ${name}: ${why}`),
    ...faults.map(({ milestone, id, expected, got }) => `fault: ${milestone}, ${id}: expected ${expected}; got ${got}`),
    `rehearsal of ${version}: ${ok ? 'no faults' : `${faults.length} faults`}`,
    '',
  ].join('\n');
}

function isReal({ evidence }: Rehearsal): boolean {
  return Object.values(evidence).every(({ real }) => real);
}

function checkTable(checks: readonly Check[]): string {
  return table(['check', 'expected', '', 'got'], checks.map(({ id, ok, expected, got }) => [id, expected, ok ? '✓' : '✗ FAULT', got]));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (name: 'th' | 'td', row: readonly string[]): string => `<tr>${row.map((cell) => `<${name}>${text(cell)}</${name}>`).join('')}</tr>`;
  return `<table>${cells('th', head)}${rows.map((row) => cells('td', row)).join('\n')}</table>`;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
