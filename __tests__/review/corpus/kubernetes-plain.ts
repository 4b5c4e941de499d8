import { ingress, kubernetesService, workload } from '../support/resources';
import { between } from './between';
import type { Pair } from './pair';

// What teams change every day, or write in another way. It asks nobody.

const metadata = { name: 'own', namespace: 'small-prod' };
const pods = { api_groups: [''], resources: ['pods'], verbs: ['get', 'list'] };
const deployments = { api_groups: ['apps'], resources: ['deployments'], verbs: ['get'] };
const role = (...rule: readonly object[]) => ({ metadata, rule });
const policy = (spec: object) => ({
  metadata,
  spec: { pod_selector: { match_labels: { app: 'web' } }, ...spec },
});
const from = (...apps: readonly string[]) => ({
  ingress: [{ from: apps.map((app) => ({ pod_selector: { match_labels: { app } } })) }],
});
const quota = (hard: object) => ({ metadata, spec: { hard } });
const annotated = (annotations: object) => ({ ...ingress(), metadata: { ...metadata, annotations } });
const NGINX = 'nginx.ingress.kubernetes.io';

export const plainObjects: readonly Pair[] = [
  {
    name: 'the rules of a role stand in another order',
    ...between(
      'kubernetes_role_v1',
      role(pods, deployments),
      role(deployments, { ...pods, verbs: ['list', 'get'] }),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_role_v1.own', /^$/]],
  },
  {
    name: 'a rule of a role is written as two',
    ...between(
      'kubernetes_role_v1',
      role(pods),
      role({ ...pods, verbs: ['get'] }, { ...pods, verbs: ['list'] }),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_role_v1.own', /^$/]],
  },
  {
    name: 'the clients of a policy stand in another order, and it says which way it is about',
    ...between(
      'kubernetes_network_policy_v1',
      policy(from('a', 'b')),
      policy({ ...from('b', 'a'), policy_types: ['Ingress'] }),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_network_policy_v1.own', /^$/]],
  },
  {
    name: 'a quota says that its cores are those that are requested',
    ...between('kubernetes_resource_quota_v1', quota({ cpu: 4 }), quota({ 'requests.cpu': 4 })),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_resource_quota_v1.own', /^$/]],
  },
  {
    name: 'an ingress leads a visitor to the same pod, and its name is kept for a minute',
    ...between(
      'kubernetes_ingress_v1',
      annotated({}),
      annotated({ [`${NGINX}/affinity`]: 'cookie', 'external-dns.alpha.kubernetes.io/ttl': '60' }),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_ingress_v1.own', /^$/]],
  },
  {
    name: 'pods get a label of the team, a longer time to end and a variable',
    ...between(
      'kubernetes_deployment_v1',
      workload(),
      workload({
        metadata: { labels: { team: 'shop' } },
        pod: { termination_grace_period_seconds: 60 },
        container: { env: [{ name: 'LOG_LEVEL', value: 'debug' }] },
      }),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_deployment_v1.own', /^rolls its pods$/]],
  },
  {
    name: 'the port of a service gets a name',
    ...between(
      'kubernetes_service_v1',
      kubernetesService({ port: [{ port: 80 }] }),
      kubernetesService({ port: [{ port: 80, name: 'http' }] }),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_service_v1.own', /^$/]],
  },
];
