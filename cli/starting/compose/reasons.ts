const DEVELOPMENT = 'It is of use on a developer’s machine only.';
const OF_THE_MACHINE = 'It belongs to the machine: Kubernetes gives it to no pod.';
const NODES =
  'Each environment chooses the nodes that run it: nodeSelector, tolerations, affinity, topologySpread.';
const NAMES = 'The cluster resolves names. For a server outside, use external(…).';

/** Why an option of a service is not carried over, and what to do instead. */
const REASONS: Readonly<Record<string, string>> = {
  attach: DEVELOPMENT,
  develop: DEVELOPMENT,
  tty: DEVELOPMENT,
  stdin_open: DEVELOPMENT,
  blkio_config: OF_THE_MACHINE,
  cgroup: OF_THE_MACHINE,
  cgroup_parent: OF_THE_MACHINE,
  devices: OF_THE_MACHINE,
  device_cgroup_rules: OF_THE_MACHINE,
  ipc: OF_THE_MACHINE,
  pid: OF_THE_MACHINE,
  uts: OF_THE_MACHINE,
  userns_mode: OF_THE_MACHINE,
  ulimits: 'The runtime of the nodes sets limits for all containers.',
  pids_limit: 'The kubelet of the nodes sets it for all pods.',
  oom_kill_disable: OF_THE_MACHINE,
  oom_score_adj: 'Kubernetes derives it from the memory that is requested.',
  mem_swappiness: OF_THE_MACHINE,
  memswap_limit: OF_THE_MACHINE,
  storage_opt: OF_THE_MACHINE,
  cpu_shares: 'Set `cpu` in each environment.',
  cpu_quota: 'Set `cpuLimit` in each environment.',
  cpu_period: 'Set `cpuLimit` in each environment.',
  cpuset: OF_THE_MACHINE,
  dns: NAMES,
  dns_search: NAMES,
  domainname: NAMES,
  external_links: NAMES,
  mac_address: OF_THE_MACHINE,
  network_mode:
    'Pods have a network of their own; only a daemon set may have that of the node, with onHostNetwork(…).',
  init: 'Kubernetes starts no init process: let the image start one, such as tini, if processes are left behind.',
  logging: 'The cluster collects what a container prints.',
  platform: 'The architecture of the nodes decides: see `nodeSelector`.',
  stop_signal: 'Set it in the image: STOPSIGNAL in its Dockerfile.',
  volumes_from: 'Mount the volumes of the other service by name.',
  runtime: 'Set `runtimeClass`, by the name that the cluster has for it.',
  isolation: OF_THE_MACHINE,
  gpus: 'Name devices as the nodes advertise them: resources: { … } in each environment.',
  credential_spec: OF_THE_MACHINE,
  post_start: 'Let the program do it when it starts.',
  pre_stop: "Write preStop: exec(['…']).",
  extends: 'It is in another file: give what `docker compose config` prints, which holds everything.',
  include: 'It is in another file: give what `docker compose config` prints, which holds everything.',
  provider: 'Another program provides it: use external(…).',
  models: 'Another program provides it: use external(…).',
  use_api_socket: OF_THE_MACHINE,
  placement: NODES,
  update_config: 'A rollout replaces one pod at a time, and never has fewer than asked for: see `rollout`.',
  rollback_config: '`slipway rollback` goes back to an image that ran before.',
  restart_policy: 'A service is started again whenever it ends, later each time.',
  endpoint_mode: 'Kubernetes has one way: an address for each service.',
  pids: 'The kubelet of the nodes sets it for all pods.',
  driver: 'What stores it is the storage class of the cluster.',
  driver_opts: 'What stores it is the storage class of the cluster.',
  ipam: 'The cluster gives addresses.',
  ipv4_address: 'The cluster gives addresses.',
  ipv6_address: 'The cluster gives addresses.',
  links: 'The names that it gives are unknown to a cluster.',
  additional_contexts: 'Copy what the build needs into its context.',
  uid: 'A file belongs to root, and everyone in its pod may read it unless its mode says otherwise.',
  gid: 'A file belongs to root, and everyone in its pod may read it unless its mode says otherwise.',
  ssh: 'A build has no credentials of yours.',
  secrets: 'A build has no secrets.',
};

/** Why something of a Compose file is not carried over, going by the last known word of its path. */
export function reasonOf(path: string): string {
  const known = path
    .split(/[.[\]"]+/)
    .reverse()
    .find((word) => Object.hasOwn(REASONS, word));
  return known === undefined ? 'Slipway has no option for it.' : (REASONS[known] ?? '');
}
