import { yetToJoin } from '../../cli/deploying/join-missing';
import { type ClusterClient, unreadyNodes } from '../../operations/cluster';
import type { PlannedChange } from '../../operations/deployment';
import { node } from '../operations/cluster/objects';

const machines = ['0', '1', '2'].map((slot) => ({
  name: `shop-dev-nodes-${slot}`,
  terraformAddress: `libvirt_domain.nodes-${slot}`,
}));
const change = (slot: number, action: PlannedChange['action']): PlannedChange => ({
  address: `libvirt_domain.nodes-${slot}`,
  type: 'libvirt_domain',
  action,
});

test.each<[string, readonly PlannedChange[], readonly string[], readonly string[]]>([
  ['nothing when all of them are', [], [], []],
  ['what the plan made', [change(0, 'create')], [], ['shop-dev-nodes-0']],
  [
    'what the plan replaced, although a node of that name looks ready',
    [change(1, 'replace')],
    [],
    ['shop-dev-nodes-1'],
  ],
  ['what an earlier deploy made, which is no node yet', [], ['shop-dev-nodes-2'], ['shop-dev-nodes-2']],
  [
    'each once',
    [change(0, 'create')],
    ['shop-dev-nodes-0', 'shop-dev-nodes-1'],
    ['shop-dev-nodes-0', 'shop-dev-nodes-1'],
  ],
  ['nothing that was changed where it is', [change(0, 'update')], [], []],
])('of the machines that should be nodes, a deploy joins %s', (_, changes, unready, joined) => {
  expect(yetToJoin(machines, { changes }, unready)).toEqual(joined);
});

test('a node that is missing from the cluster or not ready has yet to join', async () => {
  const items = [node('ready'), node('silent', { ready: false }), node('other', { ready: false })];
  const apis = { core: { listNode: () => Promise.resolve({ items }) } };
  const cluster = { name: 'here', apis: () => Promise.resolve(apis) } as unknown as ClusterClient;

  expect(await unreadyNodes(cluster, ['ready', 'silent', 'missing'])).toEqual(['silent', 'missing']);
});
