import type { Cluster } from './cluster';

/** Says of two clusters that they are one: how it is reached, as far as that is known here. */
export function clusterKey({ connection }: Cluster): string {
  if (connection.kind === 'kubeconfig') return `${connection.path} ${connection.context}`;
  const { endpoint } = connection;
  return URL.canParse(endpoint) ? new URL(endpoint).href : endpoint;
}
