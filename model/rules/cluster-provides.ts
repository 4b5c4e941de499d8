import { readsPodMetrics } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import { apiServerOf } from '../cluster';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { runsIn } from '../not-run';
import type { Service } from '../service';
import { replicasOf } from '../workload';

/** What the services ask of a cluster, the environment's cluster provides. */
export function clusterProvides({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => [
    ...project.props.services
      .filter((service) => runsIn(environment, service))
      .flatMap((service) => lacking(environment, service)),
    ...policies(environment),
  ]);
}

type Provides = Environment['cluster']['provides'];

/** Something that a service may ask of a cluster. */
interface Need {
  readonly what: keyof Provides;
  readonly isAsked: (service: Service, environment: Environment) => boolean;
  readonly isThere: (environment: Environment) => boolean;
  /** Why it is asked, after the name of the service. */
  readonly because: string;
  readonly advice: string;
}

const NEEDS: readonly Need[] = [
  {
    what: 'storageClass',
    isAsked: ({ props }) => Object.keys(props.volumes ?? {}).length > 0,
    isThere: ({ cluster }) => cluster.provides.storageClass !== undefined,
    because: 'has a volume',
    advice: 'Name a storage class of the cluster (`kubectl get storageclass`).',
  },
  {
    what: 'ingress',
    isAsked: ({ props }) => props.public !== undefined,
    isThere: ({ cluster }) => cluster.provides.ingress !== undefined,
    because: 'is public',
    advice: 'Say which ingress class the cluster has and how TLS is done.',
  },
  {
    what: 'apiServer',
    isAsked: ({ props }) => asksForApiServer(props),
    isThere: ({ cluster }) => apiServerOf(cluster) !== undefined,
    because: 'connects to the API server',
    advice:
      'Give its addresses, as `kubectl get endpointslices --namespace default` shows them: { networks, ports }.',
  },
  {
    what: 'metrics',
    isAsked: (service, { services }) => {
      const settings = services[service.name];
      return settings !== undefined && readsPodMetrics(replicasOf(service, settings));
    },
    isThere: ({ cluster }) => cluster.provides.metrics === true,
    because: 'scales by CPU or memory',
    advice: 'Set metrics: true where the cluster runs a metrics server; else give a number of replicas.',
  },
];

function lacking(environment: Environment, service: Service): readonly Finding[] {
  const { provides } = environment.cluster;
  return NEEDS.filter((need) => need.isAsked(service, environment) && !need.isThere(environment)).map(
    ({ what, because, advice }) =>
      problem({
        rule: 'cluster/provides',
        path: `environments.${environment.name}.cluster.provides.${what}`,
        message: `must be given, since ${service.name} ${because}`,
        value: provides[what] === undefined ? 'missing' : JSON.stringify(provides[what]),
        advice,
      }),
  );
}

function asksForApiServer({ egress = [] }: Service['props']): boolean {
  return egress.some((way) => way.kind === 'api-server' && way.at === undefined);
}

function policies({ name, cluster }: Environment): readonly Finding[] {
  if (cluster.provides.networkPolicies !== false) return [];
  return [
    {
      rule: 'cluster/network-policies',
      severity: 'warning',
      path: `environments.${name}.cluster.provides.networkPolicies`,
      message: 'should be true: the policies are written, but this cluster lets every pod reach every other',
      value: 'false',
      advice: 'Use a network plugin that enforces policies where other tenants share the cluster.',
    },
  ];
}
