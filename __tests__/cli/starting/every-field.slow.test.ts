import { parse } from 'yaml';
import { fromManifests } from '../../../cli/starting/from-manifests';
import { render } from '../../../cli/starting/source';
import { problemsOf, sourceOf } from './as-project';

const WEB =
  "name: web, image: 'x/web:1', command: [serve], args: [now], securityContext: { readOnlyRootFilesystem: true }, " +
  'ports: [{ name: http, containerPort: 8080 }, { name: admin, containerPort: 9001 }], env: [{ name: A, value: a }], ' +
  'resources: { limits: { cpu: 1, memory: 256Mi } }, readinessProbe: { httpGet: { port: http, path: /ready } }';
const OTHER =
  "image: 'x/other:1', command: [other], securityContext: { readOnlyRootFilesystem: true }, resources: { limits: { cpu: 1, memory: 64Mi } }";

/** A shop with one object of each kind, whose containers say all for which Slipway has an answer of its own. */
const SHOP = `
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  template:
    metadata: { labels: { app: web } }
    spec:
      serviceAccountName: web
      securityContext: { runAsUser: 7, runAsGroup: 7 }
      volumes: [{ name: tmp, emptyDir: { sizeLimit: 1Mi } }, { name: conf, configMap: { name: conf } }]
      initContainers: [{ ${OTHER}, name: init }]
      containers:
        - { ${WEB}, volumeMounts: [{ name: tmp, mountPath: /work }, { name: conf, mountPath: /conf }] }
        - { ${OTHER}, name: side }
---
kind: StatefulSet
metadata: { name: db }
spec:
  replicas: 3
  serviceName: db-headless
  podManagementPolicy: Parallel
  template:
    metadata: { labels: { app: db } }
    spec:
      securityContext: { runAsUser: 7, runAsGroup: 7 }
      containers: [{ ${WEB}, volumeMounts: [{ name: data, mountPath: /data }] }]
  volumeClaimTemplates: [{ metadata: { name: data }, spec: { resources: { requests: { storage: 2Gi } } } }]
---
kind: DaemonSet
metadata: { name: agent }
spec:
  template:
    spec:
      securityContext: { runAsUser: 7, runAsGroup: 7 }
      volumes: [{ name: log, hostPath: { path: /var/log, type: Directory } }]
      containers: [{ ${WEB}, volumeMounts: [{ name: log, mountPath: /log, readOnly: true }] }]
---
kind: Job
metadata: { name: migrate }
spec: { template: { spec: { containers: [{ name: m, image: 'x/web:1', command: [migrate] }] } } }
---
kind: CronJob
metadata: { name: nightly }
spec: { schedule: '@daily', jobTemplate: { spec: { template: { spec: { containers: [{ name: m, image: 'x/web:1', command: [report] }] } } } } }
---
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
---
kind: Service
metadata: { name: db }
spec: { type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: db }, ports: [{ name: http, port: 8080 }] }
---
kind: Ingress
metadata: { name: web }
spec: { rules: [{ host: a.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 5, targetCPUUtilizationPercentage: 70 }
---
kind: PodDisruptionBudget
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } }, maxUnavailable: 1 }
---
kind: NetworkPolicy
metadata: { name: db }
spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }] }
---
kind: ServiceAccount
metadata: { name: web }
---
kind: Role
metadata: { name: web }
rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]
---
kind: RoleBinding
metadata: { name: web }
roleRef: { kind: Role, name: web }
subjects: [{ kind: ServiceAccount, name: web }]
---
kind: ConfigMap
metadata: { name: conf }
data: { one: 'x' }
`;

type Tree = Record<string, unknown>;

function objects(): Tree[] {
  return SHOP.split('---\n').map((text) => ({ apiVersion: 'v1', ...(parse(text) as Tree) }));
}

function carried(all: readonly Tree[]) {
  const found = fromManifests({ 'all.json': all.map((one) => JSON.stringify(one)).join('\n---\n') });
  const sizes = found.services.map((service) => `${service.name}: ${render(service.sizes)}`);
  return {
    source: `${sourceOf(found)}\n${sizes.join('\n')}`,
    left: found.notCarriedOver.map(({ path, reason }) => `${path}: ${reason}`).sort(),
    problems: problemsOf(found),
  };
}

/** The shop, in which an object says one thing more. The last part of the path may be `+`: one item more. */
function saying(object: string, path: string, value: unknown): Tree[] {
  const all = objects();
  const [kind, name] = object.split('/');
  let at = all.find((one) => one['kind'] === kind && (one['metadata'] as Tree)['name'] === name) as Tree;
  const parts = path.split('.');
  parts.slice(0, -1).forEach((part, index) => {
    at[part] ??= parts[index + 1] === '+' ? [] : {};
    at = at[part] as Tree;
  });
  const last = parts.at(-1) ?? '';
  if (last === '+') (at as unknown as unknown[]).push(value);
  else at[last] = value;
  return all;
}

const POD = 'spec.template.spec';
const RUN = `spec.jobTemplate.${POD}`;

const OF_PODS: readonly (readonly [string, unknown])[] = [
  ...[
    'hostIPC',
    'hostNetwork',
    'hostPID',
    'setHostnameAsFQDN',
    'shareProcessNamespace',
    'enableServiceLinks',
  ].map((name) => [name, true] as const),
  ...[
    'hostname',
    'subdomain',
    'nodeName',
    'priorityClassName',
    'runtimeClassName',
    'schedulerName',
    'preemptionPolicy',
  ].map((name) => [name, 'other'] as const),
  ...['activeDeadlineSeconds', 'priority', 'terminationGracePeriodSeconds'].map((name) => [name, 5] as const),
  ...['readinessGates', 'resourceClaims', 'schedulingGates', 'ephemeralContainers', 'imagePullSecrets'].map(
    (name) => [name, [{ name: 'x' }, { name: 'y' }]] as const,
  ),
  ['terminationGracePeriodSeconds', 0],
  ['hostUsers', false],
  ['serviceAccountName', 'other'],
  ['dnsPolicy', 'Default'],
  ['dnsConfig', { searches: ['example.com'] }],
  ['dnsConfig', { options: [{ name: 'ndots', value: '2' }] }],
  ['os', { name: 'linux' }],
  ['overhead', { cpu: '1' }],
  ['affinity', { podAffinity: {} }],
  ['nodeSelector', { zone: 'a' }],
  ['hostAliases', [{ ip: '10.0.0.1', hostnames: ['a'] }]],
  ['tolerations', [{ key: 'a', value: 'b' }]],
  ['topologySpreadConstraints', [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }]],
  ['securityContext.fsGroup', 9],
  ['securityContext.supplementalGroups', [4]],
  ['securityContext.sysctls', [{ name: 'net.core.somaxconn', value: '9' }]],
  ...['fsGroupChangePolicy', 'seLinuxChangePolicy', 'supplementalGroupsPolicy'].map(
    (name) => [`securityContext.${name}`, 'Always'] as const,
  ),
  ...['appArmorProfile', 'seccompProfile'].map(
    (name) => [`securityContext.${name}`, { type: 'Unconfined' }] as const,
  ),
];

const OF_CONTAINERS: readonly (readonly [string, unknown])[] = [
  ...['tty', 'stdin', 'stdinOnce'].map((name) => [name, true] as const),
  ['workingDir', '/srv'],
  ['args', ['later']],
  ['terminationMessagePath', '/x'],
  ['terminationMessagePolicy', 'FallbackToLogsOnError'],
  ['resizePolicy', [{ resourceName: 'cpu' }]],
  ['restartPolicyRules', [{ action: 'Restart' }]],
  ['volumeDevices', [{ name: 'd', devicePath: '/dev/xvda' }]],
  ['ports.+', { containerPort: 7000, hostIP: '127.0.0.1' }],
  ['ports.+', { containerPort: 7000, hostPort: 7000 }],
  ['env.+', { name: 'B' }],
  ['env.+', { name: 'B', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }],
  [
    'env.+',
    { name: 'B', valueFrom: { resourceFieldRef: { containerName: 'none', resource: 'limits.cpu' } } },
  ],
  ['env.+', { name: 'B', valueFrom: { secretKeyRef: { name: 'a', key: 'b', optional: true } } }],
  ['env.+', { name: 'B', valueFrom: { configMapKeyRef: { name: 'none', key: 'b' } } }],
  ['env.+', { name: 'B', valueFrom: { fileKeyRef: { path: 'a', key: 'b' } } }],
  ['envFrom.+', { prefix: 'P_', configMapRef: { name: 'conf' } }],
  ['envFrom.+', { prefix: 'P_', configMapRef: { name: 'none' } }],
  ['envFrom.+', { prefix: 'P_', secretRef: { name: 'none', optional: true } }],
  ['resources.claims', [{ name: 'x' }]],
  ['resources.requests', { cpu: '100m' }],
  ['resources.requests', { memory: '32Mi' }],
  ['resources.requests', { 'ephemeral-storage': '1Gi' }],
  ['resources.limits.hugepages-2Mi', '4Mi'],
  ['securityContext.privileged', true],
  ['securityContext.runAsUser', 12],
  ['securityContext.runAsGroup', 12],
  ['securityContext.allowPrivilegeEscalation', true],
  ['securityContext.readOnlyRootFilesystem', false],
  ['securityContext.capabilities', { add: ['NET_ADMIN'] }],
  ['securityContext.capabilities', { add: ['ALL'] }],
  ['securityContext.seccompProfile', { type: 'Localhost', localhostProfile: 'x' }],
  ...['procMount', 'seLinuxOptions', 'windowsOptions', 'appArmorProfile'].map(
    (name) => [`securityContext.${name}`, 'x'] as const,
  ),
  ['volumeMounts.+', { name: 'tmp', mountPath: '/sub', subPath: 'x' }],
  ['volumeMounts.+', { name: 'tmp', mountPath: '/sub', subPathExpr: '$(A)' }],
  ['volumeMounts.+', { name: 'tmp', mountPath: '/sub', mountPropagation: 'HostToContainer' }],
  ['volumeMounts.+', { name: 'conf', mountPath: '/sub', recursiveReadOnly: 'Enabled' }],
  ['volumeMounts.+', { name: 'conf', mountPath: '/sub', subPath: 'none' }],
];

/** What is asked of a container that stays. */
const OF_PROBES: readonly (readonly [string, unknown])[] = [
  ...['preStop', 'postStart'].flatMap((when) => [
    [`lifecycle.${when}`, { exec: { command: ['x'] } }] as const,
    [`lifecycle.${when}`, { tcpSocket: { port: 80 } }] as const,
    [`lifecycle.${when}`, { httpGet: { port: 8080, host: 'x' } }] as const,
  ]),
  ['lifecycle.stopSignal', 'SIGUSR1'],
  ...['readinessProbe', 'livenessProbe', 'startupProbe'].flatMap((probe) => [
    [probe, { httpGet: { port: 'admin', scheme: 'HTTPS' } }] as const,
    [probe, { httpGet: { port: 'none' } }] as const,
    [probe, { tcpSocket: { port: 7001, host: 'x' } }] as const,
    [probe, { grpc: { port: 9001, service: 'x' } }] as const,
    [probe, { exec: { command: [] } }] as const,
    [probe, { exec: { command: ['x'] }, terminationGracePeriodSeconds: 5 }] as const,
  ]),
];

const OF_VOLUMES: readonly unknown[] = [
  ...['csi', 'downwardAPI', 'ephemeral', 'gitRepo', 'image', 'iscsi', 'nfs'].map((kind) => ({
    [kind]: { path: '/x' },
  })),
  { hostPath: { path: '/x' } },
  { emptyDir: { medium: 'HugePages' } },
  { persistentVolumeClaim: { claimName: 'none', readOnly: true } },
  { projected: { sources: [{ configMap: { name: 'conf' } }] } },
  { projected: { defaultMode: 0o400, sources: [{ serviceAccountToken: { path: 'token' } }] } },
  { configMap: { name: 'conf', items: [{ key: 'one', path: 'two', mode: 0o400 }] } },
  { secret: { secretName: 'none', optional: true, defaultMode: 0o400 } },
];

const OF_SERVICES: readonly (readonly [string, unknown])[] = [
  ...['externalName', 'loadBalancerIP', 'loadBalancerClass', 'trafficDistribution'].map(
    (name) => [name, 'x'] as const,
  ),
  ...['publishNotReadyAddresses', 'allocateLoadBalancerNodePorts'].map((name) => [name, true] as const),
  ['clusterIP', 'None'],
  ['clusterIP', '10.0.0.3'],
  ['externalIPs', ['10.0.0.3']],
  ['externalTrafficPolicy', 'Cluster'],
  ['internalTrafficPolicy', 'Local'],
  ['ipFamilies', ['IPv6']],
  ['ipFamilyPolicy', 'RequireDualStack'],
  ['healthCheckNodePort', 30_001],
  ['loadBalancerSourceRanges', ['10.0.0.0/8']],
  ['sessionAffinity', 'ClientIP'],
  ['sessionAffinityConfig', { clientIP: { timeoutSeconds: 5 } }],
  ['ports.0.appProtocol', 'kubernetes.io/h2c'],
  ['ports.0.protocol', 'UDP'],
  ['ports.0.targetPort', 'none'],
  ['ports.+', { name: 'more', port: 53, targetPort: 5353, protocol: 'UDP' }],
];

const under = (
  path: string,
  fields: readonly (readonly [string, unknown])[],
): readonly (readonly [string, unknown])[] =>
  fields.map(([name, value]) => [`${path}.${name}`, value] as const);

const ALL: readonly (readonly [string, string, unknown])[] = [
  ...['Deployment/web', 'StatefulSet/db', 'DaemonSet/agent', 'Job/migrate'].flatMap((object) =>
    under(POD, OF_PODS).map(([path, value]) => [object, path, value] as const),
  ),
  ...under(RUN, OF_PODS).map(([path, value]) => ['CronJob/nightly', path, value] as const),
  ...[
    ...under(`${POD}.containers.0`, [...OF_CONTAINERS, ...OF_PROBES]),
    ...under(`${POD}.containers.1`, [...OF_CONTAINERS, ...OF_PROBES]),
    ...under(`${POD}.initContainers.0`, OF_CONTAINERS),
  ].map(([path, value]) => ['Deployment/web', path, value] as const),
  ...under(`${POD}.containers.0`, OF_CONTAINERS).map(
    ([path, value]) => ['Job/migrate', path, value] as const,
  ),
  ...['Service/web', 'Service/db'].flatMap((object) =>
    under('spec', OF_SERVICES).map(([path, value]) => [object, path, value] as const),
  ),
  ...objects().flatMap((one): (readonly [string, string, unknown])[] => {
    const object = `${one['kind'] as string}/${(one['metadata'] as Tree)['name'] as string}`;
    return [
      [object, 'metadata.labels', { team: 'x' }],
      [object, 'metadata.annotations', { 'example.com/x': 'y' }],
      [object, 'metadata.finalizers', ['example.com/x']],
      [object, 'spec.unheardOf', { deep: ['x'] }],
    ];
  }),
  ...[
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
  ].flatMap((name) => [
    ['Job/migrate', `spec.${name}`, 2] as const,
    ['CronJob/nightly', `spec.jobTemplate.spec.${name}`, 2] as const,
  ]),
  ...[
    'completionMode',
    'podFailurePolicy',
    'podReplacementPolicy',
    'successPolicy',
    'managedBy',
    'suspend',
  ].map((name) => ['Job/migrate', `spec.${name}`, 'true'] as const),
  ['CronJob/nightly', 'spec.suspend', true],
  ['CronJob/nightly', 'spec.startingDeadlineSeconds', 60],
  ['CronJob/nightly', 'spec.timeZone', 'Europe/Berlin'],
  ['CronJob/nightly', 'spec.concurrencyPolicy', 'Forbid'],
  ['CronJob/nightly', 'spec.failedJobsHistoryLimit', 0],
  ['Deployment/web', 'spec.paused', true],
  ['Deployment/web', 'spec.replicas', 0],
  ['Deployment/web', 'spec.strategy', { type: 'Recreate' }],
  ['StatefulSet/db', 'spec.serviceName', 'other'],
  ['StatefulSet/db', 'spec.ordinals', { start: 3 }],
  ['StatefulSet/db', 'spec.persistentVolumeClaimRetentionPolicy', { whenDeleted: 'Delete' }],
  ['StatefulSet/db', 'spec.updateStrategy', { rollingUpdate: { partition: 2 } }],
  ...['selector', 'dataSource', 'storageClassName', 'volumeMode', 'volumeAttributesClassName'].map(
    (name) => ['StatefulSet/db', `spec.volumeClaimTemplates.0.spec.${name}`, 'Block'] as const,
  ),
  ['DaemonSet/agent', 'spec.updateStrategy', { type: 'OnDelete' }],
  ['DaemonSet/agent', `${POD}.containers.0.volumeMounts.0.subPath`, 'x'],
  ['DaemonSet/agent', `${POD}.containers.0.volumeMounts.0.mountPropagation`, 'HostToContainer'],
  ['Ingress/web', 'spec.rules.0.host', ''],
  ['Ingress/web', 'spec.rules.+', { host: 'b.example.com' }],
  ['Ingress/web', 'spec.rules.0.http.paths.0.pathType', 'Exact'],
  ['Ingress/web', 'spec.defaultBackend', { service: { name: 'db', port: { number: 8080 } } }],
  ['HorizontalPodAutoscaler/web', 'spec.behavior', { scaleDown: {}, scaleUp: { policies: ['x'] } }],
  ['HorizontalPodAutoscaler/web', 'spec.minReplicas', 0],
  ['HorizontalPodAutoscaler/web', 'spec.metrics', [{ type: 'Pods', pods: { metric: { name: 'x' } } }]],
  ['PodDisruptionBudget/web', 'spec.unhealthyPodEvictionPolicy', 'AlwaysAllow'],
  ['PodDisruptionBudget/web', 'spec.selector.matchExpressions', [{ key: 'a', operator: 'Exists' }]],
  ['NetworkPolicy/db', 'spec.egress', [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]],
  ['NetworkPolicy/db', 'spec.ingress.0.ports.0.endPort', 9000],
  ['NetworkPolicy/db', 'spec.ingress.0.ports.0.protocol', 'UDP'],
  ['NetworkPolicy/db', 'spec.ingress.0.from.0.namespaceSelector', {}],
  ['NetworkPolicy/db', 'spec.podSelector', {}],
  ['ServiceAccount/web', 'automountServiceAccountToken', false],
  ['ServiceAccount/web', 'imagePullSecrets', [{ name: 'x' }]],
  ['Role/web', 'rules.0.nonResourceURLs', ['/x']],
  ['RoleBinding/web', 'subjects.+', { kind: 'Group', name: 'x' }],
  ['ConfigMap/conf', 'binaryData', { two: '/wAB' }],
];

describe('each field of manifests is carried over or listed by name', () => {
  const plain = carried(objects());

  test('of an application that says all of it', () => {
    expect(plain.problems).toEqual([]);
  });

  test.each([
    ...ALL,
    ...['Deployment/web', 'DaemonSet/agent'].flatMap((object) =>
      OF_VOLUMES.map((volume) => [object, `${POD}.volumes.+`, volume] as const),
    ),
  ])('%s %s: %j', (object, path, value) => {
    const isVolume = path.endsWith('volumes.+');
    const all = saying(object, path, isVolume ? { name: 'more', ...(value as object) } : value);
    if (isVolume) {
      const pod = all.find(
        (one) => `${one['kind'] as string}/${(one['metadata'] as Tree)['name'] as string}` === object,
      ) as {
        spec: { template: { spec: { containers: { volumeMounts: object[] }[] } } };
      };
      pod.spec.template.spec.containers[0]?.volumeMounts.push({ name: 'more', mountPath: '/more' });
    }
    const { source, left, problems } = carried(all);
    const what = { isInSource: source !== plain.source, isListed: left.join('\n') !== plain.left.join('\n') };
    expect(what).not.toEqual({ isInSource: false, isListed: false });
    expect(problems).toEqual([]);
  });
});
