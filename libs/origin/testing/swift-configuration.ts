import { userInfo } from 'node:os';

const kinds = ['account', 'container', 'object'] as const;
const nodes = [1, 2, 3] as const;

export type SwiftServerName = 'proxy' | `${(typeof kinds)[number]}-${(typeof nodes)[number]}`;
export type SwiftPorts = Readonly<Record<SwiftServerName | 'memcached', number>>;

const stored = kinds.flatMap((kind) => nodes.map((node) => ({ kind, node, name: `${kind}-${node}` as const })));

/** @param free eleven ports */
export function swiftPorts(free: readonly number[]): SwiftPorts {
  const names = ['proxy', 'memcached', ...stored.map(({ name }) => name)];
  return Object.fromEntries(names.map((name, index) => [name, free[index]])) as unknown as SwiftPorts;
}

/** The files of `<folder>/etc`; nothing of /etc/swift is read. */
export function swiftConfiguration(folder: string, ports: SwiftPorts): Readonly<Record<string, string>> {
  return {
    // ext4 has 4 KB for the metadata of a file; Swift's own default is more, and an object that needs it makes every server "full".
    'swift.conf': `[swift-hash]
swift_hash_path_suffix = togo
[swift-constraints]
max_meta_overall_size = 2560
[storage-policy:0]
name = Policy-0
default = yes
`,
    'proxy.conf': proxy(folder, ports),
    ...Object.fromEntries(stored.map(({ kind, node, name }) => [`${name}.conf`, storage(folder, kind, node, ports[name])])),
  };
}

const server = (folder: string, port: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${folder}/etc
`;

/** Filters in their order, each with its settings. */
const filters = {
  catch_errors: '',
  gatekeeper: '',
  healthcheck: '',
  cache: 'memcache_servers = 127.0.0.1:MEMCACHED',
  listing_formats: '',
  s3api: 'location = us-east-1',
  tempauth: 'user_test_tester = testing .admin\nuser_test_other = testing2',
  copy: '',
  slo: '',
  dlo: '',
} as const;

function proxy(folder: string, ports: SwiftPorts): string {
  const program = (name: string): string => (name === 'cache' ? 'memcache' : name);
  const sections = Object.entries(filters).map(([name, settings]) => `[filter:${name}]\nuse = egg:swift#${program(name)}\n${settings}\n`);
  return `${server(folder, ports.proxy)}
[pipeline:main]
pipeline = ${Object.keys(filters).join(' ')} proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
# A killed server refuses at once, so these only bound what a busy machine makes slow; and one that is back is asked at once.
conn_timeout = 5
node_timeout = 10
error_suppression_limit = 1000
${sections.join('').replace('MEMCACHED', String(ports.memcached))}`;
}

function storage(folder: string, kind: (typeof kinds)[number], node: number, port: number): string {
  return `${server(folder, port)}devices = ${folder}/n${node}
mount_check = false
[pipeline:main]
pipeline = healthcheck recon ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:recon]
use = egg:swift#recon
recon_cache_path = ${folder}/cache
[${kind}-replicator]
recon_cache_path = ${folder}/cache
${kind === 'object' ? 'sync_method = ssync' : ''}
[${kind}-updater]
recon_cache_path = ${folder}/cache
`;
}
