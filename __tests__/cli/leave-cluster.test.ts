import { leaveCluster } from '../../cli/deploying/leave-cluster';
import { type ClusterClient, Refusal } from '../../cluster';
import type { Plan, PlannedChange } from '../../deployment';
import { node } from '../cluster/objects';

const GONE = new Refusal('no such node', 404, 'not found');

/** A cluster with these nodes, on which nothing runs; what is done to it and by Terraform is written down in order. */
function clusterWith(...names: readonly string[]) {
  const deeds: string[] = [];
  const known = (name: string) => (names.includes(name) ? Promise.resolve(node(name)) : Promise.reject(GONE));
  const core = {
    readNode: ({ name }: { readonly name: string }) => known(name),
    patchNode: ({ name }: { readonly name: string }) => Promise.resolve(void deeds.push(`cordon ${name}`)),
    listPodForAllNamespaces: () => Promise.resolve({ items: [] }),
    deleteNode: async ({ name }: { readonly name: string }) => {
      await known(name);
      deeds.push(`remove ${name}`);
    },
  };
  const cluster = { name: 'here', apis: () => Promise.resolve({ core }) } as unknown as ClusterClient;
  const leave = (changes: readonly PlannedChange[], { drain = true, destroy = false } = {}) => {
    const plan: Plan = { file: 'plan', request: { destroy }, changes, isEmpty: false };
    const apply = () => Promise.resolve(void deeds.push('apply'));
    return leaveCluster(plan, apply, {
      cluster: () => cluster,
      drain,
      tell: (line) => deeds.push(`told: ${line}`),
    });
  };
  return { deeds, core, leave };
}

const change = (name: string, deed: PlannedChange['deed']): PlannedChange => ({
  address: `libvirt_domain.${name}`,
  type: 'libvirt_domain',
  deed,
  before: { name },
});
const done = (deeds: readonly string[]) => deeds.filter((deed) => !deed.startsWith('told'));

test('a machine that goes is drained before it does, and its node is removed afterwards', async () => {
  const { deeds, leave } = clusterWith('nodes-1');
  await leave([change('nodes-1', 'delete')]);
  expect(done(deeds)).toEqual(['cordon nodes-1', 'apply', 'remove nodes-1']);
});

test('the node of a machine that is made anew stays until the new one joins', async () => {
  const { deeds, leave } = clusterWith('nodes-1');
  await leave([change('nodes-1', 'replace')]);
  expect(done(deeds)).toEqual(['cordon nodes-1', 'apply']);
});

test.each<[string, PlannedChange, { readonly drain?: boolean; readonly destroy?: boolean }, string[]]>([
  ['no node of the cluster', change('lonely', 'delete'), {}, ['apply']],
  ['changed where it is', change('nodes-1', 'update'), {}, ['apply']],
  ['not to be drained', change('nodes-1', 'delete'), { drain: false }, ['apply', 'remove nodes-1']],
  [
    'destroyed with all the rest',
    change('nodes-1', 'delete'),
    { destroy: true },
    ['apply', 'remove nodes-1'],
  ],
])('nothing is drained of what is %s', async (_, changed, options, expected) => {
  const { deeds, leave } = clusterWith('nodes-1');
  await leave([changed], options);
  expect(done(deeds)).toEqual(expected);
});

test('a machine that cannot be drained stays, and the way to take it away all the same is said', async () => {
  const { deeds, core, leave } = clusterWith('nodes-1');
  core.listPodForAllNamespaces = () =>
    Promise.resolve({ items: [{ metadata: { name: 'alone', namespace: 'shop' } }] as never[] });
  await expect(leave([change('nodes-1', 'delete')])).rejects.toThrow(
    /would make shop\/alone anew elsewhere[^]*To take nodes-1 away with all that runs there: --no-drain/,
  );
  expect(deeds).toEqual([]);
});

test('a node that cannot be removed is told of, and ends nothing: its machine is gone', async () => {
  const { deeds, core, leave } = clusterWith('nodes-1');
  core.deleteNode = () => Promise.reject(new Refusal('forbidden', 403, 'forbidden'));
  await leave([change('nodes-1', 'delete')]);
  expect(deeds.at(-1)).toBe('told: the node nodes-1 could not be removed from the cluster: forbidden');
});
