import { joins } from 'slipway';
import { shop } from '../../project';
import { cluster, host, joining, networks, node, overcommit, secrets, services } from '../parts';

/** One machine on one host. */
export const dev = shop.environment({
  name: 'dev',
  hypervisors: { a: host('a') },
  overcommit,
  networks,
  pools: { nodes: { ...node('as it was shipped'), slots: 1, addresses: '10.99.1.16/28' } },
  cluster: joins(cluster, 'nodes', joining),
  secrets,
  services: services('dev', 1),
});
