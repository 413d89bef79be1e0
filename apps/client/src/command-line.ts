import { readMoment } from '@togo/foundation';
import { parseAddress, type Address } from './address.ts';
import { limits } from './limits.ts';
import { sendingWords } from './messages/sending.ts';
import { judgeUserId } from './settings/user-id.ts';

/** Where things lie, when not where the installer put them. */
interface WithHome {
  readonly home?: string;
}

/** What the program was asked to do. */
export type Command =
  | ({ readonly kind: 'screens'; readonly openBrowser: boolean } & WithHome)
  /** Without addresses: the reception system of the settings. */
  | ({ readonly kind: 'connect'; readonly addresses: readonly Address[]; readonly json: boolean } & WithHome)
  /** Judges a claim file by itself; nothing else is read. `now`: the moment that decides the month of the claims window. */
  | { readonly kind: 'check'; readonly file: string; readonly now: Date | undefined; readonly json: boolean }
  | ({ readonly kind: 'send'; readonly files: readonly string[]; readonly userId: string | undefined; readonly json: boolean } & WithHome)
  /** With an exchange the reception system is asked first. */
  | ({ readonly kind: 'status'; readonly exchange: boolean; readonly userId: string | undefined; readonly json: boolean } & WithHome)
  /** Asks the window that this user has open to end. */
  | ({ readonly kind: 'close' } & WithHome)
  | ({ readonly kind: 'self-check'; readonly offline: boolean } & WithHome)
  | ({ readonly kind: 'version' } & WithHome)
  /** For the installer's pages; the help leaves it out. */
  | ({ readonly kind: 'count-waiting' } & WithHome)
  /** The program's own reading process for .p12 files; no concern of users, so the help leaves it out. */
  | { readonly kind: 'read-p12' }
  | { readonly kind: 'help' }
  | { readonly kind: 'usage'; readonly problem: string };

const modes = ['--self-check', '--version', '--help', '--read-p12', '--count-waiting'] as const;

const verbs = ['connect', 'check', 'send', 'status', 'close'];

/** Flags with a value behind them, and what is said when it is missing. */
const valued: Readonly<Record<string, string>> = {
  '--home': '--home の後に、フォルダーを指定してください。',
  '--now': '--now の後に、日時を「2021-04-05T10:00:00+09:00」の形で指定してください。',
  '--user': '--user の後に、ユーザIDを指定してください。',
};

/** Which flags go with which command; `--home` goes with all. */
const flagsOf: Readonly<Record<string, readonly string[]>> = {
  screens: ['--no-browser'],
  connect: ['--json'],
  check: ['--now', '--json'],
  send: ['--user', '--json'],
  status: ['--exchange', '--user', '--json'],
  close: [],
  '--self-check': ['--offline', '--json'],
  '--version': [],
  '--help': [],
  '--read-p12': [],
  '--count-waiting': [],
};

/** @param args what follows the program: `process.argv.slice(2)`. */
export function parseCommandLine(args: readonly string[]): Command {
  const words: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (let position = 0; position < args.length; position += 1) {
    const arg = args[position] ?? '';
    const missing = valued[arg];
    if (missing !== undefined) {
      position += 1;
      const value = args[position] ?? '';
      if (value === '') return usage(missing);
      values.set(arg, value);
    } else if (arg.startsWith('-')) {
      flags.add(arg);
    } else {
      words.push(arg);
    }
  }
  const chosen = modes.filter((mode) => flags.delete(mode));
  const [verb, ...rest] = words;
  if (verb !== undefined && !verbs.includes(verb)) return usage(`「${verb}」という指定はありません。`);
  if (chosen.length + (verb === undefined ? 0 : 1) > 1) return usage('同時に使えない指定があります。');
  const name = chosen[0] ?? verb ?? 'screens';
  const given = [...flags, ...values.keys()].filter((flag) => flag !== '--home');
  const unknown = given.find((flag) => flagsOf[name]?.includes(flag) !== true);
  if (unknown !== undefined) return notHere(unknown);
  const home = values.get('--home');
  const place = home === undefined ? {} : { home };
  const json = flags.has('--json');
  switch (name) {
    case '--help':
      return { kind: 'help' };
    case '--read-p12':
      return { kind: 'read-p12' };
    case '--count-waiting':
      return { kind: 'count-waiting', ...place };
    case '--version':
      return { kind: 'version', ...place };
    case '--self-check':
      return { kind: 'self-check', offline: flags.has('--offline'), ...place };
    case 'connect':
      return readConnect(rest, json, place);
    case 'check':
      return readCheck(rest, values.get('--now'), json);
    case 'send':
      if (rest.length === 0 || rest.length > limits.filesAtOnceMax) return usage(`送信するファイルを、1個から${limits.filesAtOnceMax}個までで指定してください。`);
      return readUser(values, (userId) => ({ kind: 'send', files: rest, userId, json, ...place }));
    case 'status':
      if (rest.length > 0) return notHere(rest[0] ?? '');
      return readUser(values, (userId) => ({ kind: 'status', exchange: flags.has('--exchange'), userId, json, ...place }));
    case 'close':
      return rest.length > 0 ? notHere(rest[0] ?? '') : { kind: 'close', ...place };
    default:
      return { kind: 'screens', openBrowser: !flags.has('--no-browser'), ...place };
  }
}

function readConnect(written: readonly string[], json: boolean, place: WithHome): Command {
  if (written.length > limits.connectAddressesMax) return usage(`接続先は ${limits.connectAddressesMax} 個までです。`);
  const addresses: Address[] = [];
  for (const text of written) {
    const address = parseAddress(text);
    if (address === undefined) return usage(`「${text}」は接続先として読めません。「名前:ポート番号」の形で指定してください。`);
    addresses.push(address);
  }
  return { kind: 'connect', addresses, json, ...place };
}

function readCheck(files: readonly string[], written: string | undefined, json: boolean): Command {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) return usage('確かめるファイルを、1個だけ指定してください。');
  const now = written === undefined ? undefined : readMoment(written);
  // Without an offset the moment would depend on the PC's time zone.
  if (written !== undefined && now === undefined) {
    return usage(`「${written}」は日時として読めません。「2021-04-05T10:00:00+09:00」の形で、時差を付けて指定してください。`);
  }
  return { kind: 'check', file, now, json };
}

function readUser(values: ReadonlyMap<string, string>, make: (userId: string | undefined) => Command): Command {
  const userId = values.get('--user');
  const judged = userId === undefined ? 'ok' : judgeUserId(userId);
  if (judged === 'ok') return make(userId);
  const { title, explanation } = sendingWords[judged];
  return usage(`${title}(${judged})。${explanation}`);
}

function notHere(word: string): Command {
  return usage(`「${word}」という指定は、ここでは使えません。`);
}

function usage(problem: string): Command {
  return { kind: 'usage', problem };
}
