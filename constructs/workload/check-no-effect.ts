import type { Finding } from '../../core/findings';
import { type Check, demand } from './check';
import { mountsOf } from './check-mount-places';
import { otherContainersOf } from './containers';
import { isAutoscaled } from './replicas';
import { hasToken } from './service-account';
import type { ResolvedWorkload } from './workload-spec';

/** Options that other options leave without an effect: Kubernetes takes both, and nobody learns of it. */
export const noEffect: Check = (workload, path) => [
  ...hidden(workload, path),
  ...ofNoService(workload, path),
  ...neverReached(workload, path),
];

/**
 * Where Kubernetes puts something into each container, unless something is mounted there already.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
 */
const PROVIDED: readonly (readonly [
  place: string,
  what: string,
  isGiven: (workload: ResolvedWorkload) => boolean,
])[] = [
  [
    '/var/run/secrets/kubernetes.io/serviceaccount',
    'the token of serviceAccount',
    ({ serviceAccount }) => hasToken(serviceAccount),
  ],
  ['/etc/hosts', 'hostAliases', ({ hostAliases }) => Object.keys(hostAliases).length > 0],
  ['/etc/resolv.conf', 'dnsOptions', ({ dnsOptions }) => Object.keys(dnsOptions).length > 0],
];

function hidden(workload: ResolvedWorkload, path: string): readonly Finding[] {
  const all = [
    ...mountsOf(workload, path),
    ...otherContainersOf(workload).flatMap(({ alone, path: inside }) => mountsOf(alone, `${path}${inside}`)),
  ];
  return PROVIDED.filter(([, , isGiven]) => isGiven(workload)).flatMap(([place, what]) =>
    all
      .filter((mount) => mount.path === place)
      .flatMap(({ from }) =>
        demand(false, {
          rule: 'workload/mount-conflict',
          path: from,
          message: `must be elsewhere: here Kubernetes puts ${what}, which this hides`,
          value: place,
          advice: `Mount it at another path, or leave out what it hides.`,
        }),
      ),
  );
}

/** Without a port there is no Service. */
function ofNoService(
  { ports, sessionAffinity, ipFamilies }: ResolvedWorkload,
  path: string,
): readonly Finding[] {
  if (Object.keys(ports).length > 0) return [];
  return Object.entries({ sessionAffinity, ipFamilies }).flatMap(([option, value]) =>
    demand(value === undefined, {
      rule: 'workload/no-service',
      path: `${path}.${option}`,
      message: 'must be left out without ports: it says something of the Service, and there is none',
      value: value ?? '',
      advice: 'Declare the ports that others connect to, or leave it out.',
    }),
  );
}

/** The autoscaler compares use with the request. Beside sidecars it counts theirs as well, and nothing can be said. */
function neverReached(workload: ResolvedWorkload, path: string): readonly Finding[] {
  const { replicas, sidecars, cpu, cpuLimit, memory, memoryRequest = memory } = workload;
  if (!isAutoscaled(replicas) || Object.keys(sidecars).length > 0) return [];
  const { cpuPercent, memoryPercent } = replicas;
  const most = (limit: number, request: number): number => Math.floor((limit / request) * 100);
  return [
    ...unreached('cpuPercent', cpuPercent, cpuLimit && most(cpuLimit.toMillis(), cpu.toMillis())),
    ...unreached('memoryPercent', memoryPercent, most(memory.toBytes(), memoryRequest.toBytes())),
  ].map((finding) => ({ ...finding, path: `${path}.replicas.${finding.path}` }));
}

function unreached(path: string, percent: number | undefined, most: number | undefined): readonly Finding[] {
  return demand(percent === undefined || most === undefined || percent < most, {
    rule: 'workload/autoscaling',
    path,
    message: `must be less than ${most ?? 0}, the most that the limit allows of what is requested, or no pod is ever added`,
    value: String(percent),
    advice: 'Lower it, request less, or raise the limit.',
  });
}
