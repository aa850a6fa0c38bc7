/**
 * Keys of a service that give a container no right over anything outside of it, and take none away. Sources:
 * compose-spec.json of compose-go 2.16.1, and of docker-compose 1.29.2. What is read stands in `compose.ts`.
 */
export const HARMLESS_KEYS: ReadonlySet<string> = new Set([
  ...['attach', 'blkio_config', 'cgroup_parent', 'container_name', 'cpu_count', 'cpu_percent', 'cpu_rt_period'],
  ...['cpu_rt_runtime', 'cpu_shares', 'cpuset', 'depends_on', 'develop', 'dns', 'dns_opt', 'dns_search'],
  ...['domainname', 'expose', 'extends', 'external_links', 'extra_hosts', 'healthcheck', 'hostname', 'init'],
  ...['isolation', 'label_file', 'labels', 'links', 'logging', 'mac_address', 'mem_reservation', 'mem_swappiness'],
  ...['memswap_limit', 'oom_kill_disable', 'oom_score_adj', 'profiles', 'pull_policy', 'pull_refresh_after', 'scale'],
  ...['shm_size', 'stdin_open', 'stop_grace_period', 'stop_signal', 'storage_opt', 'triggers', 'tty', 'working_dir'],
]);

/** Keys of a service that are read: into its settings, or as the image that it is made of. */
export const READ_KEYS: ReadonlySet<string> = new Set([
  ...['annotations', 'build', 'cap_add', 'cap_drop', 'cgroup', 'command', 'configs', 'cpu_period', 'cpu_quota', 'cpus'],
  ...[
    'deploy',
    'device_cgroup_rules',
    'devices',
    'entrypoint',
    'env_file',
    'environment',
    'gpus',
    'group_add',
    'image',
  ],
  ...['ipc', 'mem_limit', 'network_mode', 'networks', 'pid', 'pids_limit', 'platform', 'ports', 'post_start'],
  ...['pre_start', 'pre_stop', 'privileged', 'read_only', 'restart', 'runtime', 'secrets', 'security_opt', 'sysctls'],
  ...['tmpfs', 'ulimits', 'use_api_socket', 'user', 'userns_mode', 'uts', 'volume_driver', 'volumes', 'volumes_from'],
]);

/** Keys of `deploy`; all but the limits, the reserved devices and the restart policy are of no concern. */
export const DEPLOY_KEYS: ReadonlySet<string> = new Set([
  ...['endpoint_mode', 'labels', 'mode', 'placement', 'replicas', 'resources', 'restart_policy', 'rollback_config'],
  'update_config',
]);

/** Keys of a hook before the start, which runs in a container of its own, that leave it as confined as the service. */
export const HARMLESS_HOOK_KEYS: ReadonlySet<string> = new Set([
  ...['command', 'entrypoint', 'environment', 'per_replica', 'working_dir', 'labels', 'init'],
]);
