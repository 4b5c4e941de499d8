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
      .flatMap((service) => asked(environment, service)),
    ...policies(environment),
  ]);
}

function asked(environment: Environment, service: Service): readonly Finding[] {
  const { provides } = environment.cluster;
  const settings = environment.services[service.name];
  const { props } = service;
  const findings: Finding[] = [];
  const lacks = (what: keyof typeof provides, because: string, advice: string): void => {
    findings.push(
      problem({
        rule: 'cluster/provides',
        path: `environments.${environment.name}.cluster.provides.${what}`,
        message: `must be given, since ${service.name} ${because}`,
        value: provides[what] === undefined ? 'missing' : JSON.stringify(provides[what]),
        advice,
      }),
    );
  };
  if (Object.keys(props.volumes ?? {}).length > 0 && provides.storageClass === undefined) {
    lacks(
      'storageClass',
      'has a volume',
      'Name a storage class of the cluster (`kubectl get storageclass`).',
    );
  }
  if (props.public !== undefined && provides.ingress === undefined) {
    lacks('ingress', 'is public', 'Say which ingress class the cluster has and how TLS is done.');
  }
  if (asksForApiServer(props) && apiServerOf(environment.cluster) === undefined) {
    lacks(
      'apiServer',
      'connects to the API server',
      'Give its addresses, as `kubectl get endpointslices --namespace default` shows them: { networks, ports }.',
    );
  }
  if (settings !== undefined && readsPodMetrics(replicasOf(service, settings)) && provides.metrics !== true) {
    lacks(
      'metrics',
      'scales by CPU or memory',
      'Set metrics: true where the cluster runs a metrics server; else give a number of replicas.',
    );
  }
  return findings;
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
