import { existing, joins, type JoinProps, routed } from 'slipway';
import { CA } from '../constructs/cluster-node/support';
import { type Changes, provides, smallProject } from './small-project';

export const networks = { lan: routed({ cidr: '10.1.0.0/24' }) };

/** The small project, with the machines of dev as nodes that join its cluster. */
export function joinedProject({
  join = {},
  dev = {},
  ...changes
}: Changes & { readonly join?: Partial<JoinProps> }) {
  const known = existing({ endpoint: 'https://10.1.0.1:6443', ca: CA, provides: provides() });
  const cluster = joins(known, 'nodes', { dns: '10.96.0.10', ...join });
  return smallProject({ ...changes, dev: { cluster, networks, ...dev } });
}
