import { statefulSet, workload } from '../support/resources';
import { between } from './between';
import type { Pair } from './pair';

// What keeps pods running, and what they store. None of these is planned in the lab: see `NOT_PLANNED`.

const DEPLOYMENT = 'kubernetes_deployment_v1';
const deployment = (before: object, after: object) => between(DEPLOYMENT, workload(before), workload(after));
const BUDGET = 'kubernetes_pod_disruption_budget_v1';
const budget = (spec: object) => ({
  metadata: { name: 'own', namespace: 'small-prod' },
  spec: { selector: { match_labels: { app: 'web' } }, ...spec },
});
const SET = 'kubernetes_stateful_set_v1';
const scaled = (replicas: number) =>
  statefulSet({ replicas, persistent_volume_claim_retention_policy: { when_scaled: 'Delete' } });
const mounting = (mount: object | undefined) => ({
  pod: { volume: [{ name: 'data', persistent_volume_claim: { claim_name: 'store' } }] },
  container: { volume_mount: mount === undefined ? [] : [{ name: 'data', ...mount }] },
});
const APART = {
  affinity: {
    pod_anti_affinity: {
      required_during_scheduling_ignored_during_execution: [{ topology_key: 'kubernetes.io/hostname' }],
    },
  },
};
const definition = {
  manifest: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
  },
};
const widget = {
  manifest: {
    apiVersion: 'example.com/v1',
    kind: 'Widget',
    metadata: { name: 'own', namespace: 'small-prod' },
  },
};
const [ZONE, HOST] = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'];
const spread = (topology_key: string | undefined, when_unsatisfiable = 'DoNotSchedule') => ({
  topology_spread_constraint: [{ max_skew: 1, topology_key, when_unsatisfiable }],
});
const avoiding = (topology_key: string | undefined) => ({
  affinity: {
    pod_anti_affinity: { required_during_scheduling_ignored_during_execution: [{ topology_key }] },
  },
});
const limited = (memory: string) => ({ resources: { limits: { memory } } });
const confined = (type: string) => ({ security_context: { app_armor_profile: { type } } });
const probe = (name: string) => ({ container: { [name]: { http_get: { path: '/', port: '8080' } } } });

const DIGEST = `@sha256:${'a'.repeat(64)}`;
const runs = (image: string) => ({ container: { image } });

const PULL = { pod: { image_pull_secrets: [{ name: 'pull' }] } };
const PULLS = { pod: { image_pull_secrets: [{ name: 'pull' }, { name: 'other' }] } };
const keeps = (name: string, [before, after]: readonly [object, object], told: RegExp): Pair => ({
  name,
  ...deployment(before, after),
  outcome: 'changes',
  entries: [['rest', 'update', `${DEPLOYMENT}.own`, told]],
});

export const running: readonly Pair[] = [
  keeps(
    'no Secret is named any more that images are pulled with',
    [PULL, {}],
    /^keeps spec.template.spec.image_pull_secrets: the provider overlooks that it is no longer written; write another/m,
  ),
  keeps('one of two Secrets goes that images are pulled with', [PULLS, PULL], /^rolls its pods$/),
  keeps(
    'the account of the namespace is named',
    [{}, { pod: { service_account_name: 'default' } }],
    /^rolls its pods$/,
  ),
  {
    name: 'a stateful set leaves it to the provider how many revisions it keeps',
    ...between(SET, statefulSet({ revision_history_limit: 2 }), statefulSet()),
    outcome: 'changes',
    entries: [
      ['rest', 'update', `${SET}.own`, /^keeps spec.revision_history_limit: the provider overlooks/m],
    ],
  },
  {
    name: 'pods name no account any more',
    ...deployment({ pod: { service_account_name: 'web' } }, {}),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        `${DEPLOYMENT}.own`,
        /^keeps spec.template.spec.service_account_name: .*; write 'default'$/m,
      ],
    ],
  },
  {
    name: 'the same image is taken from another registry',
    ...deployment(runs(`r.example.com/web${DIGEST}`), runs(`m.example.com/web${DIGEST}`)),
    outcome: 'changes',
    entries: [
      [
        'rest',
        'update',
        `${DEPLOYMENT}.own`,
        /^takes the same image from m.example.com\/web from now on: pods start only if it is there$/m,
      ],
    ],
  },
  {
    name: 'another image of another registry only rolls',
    ...deployment(runs(`r.example.com/web${DIGEST}`), runs(`m.example.com/web@sha256:${'b'.repeat(64)}`)),
    outcome: 'changes',
    entries: [['rest', 'update', `${DEPLOYMENT}.own`, /^rolls its pods$/]],
  },
  {
    name: 'a deployment is no longer paused',
    ...deployment({ spec: { paused: true } }, {}),
    outcome: 'changes',
    entries: [['rest', 'update', `${DEPLOYMENT}.own`, /^rolls by itself again, also what has waited$/]],
  },
  {
    name: 'a rollout may stop all pods at once',
    ...deployment(
      { spec: { strategy: { rolling_update: { max_unavailable: '0' } } } },
      { spec: { strategy: { rolling_update: { max_unavailable: '100%' } } } },
    ),
    outcome: 'approval',
    entries: [
      [
        'availability',
        'update',
        `${DEPLOYMENT}.own`,
        /^may stop all its pods at once in a rollout \(max_unavailable\)$/,
      ],
    ],
  },
  {
    name: 'a container loses its liveness probe',
    ...deployment(probe('liveness_probe'), {}),
    outcome: 'changes',
    entries: [
      ['availability', 'update', `${DEPLOYMENT}.own`, /^loses the liveness probe of web\nrolls its pods$/],
    ],
  },
  {
    name: 'pods get less time to end',
    ...deployment(
      { pod: { termination_grace_period_seconds: 60 } },
      { pod: { termination_grace_period_seconds: 5 } },
    ),
    outcome: 'changes',
    entries: [['availability', 'update', `${DEPLOYMENT}.own`, /^gives its pods 5 s to end in place of 60 s/]],
  },
  {
    name: 'pods are no longer kept apart',
    ...deployment({ pod: APART }, {}),
    outcome: 'changes',
    entries: [['availability', 'update', `${DEPLOYMENT}.own`, /^no longer keeps its pods apart/]],
  },
  {
    name: 'pods are kept apart by their machine in place of their zone',
    ...deployment({ pod: spread(ZONE) }, { pod: spread(HOST) }),
    outcome: 'changes',
    entries: [
      [
        'availability',
        'update',
        `${DEPLOYMENT}.own`,
        /^no longer keeps its pods apart by topology\.kubernetes\.io\/zone$/m,
      ],
    ],
  },
  {
    name: 'pods are kept apart by their zone where that is possible',
    ...deployment({ pod: spread(ZONE) }, { pod: spread(ZONE, 'ScheduleAnyway') }),
    outcome: 'changes',
    entries: [
      [
        'availability',
        'update',
        `${DEPLOYMENT}.own`,
        /^only prefers to keep its pods apart by topology\.kubernetes\.io\/zone$/m,
      ],
    ],
  },
  {
    name: 'pods are kept apart by a constraint in place of an affinity',
    ...deployment({ pod: avoiding(HOST) }, { pod: spread(HOST) }),
    outcome: 'changes',
    entries: [['rest', 'update', `${DEPLOYMENT}.own`, /^rolls its pods$/]],
  },
  {
    name: 'a container may have far less memory',
    ...deployment({ container: limited('4Gi') }, { container: limited('512Mi') }),
    outcome: 'approval',
    entries: [['capacity', 'update', `${DEPLOYMENT}.own`, /^has far less: memory of web 4Gi → 512Mi$/m]],
  },
  {
    name: 'a container may have a little less memory',
    ...deployment({ container: limited('4Gi') }, { container: limited('3Gi') }),
    outcome: 'changes',
    entries: [['capacity', 'update', `${DEPLOYMENT}.own`, /^has another size: limits\.memory$/m]],
  },
  {
    name: 'a profile no longer keeps a container from anything',
    ...deployment({ pod: confined('RuntimeDefault') }, { pod: confined('Unconfined') }),
    outcome: 'approval',
    entries: [['privileges', 'update', `${DEPLOYMENT}.own`, /^grants more: app_armor_profile\.type \(/m]],
  },
  {
    name: 'a deployment keeps no former version',
    ...deployment({ spec: { revision_history_limit: 3 } }, { spec: { revision_history_limit: 0 } }),
    outcome: 'changes',
    entries: [
      [
        'availability',
        'update',
        `${DEPLOYMENT}.own`,
        /^keeps no former version to go back to \(revision_history_limit\)$/,
      ],
    ],
  },
  {
    name: 'a deployment is paused, and rolls nothing',
    ...deployment({}, { spec: { paused: true }, container: { image: 'nginx:2' } }),
    outcome: 'changes',
    entries: [['availability', 'update', `${DEPLOYMENT}.own`, /^no longer rolls its pods: .*\(paused\)$/]],
  },
  {
    name: 'a budget lets no pod go',
    ...between(BUDGET, budget({ max_unavailable: '1' }), budget({ max_unavailable: '0' })),
    outcome: 'approval',
    entries: [
      ['capacity', 'replace', `${BUDGET}.own`, /^lets no pod go: a drain of their machines waits for ever$/m],
    ],
  },
  {
    name: 'a budget goes',
    ...between(BUDGET, budget({ max_unavailable: '1' }), undefined),
    outcome: 'changes',
    entries: [
      ['capacity', 'delete', `${BUDGET}.own`, /^no longer limits how many pods a drain takes at once$/],
    ],
  },
  {
    name: 'a set deletes the claims of the pods that go',
    ...between(SET, scaled(3), scaled(1)),
    outcome: 'approval',
    entries: [
      [
        'data',
        'update',
        `${SET}.own`,
        /^deletes the claims of the pods that go \(3 → 1 replicas\), and their data$/m,
      ],
    ],
  },
  {
    name: 'a container no longer mounts its claim',
    ...deployment(mounting({ mount_path: '/data' }), mounting(undefined)),
    outcome: 'approval',
    entries: [
      ['data', 'update', `${DEPLOYMENT}.own`, /^no longer mounts store: what it wrote so far is not there$/m],
    ],
  },
  {
    name: 'a container mounts another folder of its claim',
    ...deployment(mounting({ mount_path: '/data' }), mounting({ mount_path: '/data', sub_path: 'new' })),
    outcome: 'approval',
    entries: [['data', 'update', `${DEPLOYMENT}.own`, /^no longer mounts store: /m]],
  },
  {
    name: 'a container mounts its claim at another path',
    ...deployment(mounting({ mount_path: '/data' }), mounting({ mount_path: '/var/data' })),
    outcome: 'changes',
    entries: [['rest', 'update', `${DEPLOYMENT}.own`]],
  },
  {
    name: 'what runs on a schedule is suspended',
    ...between(
      'kubernetes_cron_job_v1',
      { metadata: { name: 'own' }, spec: { schedule: '0 0 * * *' } },
      { metadata: { name: 'own' }, spec: { schedule: '0 0 * * *', suspend: true } },
    ),
    outcome: 'approval',
    entries: [
      ['capacity', 'update', 'kubernetes_cron_job_v1.own', /^is suspended: it does not run any more$/],
    ],
  },
  {
    name: 'a kind of objects goes, with every object of it',
    ...between('kubernetes_manifest', definition, undefined),
    outcome: 'approval',
    entries: [
      [
        'data',
        'delete',
        'kubernetes_manifest.own',
        /^is destroyed, with every object of the kind that it defines$/,
      ],
    ],
  },
  {
    name: 'an object goes whose kind is not known',
    ...between('kubernetes_manifest', widget, undefined),
    outcome: 'approval',
    entries: [
      ['data', 'delete', 'kubernetes_manifest.own', /Slipway does not know Widget in kubernetes_manifest$/],
    ],
  },
];
