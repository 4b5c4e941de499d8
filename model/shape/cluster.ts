import { z } from '../../core/zod';
import type { ClusterNodeProps, NodeRegistry, NodeTaint } from '../../constructs/cluster-node';
import { cpu, dns, name, size, texts } from '../../constructs/shape';
import { apiServerPlace, controllerPlace, tlsShape } from '../../constructs/workload';
import type { Cluster, ClusterConnection, ClusterIngress, ClusterProvides, Monitoring } from '../cluster';

/** The shape of one kind of several: `satisfies` has the compiler find what is forgotten. */
type Fields<K extends ClusterConnection['kind']> = Record<
  keyof Extract<ClusterConnection, { kind: K }>,
  z.ZodType
>;

const reached = { endpoint: z.string(), ca: z.string() };

const connection = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('kubeconfig'),
      context: z.string(),
      path: z.string(),
    } satisfies Fields<'kubeconfig'>),
    z.strictObject({ kind: z.literal('existing'), ...reached } satisfies Fields<'existing'>),
    z.strictObject({
      kind: z.literal('eks'),
      name: z.string(),
      region: z.string(),
      ...reached,
    } satisfies Fields<'eks'>),
    z.strictObject({ kind: z.literal('gke'), ...reached } satisfies Fields<'gke'>),
    z.strictObject({ kind: z.literal('aks'), ...reached } satisfies Fields<'aks'>),
  ],
  { error: 'must be a connection, created with kubeconfig(…), existing(…), eks(…), gke(…) or aks(…)' },
);

const provides = z.strictObject({
  storageClass: z.string().optional(),
  ingress: z
    .strictObject({
      className: z.string(),
      ...controllerPlace,
      tls: tlsShape,
      annotations: texts.optional(),
    } satisfies Record<keyof ClusterIngress, z.ZodType>)
    .optional(),
  metrics: z.boolean().optional(),
  networkPolicies: z.boolean().optional(),
  apiServer: apiServerPlace.optional(),
  dns: z.array(dns).optional(),
  monitoring: z
    .strictObject({ namespace: z.string(), podLabels: texts.optional() } satisfies Record<
      keyof Monitoring,
      z.ZodType
    >)
    .optional(),
} satisfies Record<keyof ClusterProvides, z.ZodType>);

const taint = z.strictObject({
  key: z.string(),
  value: z.string().optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
} satisfies Record<keyof NodeTaint, z.ZodType>);

const registry = z.strictObject({
  endpoint: z.string(),
  ca: z.string().optional(),
} satisfies Record<keyof NodeRegistry, z.ZodType>);

const node = z.strictObject({
  endpoint: z.string(),
  ca: z.string(),
  dns: z.string(),
  domain: z.string().optional(),
  labels: texts.optional(),
  taints: z.array(taint).optional(),
  reserved: z.strictObject({ cpu: cpu.optional(), memory: size.optional() }).optional(),
  maxPods: z.number().optional(),
  podNetwork: z.enum(['addon', 'routed']).optional(),
  serviceProxy: z.enum(['addon', 'machine']).optional(),
  registries: z.record(z.string(), registry).optional(),
  pauseImage: z.string().optional(),
} satisfies Record<keyof ClusterNodeProps, z.ZodType>);

/** What `kubeconfig(…)` and its like give, and `joins(…)`. */
export const cluster = z.strictObject(
  { connection, provides, nodePool: name.optional(), node: node.optional() } satisfies Record<
    keyof Cluster,
    z.ZodType
  >,
  {
    error: (issue) =>
      issue.code === 'invalid_type'
        ? 'must be a cluster with what it provides, such as kubeconfig({ context, provides })'
        : undefined,
  },
);
