import { Command, CommanderError } from 'commander';
import { benchCut } from './bench-cut.ts';
import { formatRows, type BenchRow } from './bench-row.ts';
import { benchUpdate } from './bench-update.ts';
import { benchClaims } from './claims/bench-claims.ts';
import { benchScreens } from './screens/bench-screens.ts';
import { benchSend } from './send/bench-send.ts';

/** Each benchmark measures both sides in one run on this machine; only the ratio travels. */
const benchmarks: Readonly<Record<string, () => Promise<BenchRow[]>>> = { cut: benchCut, claims: benchClaims, send: benchSend, screens: benchScreens, update: benchUpdate };

const program: Command = new Command('togo bench')
  .description('the performance table: ratios measured side by side in one run')
  .argument('[names...]', `which ones: ${Object.keys(benchmarks).join(', ')} (default: all)`)
  .option('--json', 'print one JSON document')
  .exitOverride()
  .action(async (names: string[], options: { json?: boolean }) => {
    const chosen = names.length === 0 ? Object.keys(benchmarks) : names;
    const rows: BenchRow[] = [];
    for (const name of chosen) {
      const measure = benchmarks[name];
      if (measure === undefined) program.error(`no benchmark "${name}"; there are: ${Object.keys(benchmarks).join(', ')}`, { exitCode: 2 });
      rows.push(...(await measure()));
    }
    process.stdout.write(options.json === true ? `${JSON.stringify(rows, null, 2)}\n` : formatRows(rows));
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
