import { joins } from 'slipway';
import { shop } from '../../project';
import { cluster, host, joining, networks, node, overcommit, secrets, services } from '../parts';
import { staging } from '../staging';

/** Two machines, one on each host. Data is protected. `lab/shop/changes` edits the lines of the pool. */
export const prod = shop.environment({
  name: 'prod',
  after: staging,
  protect: true,
  hypervisors: { a: host('a'), b: host('b') },
  overcommit,
  networks,
  pools: {
    nodes: {
      ...node('as it was shipped'),
      slots: ['0', '2'],
      retired: {},
      addresses: '10.99.3.16/28',
    },
  },
  cluster: joins(cluster, 'nodes', joining),
  secrets,
  services: services('prod', 2),
});
