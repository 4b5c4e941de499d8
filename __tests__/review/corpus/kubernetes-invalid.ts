import { workload } from '../support/resources';
import { between } from './between';
import type { Pair } from './pair';

// What Kubernetes refuses in any cluster. None of these is planned in the lab: see `NOT_PLANNED`.

const DEPLOYMENT = 'kubernetes_deployment_v1';
const SCALER = 'kubernetes_horizontal_pod_autoscaler_v2';
const OWN = `${DEPLOYMENT}.own`;

const scaler = (min_replicas: number, max_replicas: number) => ({
  metadata: { name: 'own', namespace: 'small-prod' },
  spec: { min_replicas, max_replicas, scale_target_ref: { kind: 'Deployment', name: 'web' } },
});
const labelled = (labels: object) => {
  const { metadata, spec } = workload();
  return { metadata, spec: { ...spec, template: { ...spec.template, metadata: { labels } } } };
};
const asking = (request: string) => ({
  container: { resources: { requests: { cpu: '500m', memory: request }, limits: { memory: '1Gi' } } },
});
const rolling = (max_unavailable: string) => ({
  spec: { strategy: { rolling_update: { max_surge: '0', max_unavailable } } },
});
const NAME = { 'app.kubernetes.io/name': 'web' };
const twins = (more: object) => ({ 'prod-services': { [DEPLOYMENT]: { own: workload(), ...more } } });

const scaled = (replicas: string | null, ...names: readonly string[]) => ({
  'prod-services': {
    [DEPLOYMENT]: { web: workload({ spec: { replicas } }) },
    [SCALER]: Object.fromEntries(
      names.map((name) => [name, { ...scaler(2, 5), metadata: { name, namespace: 'small-prod' } }]),
    ),
  },
});

export const invalid: readonly Pair[] = [
  {
    name: 'the pods of a deployment lose a label that it selects',
    ...between(DEPLOYMENT, labelled(NAME), labelled({ app: 'web' })),
    outcome: 'approval',
    entries: [['refused', 'update', OWN, /^fails to apply: its selector does not select its own pods/]],
  },
  {
    name: 'the pods of a deployment get a label more',
    ...between(DEPLOYMENT, labelled(NAME), labelled({ ...NAME, app: 'web' })),
    outcome: 'changes',
    entries: [['rest', 'update', OWN, /^rolls its pods$/]],
  },
  {
    name: 'a container requests more than its limit',
    ...between(DEPLOYMENT, workload(asking('1Gi')), workload(asking('2Gi'))),
    outcome: 'approval',
    entries: [['refused', 'update', OWN, /^fails to apply: web requests more memory than its limit/]],
  },
  {
    name: 'an autoscaler asks for more at least than at most',
    ...between(SCALER, scaler(2, 5), scaler(9, 5)),
    outcome: 'approval',
    entries: [['refused', 'update', `${SCALER}.own`, /more pods at least than at most/]],
  },
  {
    name: 'a deployment says how many pods it has, and an autoscaler too',
    before: scaled(null, 'a'),
    after: scaled('2', 'a'),
    outcome: 'changes',
    entries: [
      [
        'capacity',
        'update',
        `${DEPLOYMENT}.web`,
        /that kubernetes_horizontal_pod_autoscaler_v2\.a decides: each apply goes back to 2/,
      ],
    ],
  },
  {
    name: 'two autoscalers scale one deployment',
    before: scaled(null, 'a'),
    after: scaled(null, 'a', 'b'),
    outcome: 'changes',
    entries: [
      [
        'capacity',
        'create',
        `${SCALER}.b`,
        /^scales what kubernetes_horizontal_pod_autoscaler_v2\.a scales/m,
      ],
    ],
  },
  {
    name: 'a rollout may do nothing',
    ...between(DEPLOYMENT, workload(rolling('1')), workload(rolling('0'))),
    outcome: 'approval',
    entries: [['refused', 'update', OWN, /neither add a pod nor take one/]],
  },
  {
    name: 'two resources make one object',
    before: twins({}),
    after: twins({ twin: workload({ spec: { replicas: '5' } }) }),
    outcome: 'approval',
    entries: [
      [
        'refused',
        'create',
        `${DEPLOYMENT}.twin`,
        /^fails to apply: kubernetes_deployment_v1\.own makes the same object$/,
      ],
    ],
  },
  {
    name: 'two resources make an object of one name in two namespaces',
    before: twins({}),
    after: twins({ twin: workload({ metadata: { namespace: 'small-dev' } }) }),
    outcome: 'changes',
    entries: [['rest', 'create', `${DEPLOYMENT}.twin`, /^$/]],
  },
];
