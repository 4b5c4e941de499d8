import { type Finding, problem } from '../../../core/findings';
import type { Apis } from '../client/api-objects';
import type { ClusterClient } from '../client/cluster-client';
import { ifFound, Refusal } from '../client/refusal';
import { checkNodes } from './check-nodes';
import { checkSecret, type ServicesNeeds } from './needs';

/** The first version that supports everything in a workload (`matchLabelKeys` of the topology spread). */
const LEAST_MINOR = 27;

type Check = (apis: Apis, needs: ServicesNeeds) => Promise<readonly Finding[]>;

/**
 * Everything that the cluster lacks for the services. Of secrets, only key names are reported. What the credentials are not
 * allowed to read becomes a warning. No API tells whether network policies are enforced.
 * @throws Failure if the cluster cannot be reached or rejects the credentials
 */
export async function missingForServices(
  cluster: ClusterClient,
  needs: ServicesNeeds,
): Promise<readonly Finding[]> {
  const apis = await cluster.apis();
  // First and on its own, so that an unreachable cluster is reported once.
  const version = await checkVersion(apis, needs);
  const rest = await Promise.all(CHECKS.map((check) => asPermitted(check(apis, needs), needs)));
  return [...version, ...rest.flat()];
}

const checkVersion: Check = async ({ version }, { path }) => {
  const { gitVersion, major, minor } = await version.getCode();
  if (Number(major) > 1 || Number.parseInt(minor, 10) >= LEAST_MINOR) return [];
  return [
    {
      rule: 'cluster/version',
      severity: 'warning',
      path: `${path}.cluster`,
      message: `must run Kubernetes 1.${LEAST_MINOR} or newer to spread pods well during rollouts`,
      value: gitVersion,
      advice: 'Upgrade the cluster.',
    },
  ];
};

const checkStorageClass: Check = async ({ storage }, { path, storageClass }) => {
  if (storageClass === undefined) return [];
  if ((await ifFound(storage.readStorageClass({ name: storageClass }))) !== undefined) return [];
  const { items } = await storage.listStorageClass();
  return [absent('storageClass', path, storageClass, items)];
};

const checkIngressClass: Check = async ({ networking }, { path, ingressClass }) => {
  if (ingressClass === undefined) return [];
  if ((await ifFound(networking.readIngressClass({ name: ingressClass }))) !== undefined) return [];
  const { items } = await networking.listIngressClass();
  return [absent('ingress.className', path, ingressClass, items)];
};

function absent(
  what: 'storageClass' | 'ingress.className',
  path: string,
  value: string,
  items: readonly { readonly metadata?: { readonly name?: string } }[],
): Finding {
  const known = items.flatMap(({ metadata }) => metadata?.name ?? []).sort();
  return problem({
    rule: 'cluster/class',
    path: `${path}.cluster.provides.${what}`,
    message: 'must name a class that the cluster has',
    value: JSON.stringify(value),
    advice: known.length === 0 ? 'The cluster has none: have it installed.' : `It has ${known.join(', ')}.`,
  });
}

const checkMetrics: Check = async ({ groups }, { path, metrics }) => {
  if (!metrics) return [];
  const known = await groups.getAPIVersions();
  if (known.groups.some(({ name }) => name === 'metrics.k8s.io')) return [];
  return [
    problem({
      rule: 'cluster/metrics',
      path: `${path}.cluster.provides.metrics`,
      message: 'must be true of the cluster: a service is autoscaled',
      value: 'without the metrics API (metrics.k8s.io)',
      advice: 'Install metrics-server, or give the service a fixed number of replicas.',
    }),
  ];
};

const checkAllNodes: Check = async ({ core }, needs) => checkNodes((await core.listNode()).items, needs);

const checkNamespace: Check = async ({ core }, { path, namespace, baseApplied, secrets }) => {
  const found = await ifFound(core.readNamespace({ name: namespace }));
  if (found?.status?.phase === 'Terminating')
    return [
      problem({
        rule: 'cluster/namespace',
        path,
        message: `must have a namespace ${namespace} that is not being deleted`,
        value: 'being deleted',
        advice: 'Wait until it has been removed, then deploy the base stack again.',
      }),
    ];
  if (found === undefined && !baseApplied) return [];
  if (found === undefined)
    return [
      problem({
        rule: 'cluster/namespace',
        path,
        message: `must have the namespace ${namespace}`,
        value: 'without it',
        advice: 'Deploy the base stack: it creates it.',
      }),
    ];
  const wanted = Object.entries(secrets).filter(([, { managed }]) => baseApplied || !managed);
  const checked = wanted.map(async ([name, needed]) => {
    const secret = await ifFound(core.readNamespacedSecret({ namespace, name }));
    const keys = secret && Object.keys(secret.data ?? {});
    return checkSecret(path, namespace, name, needed, keys);
  });
  return (await Promise.all(checked)).flat();
};

const CHECKS: readonly Check[] = [
  checkAllNodes,
  checkStorageClass,
  checkIngressClass,
  checkMetrics,
  checkNamespace,
];

async function asPermitted(
  checked: Promise<readonly Finding[]>,
  { path }: ServicesNeeds,
): Promise<readonly Finding[]> {
  try {
    return await checked;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 403) throw error;
    return [
      {
        rule: 'cluster/unchecked',
        severity: 'warning',
        path: `${path}.cluster`,
        message: 'could not be checked completely',
        value: error.said,
        advice: 'Let the credentials of the deploy read it, or see to it yourself.',
      },
    ];
  }
}
