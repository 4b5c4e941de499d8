import { Size } from 'slipway';
import { prodProps, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { pools = {} } = prodProps(smallProject().environments[0] as never);
const nodes = { ...pools['nodes'], disks: { data: { size: Size.gibibytes(10) } } };

test('the data of a removed slot is kept on its host, and on no other', () => {
  const retired = { 1: { on: 'b', data: 'keep' } };
  const { stacks } = synthProject(
    smallProject({ prod: { pools: { nodes: { ...nodes, slots: { 0: 'a' }, retired } } } }),
  );
  const volumes = ['a', 'b'].map((host) =>
    Object.keys(stacks[`prod-machines-${host}`]?.resource['libvirt_volume'] ?? {}),
  );
  expect(volumes[0]).toContain('nodes-0-data');
  expect(volumes[0]).not.toContain('nodes-1-data');
  expect(volumes[1]).toEqual(['nodes-1-data']);
  expect(stacks['prod-machines-b']?.resource['libvirt_domain']).toBeUndefined();
});

test('a renamed pool keeps its machines: only their Terraform addresses move', () => {
  const renamed = { workers: { ...nodes, formerly: 'nodes' } };
  const cluster = { ...prodProps(smallProject().environments[0] as never).cluster, nodePool: 'workers' };
  const { stacks } = synthProject(smallProject({ prod: { cluster, pools: renamed } }));
  const machines = stacks['prod-machines-a'];
  expect(machines?.resource['libvirt_domain']?.['workers-0'].name).toBe('small-prod-nodes-0');
  expect(machines?.['moved']).toContainEqual({
    from: 'libvirt_domain.nodes-0',
    to: 'libvirt_domain.workers-0',
  });
});
