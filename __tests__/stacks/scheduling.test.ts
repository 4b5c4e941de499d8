import { cronJob, service, Size, Cpu, httpGet, image } from 'slipway';
import { checkComposition, resolveComposition } from '../../model';
import { type Changes, context, front, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { front: settings, store: stored } = services('dev.example.com');
const apart = {
  podAntiAffinity: {
    required: [{ matchLabels: { 'app.kubernetes.io/name': 'front' }, topologyKey: 'kubernetes.io/hostname' }],
  },
};

function rulesOf(changes: Changes): string[] {
  const findings = checkComposition(resolveComposition(smallProject({ devOnly: true, ...changes })));
  return findings.filter(({ severity }) => severity === 'error').map(({ rule, path }) => `${rule} ${path}`);
}

test('an environment chooses other nodes than the service, and a job others than both', () => {
  const placed = service({ ...front.props, nodeSelector: { disk: 'ssd' }, priorityClass: 'low' });
  const nightly = cronJob({
    name: 'nightly',
    of: placed,
    command: ['report'],
    schedule: '@daily',
    nodeSelector: { batch: 'yes' },
    tolerations: 'all',
  });
  const { stacks } = synthProject(
    smallProject({
      devOnly: true,
      project: { services: [placed, store], jobs: [nightly] },
      dev: {
        services: {
          front: { ...settings, nodeSelector: { zone: 'a' }, priorityClass: 'high' },
          store: { ...stored, replicas: 0 },
        },
      },
    }),
  );
  const { resource = {} } = stacks['dev-services'] ?? {};
  const pod = resource['kubernetes_deployment_v1']?.['front'].spec.template.spec;
  expect(pod).toMatchObject({ node_selector: { disk: 'ssd', zone: 'a' }, priority_class_name: 'high' });
  const job = resource['kubernetes_cron_job_v1']?.['nightly'].spec.job_template.spec.template.spec;
  expect(job).toMatchObject({
    node_selector: { disk: 'ssd', zone: 'a', batch: 'yes' },
    toleration: [{ operator: 'Exists' }],
    priority_class_name: 'high',
  });
  // A service that is single is switched off where its environment says so, and keeps its data.
  expect(resource['kubernetes_stateful_set_v1']?.['store'].spec.replicas).toBe('0');
  expect(resource['kubernetes_persistent_volume_claim_v1']).toHaveProperty('store-data');
});

test.each<[string, object, string[]]>([
  ['a node for each, one more for a rollout', { replicas: 1 }, []],
  ['no node for the pod of a rollout', { replicas: 2 }, ['services/apart environments.dev.services.front']],
])('pods that must not share a node have %s', (_what, more, problems) => {
  const changes = { dev: { services: { front: { ...settings, affinity: apart, ...more }, store: stored } } };
  expect(rulesOf(changes)).toEqual(problems);
});

test('a rollout that takes a pod first needs no more nodes than there are pods', () => {
  const kept = service({ ...front.props, affinity: apart, rollout: { maxSurge: 0, maxUnavailable: 1 } });
  expect(rulesOf({ project: { services: [kept, store] } })).toEqual([]);
});

test('a daemon set that picks its nodes is not counted on every machine', () => {
  const agent = (more: object) =>
    service({
      name: 'agent',
      image: image({ context }),
      kind: 'daemonSet',
      ports: { http: 8080 },
      ready: httpGet('http', '/'),
      ...more,
    } as never);
  const changes = (more: object): Changes => ({
    project: { services: [front, store, agent(more)] },
    dev: {
      services: {
        front: settings,
        store: stored,
        agent: { cpu: Cpu.cores(2), memory: Size.gibibytes(1) },
      },
    },
  });
  expect(rulesOf(changes({}))).toContain('node-pool/room environments.dev.pools.nodes');
  expect(rulesOf(changes({ nodeSelector: { agent: 'yes' } }))).toEqual([]);
});
