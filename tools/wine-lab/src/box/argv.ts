/** What a box needs to know about the machine around it. All paths absolute, on this machine and inside alike. */
export interface BoxPlan {
  /** The private Debian root that holds Wine. */
  readonly root: string;
  /** The Wine prefix. */
  readonly prefix: string;
  /** Where the screen's socket appears; commands in different boxes with the same folder share a screen. */
  readonly screen: string;
  /** Folders that programs may read. */
  readonly readable: readonly string[];
  /** Folders that programs may write: the prefix's own among them. */
  readonly writable: readonly string[];
}

/** The 64-bit one. What the box calls `wine` is a 32-bit process, for which other registry keys stand under the same names. */
export const wine = '/usr/lib/wine/wine64';

/** Unlikely to be anybody's: X programs try the machine's abstract socket of that number before the box's own. */
const display = ':4817';

/** Outer folders first, since a later bind covers an earlier one: the rule for the folder that is nearer to a file holds. */
function binds({ readable, writable }: BoxPlan): string[] {
  const all = [...readable.map((path) => ['--ro-bind', path] as const), ...writable.map((path) => ['--bind', path] as const)];
  return all.sort(([, a], [, b]) => a.length - b.length).flatMap(([option, path]) => [option, path, path]);
}

/**
 * Arguments of bwrap for a command in the box: only the box's own programs, the named folders at their own paths, a process
 * space of its own that ends with us, and the machine's network, so that servers on 127.0.0.1 are reached.
 *
 * Without capabilities even root obeys file modes, which is what keeps the template's read-only files as they are.
 * Inside, everybody is root to look at: the screen starts without a lock file, which all boxes would share, only for root.
 * The screen's socket is private, so every box has the same display number.
 */
export function boxArguments(plan: BoxPlan, command: readonly string[], uid = process.getuid?.() ?? 0): string[] {
  const environment = {
    PATH: '/usr/bin:/usr/sbin',
    HOME: '/home/jimu',
    USER: 'jimu',
    LANG: 'ja_JP.UTF-8',
    TZ: 'Asia/Tokyo',
    DISPLAY: display,
    WINEPREFIX: plan.prefix,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree=d;mshtml=d;winemenubuilder.exe=d',
  };
  return [
    ...['--tmpfs', '/', '--proc', '/proc', '--dev', '/dev', '--dir', '/run', '--dir', '/home/jimu', '--dir', '/tmp'],
    ...['usr', 'etc', 'var'].flatMap((name) => ['--ro-bind', `${plan.root}/${name}`, `/${name}`]),
    ...['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...binds(plan),
    ...['--bind', plan.screen, '/tmp/.X11-unix'],
    ...(uid === 0 ? [] : ['--unshare-user', '--uid', '0', '--gid', '0']),
    ...['--unshare-pid', '--unshare-ipc', '--die-with-parent', '--cap-drop', 'ALL', '--clearenv'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--chdir', '/home/jimu', '--', ...command],
  ];
}
