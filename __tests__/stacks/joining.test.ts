import { existing, joins } from 'slipway';
import { CA } from '../constructs/cluster-node/support';
import { prodProps, provides, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const props = prodProps(smallProject().environments[0] as never);
const nodes = props.pools?.['nodes'];
const others = { ...nodes, addresses: '10.2.0.32/28' };
const known = existing({ endpoint: 'https://10.2.0.1:6443', ca: CA, provides: provides() });
const cluster = joins(known, 'nodes', { dns: '10.96.0.10', labels: { pool: 'nodes' } });

test('machines of the node pool join, with their rack as the zone; those of other pools do not', () => {
  const a = { ...props.hypervisors?.['a'], failureDomain: 'rack1' };
  const { stacks } = synthProject(
    smallProject({
      prod: { cluster, hypervisors: { ...props.hypervisors, a }, pools: { nodes, others } },
    }),
  );
  const userData = (host: string, machine: string): string =>
    stacks[`prod-machines-${host}`]?.resource['libvirt_cloudinit_disk']?.[machine].user_data;

  expect(userData('a', 'nodes-0')).toContain(
    '--node-labels=pool=nodes,slipway/environment=small-prod,topology.kubernetes.io/zone=rack1\n',
  );
  expect(userData('b', 'nodes-1')).toContain('--node-labels=pool=nodes,slipway/environment=small-prod\n');
  expect(userData('a', 'others-0')).not.toContain('kubelet');
});

test('pods run on the machines that join for their environment, or on any node if none do', () => {
  const { stacks } = synthProject(smallProject({ prod: { cluster } }));
  const selector = (stack: string) =>
    Object.values<any>(stacks[stack]?.resource['kubernetes_deployment_v1'] ?? {}).map(
      ({ spec }) => spec.template.spec.node_selector,
    );

  expect(new Set(selector('prod-services'))).toEqual(new Set([{ 'slipway/environment': 'small-prod' }]));
  expect(new Set(selector('dev-services'))).toEqual(new Set([undefined]));
});
