import { joins, postgresState } from 'slipway';
import { shop } from '../../project';
import { dev } from '../dev';
import { cluster, host, joining, networks, node, overcommit, secrets, services } from '../parts';

/** One machine on the other host. Its state is in PostgreSQL, as a team's would be. */
export const staging = shop.environment({
  name: 'staging',
  after: dev,
  hypervisors: { b: host('b') },
  overcommit,
  networks,
  pools: { nodes: { ...node('as it was shipped'), slots: 1, addresses: '10.99.2.16/28' } },
  cluster: joins(cluster, 'nodes', joining),
  secrets,
  state: postgresState({ schemaPrefix: 'shop_' }),
  services: services('staging', 1),
});
