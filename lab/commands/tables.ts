import type { ClusterStatus } from '../cluster';
import type { HostStatus } from '../machines';

export function hostsTable(hosts: readonly HostStatus[]): string {
  return hosts
    .flatMap(({ name, power, uri, machines, diskBytes }) => [
      `host ${name}     ${power}, ${machines.length} machines, ${Math.ceil(diskBytes / 2 ** 20)} MiB on disk`,
      `  uri      ${uri}`,
      ...machines.map((machine) => `  machine  ${machine}`),
    ])
    .join('\n');
}

export function clusterTable(status: ClusterStatus): string {
  const silent = Object.entries(status.parts).flatMap(([part, answers]) => (answers ? [] : [part]));
  const health = silent.length === 0 ? 'all parts answer' : `no answer from ${silent.join(', ')}`;
  return [
    `cluster    ${status.power}${status.power === 'on' ? `, ${health}` : ''}`,
    `  api      ${status.apiServer} (in the network of the cluster)`,
    `  config   ${status.kubeconfig}`,
    `  registry ${status.registry} (there, too)`,
    `  docker   ${status.dockerHost}`,
    ...status.nodes.map(
      ({ name, ready, address, pods }) =>
        `  node     ${name}  ${ready ? 'ready' : 'not ready'}  ${address}  pods ${pods}`,
    ),
  ].join('\n');
}
