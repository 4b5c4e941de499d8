import type { Endpoint } from './endpoint';

/** One workload that another connects to, with all the ports it does so on. */
export interface Edge {
  readonly workload: string;
  readonly namespace: string;
  readonly numbers: readonly number[];
}

/** What a workload in `callerNamespace` connects to, one edge for each other workload, in order of their names. */
export function edgesOf(
  connections: Readonly<Record<string, Endpoint>>,
  callerNamespace: string,
): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const { workload, namespace = callerNamespace, number } of Object.values(connections)) {
    const key = `${namespace}/${workload}`;
    const numbers = new Set([...(edges.get(key)?.numbers ?? []), number]);
    edges.set(key, { workload, namespace, numbers: [...numbers].sort((a, b) => a - b) });
  }
  return [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}
