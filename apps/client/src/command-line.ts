import { parseAddress, type Address } from './address.ts';
import { limits } from './limits.ts';

/** Where things lie, when not where the installer put them. */
interface WithHome {
  readonly home?: string;
}

/** What the program was asked to do. */
export type Command =
  | ({ readonly kind: 'screens'; readonly openBrowser: boolean } & WithHome)
  /** Without addresses: the reception system of the settings. */
  | ({ readonly kind: 'check'; readonly addresses: readonly Address[]; readonly json: boolean } & WithHome)
  | ({ readonly kind: 'self-check'; readonly offline: boolean } & WithHome)
  | ({ readonly kind: 'version' } & WithHome)
  | { readonly kind: 'help' }
  | { readonly kind: 'usage'; readonly problem: string };

const modes = ['--self-check', '--version', '--help'] as const;

/** Which flags go with which command; `--home` goes with all. */
const flagsOf: Readonly<Record<string, readonly string[]>> = {
  screens: ['--no-browser'],
  check: ['--json'],
  '--self-check': ['--offline', '--json'],
  '--version': [],
  '--help': [],
};

/** @param args what follows the program: `process.argv.slice(2)`. */
export function parseCommandLine(args: readonly string[]): Command {
  const words: string[] = [];
  const flags = new Set<string>();
  let home: string | undefined;
  for (let position = 0; position < args.length; position += 1) {
    const arg = args[position] ?? '';
    if (arg === '--home') {
      position += 1;
      home = args[position];
      if (home === undefined || home === '') return usage('--home の後に、フォルダーを指定してください。');
    } else if (arg.startsWith('-')) {
      flags.add(arg);
    } else {
      words.push(arg);
    }
  }
  const chosen = modes.filter((mode) => flags.delete(mode));
  const [verb, ...rest] = words;
  if (verb !== undefined && verb !== 'check') return usage(`「${verb}」という指定はありません。`);
  if (chosen.length + (verb === undefined ? 0 : 1) > 1) return usage('同時に使えない指定があります。');
  const name = chosen[0] ?? verb ?? 'screens';
  const unknown = [...flags].find((flag) => flagsOf[name]?.includes(flag) !== true);
  if (unknown !== undefined) return usage(`「${unknown}」という指定は、ここでは使えません。`);
  const place = home === undefined ? {} : { home };
  switch (name) {
    case '--help':
      return { kind: 'help' };
    case '--version':
      return { kind: 'version', ...place };
    case '--self-check':
      return { kind: 'self-check', offline: flags.has('--offline'), ...place };
    case 'check':
      return readCheck(rest, flags.has('--json'), place);
    default:
      return { kind: 'screens', openBrowser: !flags.has('--no-browser'), ...place };
  }
}

function readCheck(written: readonly string[], json: boolean, place: WithHome): Command {
  if (written.length > limits.checkAddressesMax) return usage(`接続先は ${limits.checkAddressesMax} 個までです。`);
  const addresses: Address[] = [];
  for (const text of written) {
    const address = parseAddress(text);
    if (address === undefined) return usage(`「${text}」は接続先として読めません。「名前:ポート番号」の形で指定してください。`);
    addresses.push(address);
  }
  return { kind: 'check', addresses, json, ...place };
}

function usage(problem: string): Command {
  return { kind: 'usage', problem };
}
