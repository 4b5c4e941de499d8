import { leaveCluster, mayBeNode } from '../../cli/deploying/leave-cluster';
import { type ClusterClient, Refusal } from '../../operations/cluster';
import type { Plan, PlannedChange } from '../../operations/deployment';
import { Failure } from '../../operations/process';
import { node } from '../operations/cluster/objects';

type Node = ReturnType<typeof node>;

/** A cluster with these nodes; what is done to it and by Terraform is written down in order. */
function clusterWith(...names: readonly string[]) {
  const actions: string[] = [];
  const nodes = new Map(names.map((name) => [name, node(name)]));
  /** The pods that nothing would create again: they can't be drained. */
  const alone: string[] = [];
  const core = {
    readNode: ({ name }: { readonly name: string }) => {
      const found = nodes.get(name);
      return found === undefined
        ? Promise.reject(new Refusal('no such node', 404, 'not found'))
        : Promise.resolve(found);
    },
    patchNode: ({ name, body }: { readonly name: string; readonly body: readonly Patch[] }) => {
      const [annotations, unschedulable] = body.map(({ value }) => value);
      const found = nodes.get(name) as Node;
      nodes.set(name, {
        ...found,
        metadata: { ...found.metadata, annotations: annotations as Record<string, string> },
        spec: { unschedulable: unschedulable as boolean },
      });
      return Promise.resolve(void actions.push(`${unschedulable === true ? 'cordon' : 'uncordon'} ${name}`));
    },
    listPodForAllNamespaces: ({ fieldSelector }: { readonly fieldSelector: string }) =>
      Promise.resolve({
        items: alone.some((name) => fieldSelector.endsWith(`=${name}`))
          ? [{ metadata: { name: 'alone', namespace: 'shop' } }]
          : [],
      }),
    deleteNode: ({ name }: { readonly name: string }) => {
      nodes.delete(name);
      return Promise.resolve(void actions.push(`remove ${name}`));
    },
  };
  const cluster = { name: 'here', apis: () => Promise.resolve({ core }) } as unknown as ClusterClient;
  const leave = (changes: readonly PlannedChange[], options: Partial<Leave> = {}) => {
    const { drain = true, destroy = false, isNode = () => true, left = [], apply } = options;
    const plan: Plan = { file: 'plan', request: { destroy }, changes, isEmpty: false };
    const applied = () => {
      actions.push('apply');
      return Promise.resolve(apply?.());
    };
    return leaveCluster(plan, applied, {
      cluster: () => cluster,
      isNode,
      drain,
      machinesLeft: () => Promise.resolve(left),
      tell: (line) => actions.push(`told: ${line}`),
    });
  };
  const done = () => actions.filter((action) => !action.startsWith('told'));
  return { actions, done, nodes, alone, core, leave };
}

interface Patch {
  readonly value: unknown;
}

interface Leave {
  readonly drain: boolean;
  readonly destroy: boolean;
  readonly isNode: (machine: string) => boolean;
  /** What the state has when the apply is over. */
  readonly left: readonly string[];
  readonly apply: () => void;
}

const change = (name: string, action: PlannedChange['action']): PlannedChange => ({
  address: `libvirt_domain.${name}`,
  type: 'libvirt_domain',
  action,
  before: { name },
});
const fails = () => {
  throw new Failure('the hypervisor does not answer');
};

test.each(['delete', 'replace'] as const)(
  'a machine that goes is drained before it does, and its node is removed afterwards: %s',
  async (action) => {
    const { done, leave } = clusterWith('nodes-1');
    await leave([change('nodes-1', action)]);
    expect(done()).toEqual(['cordon nodes-1', 'apply', 'remove nodes-1']);
  },
);

test('a machine that was created again and has already joined is uncordoned', async () => {
  const { done, nodes, leave } = clusterWith('nodes-1');
  const apply = () => {
    const { spec, metadata, status } = nodes.get('nodes-1') as Node;
    const nodeInfo = { ...status?.nodeInfo, bootID: 'another' } as NonNullable<Node['status']>['nodeInfo'];
    nodes.set('nodes-1', { spec, metadata, status: { ...status, nodeInfo } });
  };
  await leave([change('nodes-1', 'replace')], { apply });
  expect(done()).toEqual(['cordon nodes-1', 'apply', 'uncordon nodes-1']);
});

test.each<[string, PlannedChange, Partial<Leave>, string[]]>([
  ['no node of the cluster', change('lonely', 'delete'), {}, ['apply']],
  ['changed where it is', change('nodes-1', 'update'), {}, ['apply']],
  ['of another pool', change('nodes-1', 'delete'), { isNode: () => false }, ['apply']],
  ['not to be drained', change('nodes-1', 'delete'), { drain: false }, ['apply', 'remove nodes-1']],
  [
    'destroyed with all the rest',
    change('nodes-1', 'delete'),
    { destroy: true },
    ['apply', 'remove nodes-1'],
  ],
])('nothing is drained for a machine that is %s', async (_, changed, options, expected) => {
  const { done, leave } = clusterWith('nodes-1');
  await leave([changed], options);
  expect(done()).toEqual(expected);
});

test('a machine that cannot be drained stays, the others are uncordoned, and the message names the option to skip the drain', async () => {
  const { done, alone, leave } = clusterWith('nodes-0', 'nodes-1');
  alone.push('nodes-1');
  await expect(leave([change('nodes-0', 'delete'), change('nodes-1', 'delete')])).rejects.toThrow(
    /would create shop\/alone again elsewhere[^]*To remove nodes-1 with everything that runs on it: --no-drain/,
  );
  expect(done()).toEqual(['cordon nodes-0', 'uncordon nodes-0']);
});

test('when an apply fails, nodes of destroyed machines are removed and the others are uncordoned', async () => {
  const { done, leave } = clusterWith('nodes-0', 'nodes-1');
  const going = [change('nodes-0', 'delete'), change('nodes-1', 'delete')];
  await expect(leave(going, { apply: fails, left: ['nodes-1'] })).rejects.toThrow('the hypervisor');
  expect(done().slice(2)).toEqual(['apply', 'uncordon nodes-1', 'remove nodes-0']);
});

test('a node that cannot be removed is reported, and the run continues, since its machine no longer exists', async () => {
  const { actions, core, leave } = clusterWith('nodes-1');
  core.deleteNode = () => Promise.reject(new Refusal('forbidden', 403, 'forbidden'));
  await leave([change('nodes-1', 'delete')]);
  expect(actions.at(-1)).toBe('told: the node nodes-1 of the cluster could not be restored: forbidden');
});

test('a cluster that does not answer does not block removing machines that need no drain', async () => {
  const { done, core, leave } = clusterWith('nodes-1');
  core.readNode = () => Promise.reject(new Failure('nothing listens there'));
  await expect(leave([change('nodes-1', 'delete')])).rejects.toThrow('nothing listens there');
  await leave([change('nodes-1', 'delete')], { drain: false });
  expect(done()).toEqual(['apply']);
});

test('machines of other pools are not nodes', () => {
  const slot = (name: string) => ({ name }) as never;
  const pools = { nodes: [slot('prod-nodes-0')], databases: [slot('prod-databases-0')] };
  const isNode = mayBeNode(
    { name: 'prod', cluster: { nodePool: 'nodes' } } as never,
    { environments: [{ name: 'prod', pools }] } as never,
  );
  expect(['prod-nodes-0', 'prod-nodes-7', 'prod-databases-0'].map(isNode)).toEqual([true, true, false]);
});
