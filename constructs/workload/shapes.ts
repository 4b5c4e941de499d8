import { z } from 'zod';
import type { PinnedImage } from '../image-build';
import { duration, name, size } from '../shape';
import type { Endpoint } from './endpoint';
import { CAPABILITIES } from './capability';
import type { AddedCapabilities, HostNetwork, Privileged, RunsAsRoot, WritableRoot } from './exemption';
import type { ExternalEndpoint } from './external-endpoint';
import type { WorkloadKind } from './kind';
import type { PortSpec } from './port';
import type { Mount } from './mount';
import type { NoProbe, Probe } from './probe';
import type { Replicas } from './replicas';
import type { Amount, DisruptionBudget, Rollout } from './rollout';
import type { SecretKey } from './secret-key';
import type { Tls } from './tls';
import type { Volume } from './volume';

/** What the compiler checks of an option, for callers without types. What a value means is for the checks. */

export const text = z.string();
export const texts = z.array(text).readonly();
export const flag = z.boolean();
export const number = z.number();

const reason = z.string();

export const user: z.ZodType<number | RunsAsRoot> = z.union(
  [z.number(), z.strictObject({ kind: z.literal('runs-as-root'), reason })],
  { error: "must be a number, or runsAsRoot('reason')" },
);

export const addedCapabilities: z.ZodType<AddedCapabilities> = z.strictObject(
  { kind: z.literal('added-capabilities'), names: z.array(z.enum(CAPABILITIES)).readonly(), reason },
  { error: "must be addCapabilities(['CHOWN'], 'reason')" },
);

export const writableRoot: z.ZodType<WritableRoot> = z.strictObject(
  { kind: z.literal('writable-root'), reason },
  { error: "must be writableRoot('reason')" },
);

export const privileged: z.ZodType<Privileged> = z.strictObject(
  { kind: z.literal('privileged'), reason },
  { error: "must be runsPrivileged('reason')" },
);

export const hostNetwork: z.ZodType<HostNetwork> = z.strictObject(
  { kind: z.literal('host-network'), reason },
  { error: "must be onHostNetwork('reason')" },
);

export const mount: z.ZodType<Mount> = z.strictObject(
  {
    kind: z.literal('host-path'),
    path: z.string(),
    reason,
    writable: z.boolean().optional(),
    type: z
      .enum(['Directory', 'DirectoryOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'])
      .optional(),
  },
  { error: "must be a mount, such as hostPath('/var/log/pods', 'reason')" },
);

/** Values of one kind by name. */
export function named<T>(value: z.ZodType<T>): z.ZodType<Readonly<Record<string, T>>> {
  return z.record(z.string(), value).readonly();
}

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

const probeOptions = {
  period: duration.optional(),
  timeout: duration.optional(),
  failures: number.optional(),
  delay: duration.optional(),
};

export const probe: z.ZodType<Probe | NoProbe> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('http-get'), port: name, path: text, ...probeOptions }),
    z.strictObject({ kind: z.literal('tcp'), port: name, ...probeOptions }),
    z.strictObject({ kind: z.literal('exec'), command: z.array(text), ...probeOptions }),
    z.strictObject({ kind: z.literal('none'), reason: text }),
  ],
  { error: 'must be a probe: what httpGet(…), tcp(…), exec(…) or noProbe(…) gives' },
);

export const replicas: z.ZodType<Replicas> = z.union(
  [z.number(), z.strictObject({ min: z.number(), max: z.number(), cpuPercent: z.number() })],
  { error: 'must be a number, or { min, max, cpuPercent }' },
);

export const kind: z.ZodType<WorkloadKind> = z.enum(['deployment', 'statefulSet', 'daemonSet'], {
  error: "must be 'deployment', 'statefulSet' or 'daemonSet'",
});

export const secretKey: z.ZodType<SecretKey> = z.strictObject({ secretName: name, key: text });

export const endpoint: z.ZodType<Endpoint> = z.looseObject({
  workload: z.string(),
  port: z.string(),
  number: z.number(),
});

export const externalEndpoint: z.ZodType<ExternalEndpoint> = z.strictObject({
  host: text,
  number,
  networks: texts.optional(),
});

export const volume: z.ZodType<Volume> = z.looseObject({ mountPath: z.string(), size });

export const tls: z.ZodType<Tls> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('cert-manager'), clusterIssuer: text }),
    z.strictObject({ kind: z.literal('existing-certificate'), secretName: text }),
    z.strictObject({ kind: z.literal('plain-http'), reason: text }),
  ],
  { error: 'must be certManager(…), existingCertificate(…) or plainHttp(…)' },
);

export const ingress = z.looseObject({
  port: z.string(),
  domain: z.string(),
  className: z.string(),
  tls,
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
