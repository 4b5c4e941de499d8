import type { Provided } from '../requirements';

/** What the cluster needs of Debian: what runs, or is read by its path, and the package that has it. */
export const CLUSTER_NEEDS: Provided = {
  // The other package of a busybox has one that does not run in an empty image.
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
