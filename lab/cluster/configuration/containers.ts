import { join } from 'node:path';
import { CONTROL_PLANE_PODS, ENGINE_BRIDGE } from '../../network';
import { type Cluster, controlGroupOf } from '../cluster';
import { PAUSE_IMAGE } from '../images';

export function containerd(cluster: Cluster): string {
  return `version = 2
oom_score = 0
# They would write outside of what the cluster lays its own folders over, or need what is not here.
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]

[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "${PAUSE_IMAGE}"
# Root without CAP_SYS_RESOURCE, as in most containers, may not lower a score.
restrict_oom_score_adj = true
disable_apparmor = true

[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "/usr/lib/cni"
conf_dir = "${join(cluster.folder, 'etc', 'cni')}"

[plugins."io.containerd.grpc.v1.cri".registry]
config_path = "${join(cluster.folder, 'etc', 'certs.d')}"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
`;
}

/** A cable to each pod, without a bridge: so a pod's answers to its neighbours pass the rules for services. */
export function network(): object {
  return {
    cniVersion: '0.4.0',
    name: 'lab',
    plugins: [
      {
        type: 'ptp',
        ipam: {
          type: 'host-local',
          // Emptied at each start, like the pods.
          dataDir: '/run/cni',
          ranges: [[{ subnet: CONTROL_PLANE_PODS }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

/** Builds and pushes. Each build step gets a cable to a bridge that leads nowhere, since there is no network to reach. */
export function docker(cluster: Cluster): object {
  return {
    hosts: ['unix:///run/docker.sock'],
    containerd: '/run/containerd/containerd.sock',
    'deprecated-key-path': '/var/lib/docker/key.json',
    bip: ENGINE_BRIDGE,
    iptables: false,
    ip6tables: false,
    'cgroup-parent': `/${controlGroupOf(cluster)}/docker`,
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    'oom-score-adjust': 0,
    'live-restore': false,
  };
}

export function registry(): object {
  return {
    version: 0.1,
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: '/var/lib/docker-registry' }, delete: { enabled: true } },
    http: { addr: ':5000' },
  };
}
