import { bridged, cronJob, type JoinProps, libvirt, Size } from 'slipway';
import { checkComposition, resolveComposition } from '../../../model';
import { joinedProject } from '../../support/joined-project';
import { type Changes, devProps, front, services, smallProject } from '../../support/small-project';

const { front: settings, store: stored } = services('dev.example.com');
const required = (...terms: object[]) => ({ nodeAffinity: { required: terms.map((term) => [term]) } });
const nodes = devProps().pools?.['nodes'];

test.each<[string, object]>([
  ['a label that the machines register with', { nodeSelector: { disk: 'ssd' } }],
  ['the architecture of the machines', { nodeSelector: { 'kubernetes.io/arch': 'amd64' } }],
  ['the zone of one of the machines', { nodeSelector: { 'topology.kubernetes.io/zone': 'rack-2' } }],
  ['a node by its name', { nodeSelector: { 'kubernetes.io/hostname': 'small-dev-nodes-0' } }],
  [
    'one of several lists that holds',
    {
      affinity: required(
        { key: 'disk', operator: 'In', values: ['hdd', 'ssd'] },
        { key: 'gpu', operator: 'Exists' },
      ),
    },
  ],
  ['a label that they must not have', { affinity: required({ key: 'gpu', operator: 'DoesNotExist' }) }],
  ['nothing in particular', { affinity: required() }],
  ['a number above another', { affinity: required({ key: 'cores', operator: 'Gt', values: ['3'] }) }],
  ['a number below another', { affinity: required({ key: 'cores', operator: 'Lt', values: ['5'] }) }],
  ['a label with any value', { affinity: required({ key: 'disk', operator: 'Exists' }) }],
  ['none of these values', { affinity: required({ key: 'disk', operator: 'NotIn', values: ['hdd'] }) }],
  [
    'no value of a label that they lack',
    { affinity: required({ key: 'gpu', operator: 'NotIn', values: ['a'] }) },
  ],
])('pods may ask for %s', (_what, placed) => {
  expect(found(placed)).toEqual([]);
});

test.each<[string, object, string]>([
  ['another value of a label', { nodeSelector: { disk: 'hdd' } }, 'nodeSelector'],
  ['another architecture', { nodeSelector: { 'kubernetes.io/arch': 'arm64' } }, 'nodeSelector'],
  ['another operating system', { nodeSelector: { 'kubernetes.io/os': 'windows' } }, 'nodeSelector'],
  ['a zone without a machine', { nodeSelector: { 'topology.kubernetes.io/zone': 'rack-3' } }, 'nodeSelector'],
  [
    'a label that they must not have, and have',
    { affinity: required({ key: 'disk', operator: 'DoesNotExist' }) },
    'affinity.nodeAffinity.required',
  ],
  [
    'a number below another',
    { affinity: required({ key: 'cores', operator: 'Lt', values: ['4'] }) },
    'affinity.nodeAffinity.required',
  ],
  ...(
    [
      ['more than there is', { key: 'cores', operator: 'Gt', values: ['4'] }],
      ['less of what is not a number', { key: 'disk', operator: 'Lt', values: ['4'] }],
      ['more of what is not a number', { key: 'disk', operator: 'Gt', values: ['1'] }],
      ['none of the values that they have', { key: 'disk', operator: 'NotIn', values: ['ssd'] }],
    ] as const
  ).map(([what, term]): [string, object, string] => [
    what,
    { affinity: required(term) },
    'affinity.nodeAffinity.required',
  ]),
  [
    'a label that is not known beside one that is wrong',
    {
      affinity: {
        nodeAffinity: {
          required: [
            [
              { key: 'gpu', operator: 'Exists' },
              { key: 'disk', operator: 'In', values: ['hdd'] },
            ],
          ],
        },
      },
    },
    'affinity.nodeAffinity.required',
  ],
  [
    'two zones at once',
    {
      nodeSelector: { 'topology.kubernetes.io/zone': 'rack-1' },
      affinity: required({ key: 'topology.kubernetes.io/zone', operator: 'NotIn', values: ['rack-1'] }),
    },
    'affinity.nodeAffinity.required',
  ],
])('pods that ask for %s could never be scheduled', (_what, placed, option) => {
  expect(found(placed)).toEqual([['error', 'node-pool/labels', `environments.dev.services.front.${option}`]]);
});

test('a label that nothing here sets is a warning, since kubectl or a controller may', () => {
  expect(found({ nodeSelector: { gpu: 'yes' } })).toEqual([
    ['warning', 'node-pool/labels', 'environments.dev.services.front.nodeSelector'],
  ]);
});

test('one of several lists that might hold is a warning as well', () => {
  const terms = [
    { key: 'disk', operator: 'In', values: ['hdd'] },
    { key: 'gpu', operator: 'Exists' },
  ];
  expect(found({ affinity: required(...terms) })).toEqual([
    ['warning', 'node-pool/labels', 'environments.dev.services.front.affinity.nodeAffinity.required'],
  ]);
});

test('of nodes that others make, only what every machine has is known', () => {
  const cluster = (nodeSelector: object) => rulesOf(smallProject(withFront({ nodeSelector })));
  expect(cluster({ gpu: 'yes' })).toEqual([]);
  expect(cluster({ 'kubernetes.io/arch': 'arm64' })).toHaveLength(1);
});

test('a job that chooses other nodes than its service is judged by itself', () => {
  const nightly = cronJob({
    name: 'nightly',
    of: front,
    command: ['report'],
    schedule: '@daily',
    nodeSelector: { disk: 'hdd' },
  });
  expect(found({}, { project: { jobs: [nightly] } })).toEqual([
    ['error', 'node-pool/labels', 'environments.dev.jobs.nightly.nodeSelector'],
  ]);
});

describe('of nodes with taints', () => {
  const taints = [{ key: 'dedicated', value: 'shop', effect: 'NoExecute' as const }];
  const tolerated = { key: 'dedicated', value: 'shop' };
  const tainted = (tolerations: unknown, join: Partial<JoinProps> = { taints }) =>
    found({ tolerations }, {}, join);

  test.each<[string, unknown]>([
    ['all', 'all'],
    ['the key', [{ key: 'dedicated' }]],
    ['the key and the value', [tolerated]],
    ['the effect as well', [{ ...tolerated, effect: 'NoExecute' }]],
  ])('pods may tolerate %s', (_what, tolerations) => {
    expect(tainted(tolerations)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['nothing', []],
    ['another key', [{ key: 'other' }]],
    ['another value', [{ ...tolerated, value: 'blog' }]],
    ['another effect', [{ ...tolerated, effect: 'NoSchedule' }]],
  ])('pods that tolerate %s could never run', (_what, tolerations) => {
    expect(tainted(tolerations)).toEqual([
      ['error', 'node-pool/taint', 'environments.dev.services.front.tolerations'],
    ]);
  });

  test.each([
    [taints, 'dedicated=shop:NoExecute', "Add { key: 'dedicated', value: 'shop' }, or take"],
    [
      [{ key: 'dedicated', effect: 'NoSchedule' as const }],
      'dedicated:NoSchedule',
      "Add { key: 'dedicated' }, or take",
    ],
  ])('what would tolerate them is said: %j', (given, value, advice) => {
    const project = joinedProject({ ...withFront({ tolerations: [] }), join: { taints: given } });
    const [finding] = checkComposition(resolveComposition(project)).filter(
      ({ rule }) => rule === 'node-pool/taint',
    );
    expect(finding).toMatchObject({ value, advice: expect.stringContaining(advice) as string });
  });

  test('a taint that is only a wish repels nobody', () => {
    expect(tainted([], { taints: [{ key: 'slow', effect: 'PreferNoSchedule' }] })).toEqual([]);
  });
});

/** What is found of front in dev, whose machines have a disk, four cores and a rack each. */
function found(placed: object, changes: Changes = {}, join: Partial<JoinProps> = {}) {
  return rulesOf(
    joinedProject({
      ...withFront(placed),
      ...changes,
      join: { labels: { disk: 'ssd', cores: '4' }, ...join },
    }),
  );
}

function withFront(placed: object): Changes {
  const host = (name: string, failureDomain: string) =>
    libvirt({ uri: `qemu+ssh://ops@${name}/system`, cores: 8, memory: Size.gibibytes(16), failureDomain });
  return {
    dev: {
      services: { front: { ...settings, ...placed }, store: { ...stored, tolerations: 'all' } },
      hypervisors: { one: host('one', 'rack-1'), two: host('two', 'rack-2') },
      pools: { nodes: { ...nodes, slots: { 0: 'one', 1: 'two' } } },
      networks: {
        lan: bridged({ bridge: 'br0', cidr: '10.1.0.0/24', gateway: '10.1.0.254', dns: ['10.1.0.253'] }),
      },
    },
  };
}

function rulesOf(composition: ReturnType<typeof smallProject>) {
  return checkComposition(resolveComposition(composition)).map(({ severity, rule, path }) => [
    severity,
    rule,
    path,
  ]);
}
