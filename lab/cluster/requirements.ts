import type { Provided } from '../requirements';

/** What the cluster needs from Debian: programs and files, with the packages that contain them. */
export const CLUSTER_NEEDS: Provided = {
  // The busybox of the other package is linked dynamically and does not run in an empty image.
  '/usr/share/doc/busybox-static/copyright': 'busybox-static',
  containerd: 'containerd',
  curl: 'curl',
  '/usr/lib/cni/ptp': 'containernetworking-plugins',
  dockerd: 'docker.io',
  'docker-registry': 'docker-registry',
  ip: 'iproute2',
  iptables: 'iptables',
  nginx: 'nginx-light',
  openssl: 'openssl',
  '/usr/lib/postgresql/15/bin/postgres': 'postgresql-15',
  sysctl: 'procps',
  runc: 'runc',
  nsenter: 'util-linux',
};
