import type { TerraformResource } from 'cdktf';
import { z } from 'zod';
import type { PinnedImage } from '../image-build';
import { duration, exact, name, size } from '../shape';
import type { ApiServer, Egress } from './egress';
import type { Endpoint } from './endpoint';
import { CAPABILITIES } from './capability';
import type { AddedCapabilities, HostNetwork, Privileged, RunsAsRoot, WritableRoot } from './exemption';
import type { WorkloadKind } from './kind';
import { ExternalEndpoint } from './external-endpoint';
import { ForeignService } from './foreign-service';
import type { PortSpec } from './port';
import type { PodFieldPath } from './field-reference';
import type { FileContent } from './file';
import type { Mount, Whole } from './mount';
import type { NoProbe, Probe } from './probe';
import type { PreStop } from './pre-stop';
import type { Replicas, ScalingMetric, ScalingPolicy, ScalingRules } from './replicas';
import type { Amount, DisruptionBudget, Rollout } from './rollout';
import type { Affinity, Tolerations, TopologySpread } from './scheduling';
import type { Scratch } from './scratch';
import type { SecretKey } from './secret-key';
import type { ClusterRight, ExistingServiceAccount, Right, ServiceAccount } from './service-account';
import type { Tls } from './tls';
import type { IngressController, IngressSpec, PublicPort } from './ingress';
import type { EnvValue, Target } from './target';
import type { PortNumber } from './port-number';
import type { Volume } from './volume';

/** What the compiler checks of an option, for callers without types. What a value means is for the checks. */

export const text = z.string();
export const texts = z.array(text).readonly();
export const flag = z.boolean();
export const number = z.number();

/** Values of one kind by name. */
export function named<T>(value: z.ZodType<T>): z.ZodType<Readonly<Record<string, T>>> {
  return z.record(z.string(), value).readonly();
}

const reason = z.string();

export const user: z.ZodType<number | RunsAsRoot> = z.union(
  [z.number(), z.strictObject({ kind: z.literal('runs-as-root'), reason })],
  { error: "must be a number, or runsAsRoot('reason')" },
);

export const addedCapabilities: z.ZodType<AddedCapabilities> = exact(
  { kind: z.literal('added-capabilities'), names: z.array(z.enum(CAPABILITIES)).readonly(), reason },
  "must be addCapabilities(['CHOWN'], 'reason')",
);

export const writableRoot: z.ZodType<WritableRoot> = exact(
  { kind: z.literal('writable-root'), reason },
  "must be writableRoot('reason')",
);

export const privileged: z.ZodType<Privileged> = exact(
  { kind: z.literal('privileged'), reason },
  "must be runsPrivileged('reason')",
);

export const hostNetwork: z.ZodType<HostNetwork> = exact(
  { kind: z.literal('host-network'), reason },
  "must be onHostNetwork('reason')",
);

const rule = {
  apiGroups: texts,
  resources: texts,
  verbs: texts,
  resourceNames: texts.optional(),
};
const right: z.ZodType<Right> = z.strictObject({ ...rule, reason: reason.optional() });
const clusterRight: z.ZodType<ClusterRight> = z.strictObject({ ...rule, reason });

export const serviceAccount: z.ZodType<ServiceAccount | ExistingServiceAccount> = z.union(
  [
    z.strictObject({
      kind: z.literal('existing-service-account'),
      name: text,
      token: flag.optional(),
      resources: z.array(z.custom<TerraformResource>()).readonly().optional(),
    }),
    z.strictObject({
      annotations: named(text).optional(),
      token: flag.optional(),
      rights: z.array(right).readonly().optional(),
      clusterRights: z.array(clusterRight).readonly().optional(),
    }),
  ],
  { error: "must be { annotations, token, rights, clusterRights }, or existingServiceAccount('…')" },
);

const MOUNT = "must be a mount, such as existingClaim('uploads') or hostPath('/var/log/pods', 'reason')";
const wholeFolder = { name: z.string(), optional: z.boolean().optional(), mode: z.number().optional() };

export const mount: z.ZodType<Mount> = z.discriminatedUnion(
  'kind',
  [
    exact(
      {
        kind: z.literal('host-path'),
        path: z.string(),
        reason,
        writable: z.boolean().optional(),
        type: z
          .enum(['Directory', 'DirectoryOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'])
          .optional(),
      },
      MOUNT,
    ),
    exact({ kind: z.literal('secret'), ...wholeFolder }, MOUNT),
    exact({ kind: z.literal('config-map'), ...wholeFolder }, MOUNT),
    exact({ kind: z.literal('claim'), name: z.string(), readOnly: z.boolean().optional() }, MOUNT),
  ],
  { error: MOUNT },
);

export const image = z.custom<PinnedImage>((value) => typeof value === 'string', {
  error: 'must be an image, such as pinnedImage(repository, digest)',
});

export const port: z.ZodType<number | PortSpec> = z.union(
  [
    z.number(),
    z.strictObject({
      container: z.number(),
      service: z.number().optional(),
      protocol: z.enum(['TCP', 'UDP']).optional(),
    }),
  ],
  { error: 'must be a number, or { container, service, protocol }' },
);

const PROBE = 'must be a probe, such as httpGet(…), grpc(…), tcp(…) or exec(…)';

const timing = {
  period: duration.optional(),
  timeout: duration.optional(),
  failures: z.number().optional(),
  successes: z.number().optional(),
  delay: duration.optional(),
};

const httpQuestion = {
  kind: z.literal('http-get'),
  port: name,
  path: z.string(),
  scheme: z.enum(['HTTP', 'HTTPS']).optional(),
  headers: named(text).optional(),
};

const command = { kind: z.literal('exec'), command: texts };

export const probe: z.ZodType<Probe | NoProbe> = z.discriminatedUnion(
  'kind',
  [
    exact({ ...httpQuestion, ...timing }, PROBE),
    exact({ kind: z.literal('tcp'), port: name, ...timing }, PROBE),
    exact({ kind: z.literal('grpc'), port: name, service: z.string().optional(), ...timing }, PROBE),
    exact({ ...command, ...timing }, PROBE),
    exact({ kind: z.literal('none'), reason }, PROBE),
  ],
  { error: PROBE },
);

const PRE_STOP = 'must be sleep(…), exec(…) or httpGet(…), without period, timeout or failures';

export const preStop: z.ZodType<PreStop> = z.discriminatedUnion(
  'kind',
  [
    exact(httpQuestion, PRE_STOP),
    exact(command, PRE_STOP),
    exact({ kind: z.literal('sleep'), duration }, PRE_STOP),
  ],
  { error: PRE_STOP },
);

export const scratch: z.ZodType<Scratch> = z.union(
  [
    texts,
    named(exact({ size: size.optional(), inMemory: z.boolean().optional() }, 'must be { size, inMemory }')),
  ],
  { error: 'must be a list of paths, or path → { size, inMemory }' },
);

const metric: z.ZodType<ScalingMetric> = z.union(
  [
    z.strictObject({ kind: z.literal('pods'), name: z.string(), average: z.string() }),
    z.strictObject({
      kind: z.literal('external'),
      name: z.string(),
      labels: named(z.string()).optional(),
      target: z.union([z.strictObject({ average: z.string() }), z.strictObject({ value: z.string() })]),
    }),
  ],
  { error: 'must be what podsMetric(…) or externalMetric(…) gives' },
);

const scalingPolicy: z.ZodType<ScalingPolicy> = z.union(
  [
    z.strictObject({ pods: z.number(), every: duration }),
    z.strictObject({ percent: z.number(), every: duration }),
  ],
  { error: 'must be { pods, every } or { percent, every }' },
);

const scalingRules: z.ZodType<ScalingRules> = z.strictObject({
  stabilization: duration.optional(),
  select: z.enum(['max', 'min', 'disabled']).optional(),
  policies: z.array(scalingPolicy).readonly().optional(),
});

export const replicas: z.ZodType<Replicas> = z.union(
  [
    z.number(),
    z.strictObject({
      min: z.number(),
      max: z.number(),
      cpuPercent: z.number().optional(),
      memoryPercent: z.number().optional(),
      metrics: z.array(metric).readonly().optional(),
      behavior: z
        .strictObject({ scaleUp: scalingRules.optional(), scaleDown: scalingRules.optional() })
        .readonly()
        .optional(),
    }),
    z.strictObject({
      kind: z.literal('managedElsewhere'),
      min: z.number(),
      max: z.number(),
      reason: z.string(),
    }),
  ],
  { error: 'must be a number, { min, max, cpuPercent }, or what managedElsewhere(…) gives' },
);

export const kind: z.ZodType<WorkloadKind> = z.enum(['deployment', 'statefulSet', 'daemonSet'], {
  error: "must be 'deployment', 'statefulSet' or 'daemonSet'",
});

const secret = { secretName: name, key: z.string() };
const SECRET_KEY = "must be secretKey('<secret>', '<key>')";

export const secretKey: z.ZodType<SecretKey> = exact(
  { ...secret, optional: z.boolean().optional() },
  SECRET_KEY,
);

const FILE = 'must be text, file(…), binaryFile(…), secretKey(…) or configMapKey(…)';
const mode = z.number().optional();

export const file: z.ZodType<FileContent> = z.union(
  [
    z.string(),
    z.discriminatedUnion('kind', [
      exact({ kind: z.literal('text-file'), content: z.string(), mode }, FILE),
      exact({ kind: z.literal('binary-file'), base64: z.string(), mode }, FILE),
      exact({ kind: z.literal('config-map-key'), configMap: z.string(), key: z.string(), mode }, FILE),
    ]),
    exact({ ...secret, mode }, FILE),
  ],
  { error: FILE },
);

const ENV_FROM = "must be wholeSecret('…') or existingConfigMap('…')";

export const envFrom: z.ZodType<readonly Whole[]> = z
  .array(
    exact(
      {
        kind: z.enum(['secret', 'config-map']),
        name: z.string(),
        optional: z.boolean().optional(),
        prefix: z.string().optional(),
      },
      ENV_FROM,
    ),
  )
  .readonly();

const endpoint: z.ZodType<Endpoint> = z.looseObject({
  kind: z.literal('workload'),
  workload: z.string(),
  port: z.string(),
  number: z.number(),
});

/** What can be connected to and that is not of this project. */
export const outsideTargets = [
  z.instanceof(ExternalEndpoint).refine((value) => EXTERNAL.safeParse(value).success, {
    error: 'must be external(…) with a name, a port and a list of networks',
  }),
  z.instanceof(ForeignService).refine((value) => FOREIGN.safeParse(value).success, {
    error: 'must be inNamespace(…).service(…) with a name, a number and the labels of its pods',
  }),
] as const;

const EXTERNAL = z.looseObject({ server: text, number, networks: texts.optional() });
const FOREIGN = z.looseObject({
  service: text,
  namespace: text,
  number,
  container: number,
  podLabels: named(text),
});

export const target: z.ZodType<Target> = z.union([endpoint, ...outsideTargets], {
  error: 'must be database.endpoint(…), external(…) or inNamespace(…).service(…)',
});

const POD_FIELD =
  /^(metadata\.(name|namespace|uid|(labels|annotations)\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(host|pod)IPs?)$/;

const podField = z.strictObject({
  kind: z.literal('pod-field'),
  path: z.custom<PodFieldPath>((path) => typeof path === 'string' && POD_FIELD.test(path)),
});

const resourceField = z.strictObject({
  kind: z.literal('resource-field'),
  path: z.enum(['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory']),
});

/** Text, or text with addresses of such targets in it. */
export function envValue<T>(of: z.ZodType<T>): z.ZodType<EnvValue<T>> {
  const part = z.strictObject({ target: of, as: z.enum(['address', 'host', 'port']) });
  return z.union(
    [
      z.string(),
      z.strictObject({
        kind: z.literal('interpolated'),
        parts: z.array(z.union([z.string(), part])).readonly(),
      }),
      podField,
      resourceField,
    ],
    { error: 'must be text, text with addresses (database.address(…), interpolate`…`), or podField(…)' },
  );
}

const portNumber: z.ZodType<PortNumber> = z.union([
  z.number(),
  z.strictObject({ number: z.number(), protocol: z.literal('UDP') }),
]);

export const apiServerPlace: z.ZodType<ApiServer> = z.strictObject({
  networks: texts,
  ports: z.array(number).readonly().optional(),
});

export const egress: z.ZodType<readonly Egress[]> = z
  .array(
    z.discriminatedUnion(
      'kind',
      [
        z.strictObject({ kind: z.literal('internet'), ports: z.array(portNumber).readonly() }),
        z.strictObject({
          kind: z.literal('network'),
          network: z.string(),
          ports: z.array(portNumber).readonly(),
        }),
        z.strictObject({
          kind: z.literal('api-server'),
          at: apiServerPlace.optional(),
        }),
      ],
      { error: 'must be internet(…), cidr(…) or apiServer()' },
    ),
    {
      error:
        'must be a list of internet(…), cidr(…) and apiServer(); what the process is to find by variables goes into connectsTo',
    },
  )
  .readonly();

export const accessMode = z.enum(['ReadWriteOnce', 'ReadWriteMany'], {
  error: "must be 'ReadWriteOnce' or 'ReadWriteMany'",
});

export const volume: z.ZodType<Volume> = exact(
  { mountPath: z.string(), size, accessMode: accessMode.optional() },
  'must be { mountPath, size }',
);

export const tls: z.ZodType<Tls> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('cert-manager'), clusterIssuer: text }),
    z.strictObject({ kind: z.literal('existing-certificate'), secretName: text }),
    z.strictObject({ kind: z.literal('plain-http'), reason: text }),
  ],
  { error: 'must be certManager(…), existingCertificate(…) or plainHttp(…)' },
);

const controller: z.ZodType<IngressController> = z.enum(['ingress-nginx', 'nginx-inc'], {
  error: "must be 'ingress-nginx' or 'nginx-inc'",
});

const amount = z.custom<Amount>(
  (value) => typeof value === 'number' || (typeof value === 'string' && /^\d+%$/.test(value)),
  { error: "must be a number, or a percentage such as '25%'" },
);

export const rollout: z.ZodType<Rollout> = z.union(
  [z.literal('recreate'), z.strictObject({ maxSurge: amount.optional(), maxUnavailable: amount.optional() })],
  { error: "must be { maxSurge, maxUnavailable } or 'recreate'" },
);

export const disruptionBudget: z.ZodType<DisruptionBudget> = z.union(
  [z.strictObject({ minAvailable: amount }), z.strictObject({ maxUnavailable: amount })],
  { error: 'must be { minAvailable } or { maxUnavailable }' },
);
/** Which IP families a Service has, in the words of Kubernetes. */
export type IpFamilies = 'single' | 'preferDualStack' | 'requireDualStack';

export const ipFamilies: z.ZodType<IpFamilies> = z.enum(['single', 'preferDualStack', 'requireDualStack'], {
  error: "must be 'single', 'preferDualStack' or 'requireDualStack'",
});

/** What of an ingress is the same for a workload wherever it is served. */
export const publicPort: z.ZodType<PublicPort> = z.custom<PublicPort>(
  (value) => PUBLIC_PORT.safeParse(value).success,
  { error: 'must be { port } or { paths: { … } }, with maxBodySize and annotations if need be' },
);

const publicOptions = { maxBodySize: size.optional(), annotations: named(text).optional() };

const PUBLIC_PORT = z.union([
  z.strictObject({ ...publicOptions, port: text }),
  z.strictObject({ ...publicOptions, paths: named(text) }),
]);

export const controllerPlace = {
  controller: controller.optional(),
  controllerNamespace: text.optional(),
  controllerNetworks: texts.optional(),
};

export const ingress: z.ZodType<IngressSpec> = z.custom<IngressSpec>(
  (value) => INGRESS.safeParse(value).success,
  { error: 'must be { port, domain, className, tls }' },
);

const INGRESS = z.looseObject({ domain: text, aliases: texts.optional(), className: text, tls });

export const tolerations: z.ZodType<Tolerations> = z.union(
  [
    z.literal('all'),
    z
      .array(
        z.strictObject({
          key: z.string(),
          value: z.string().optional(),
          effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
          for: duration.optional(),
        }),
      )
      .readonly(),
  ],
  { error: "must be a list of { key, value, effect }, or 'all'" },
);

const requirements = z
  .array(
    z.strictObject({
      key: z.string(),
      operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
      values: texts.optional(),
    }),
  )
  .readonly();

const podTerm = {
  matchLabels: named(z.string()),
  topologyKey: z.string(),
  namespaces: texts.optional(),
};

const podAffinity = z.strictObject({
  required: z.array(z.strictObject(podTerm)).readonly().optional(),
  preferred: z
    .array(z.strictObject({ ...podTerm, weight: z.number() }))
    .readonly()
    .optional(),
});

export const affinity: z.ZodType<Affinity> = z.strictObject({
  nodeAffinity: z
    .strictObject({
      required: z.array(requirements).readonly().optional(),
      preferred: z
        .array(z.strictObject({ weight: z.number(), requirements }))
        .readonly()
        .optional(),
    })
    .optional(),
  podAffinity: podAffinity.optional(),
  podAntiAffinity: podAffinity.optional(),
});

export const topologySpread: z.ZodType<readonly TopologySpread[]> = z
  .array(
    z.strictObject({
      topologyKey: z.string(),
      maxSkew: z.number().optional(),
      whenUnsatisfiable: z.enum(['DoNotSchedule', 'ScheduleAnyway']).optional(),
      minDomains: z.number().optional(),
    }),
  )
  .readonly();
