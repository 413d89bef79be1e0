export interface CephPlaces {
  readonly folder: string;
  readonly fsid: string;
  readonly monitorPort: number;
  readonly gatewayPort: number;
}

/** Nothing outside the folder is read or written, and nothing listens but on 127.0.0.1. */
export function cephConfiguration({ folder, fsid, monitorPort, gatewayPort }: CephPlaces): string {
  return `[global]
fsid = ${fsid}
mon_host = [v1:127.0.0.1:${monitorPort}]
mon_initial_members = a
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr2 = false
ms_bind_port_min = 20000
ms_bind_port_max = 30000
auth_allow_insecure_global_id_reclaim = false
keyring = ${folder}/keyring
run_dir = ${folder}
admin_socket = ${folder}/$name.$pid.asok
pid_file = ${folder}/$name.pid
log_file = ${folder}/$name.log
crash_dir = ${folder}
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 2
osd_pool_default_pgp_num = 2
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
osd_objectstore = memstore
memstore_device_bytes = 2147483648
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 2000
mon_data_avail_crit = 1
mon_data_avail_warn = 2
# A storage server that is stopped on purpose stays the one to wait for.
osd_heartbeat_grace = 600
[mon]
# The default of one second is most of the time that starting takes.
paxos_propose_interval = 0.05
paxos_min_wait = 0.01
mon_data = ${folder}/mon.$id
mon_cluster_log_file = ${folder}/cluster.log
[osd]
osd_data = ${folder}/osd.$id
[client.rgw.a]
rgw_data = ${folder}/rgw
# Without tcp_nodelay every small answer takes 44 ms.
rgw_frontends = beast endpoint=127.0.0.1:${gatewayPort} tcp_nodelay=1
rgw_thread_pool_size = 64
rgw_rados_pool_pg_num_min = 2
rgw_dynamic_resharding = false
# What is stored is counted at once, so that a quota holds at once.
rgw_user_quota_bucket_sync_interval = 0
rgw_bucket_quota_ttl = 0
`;
}
