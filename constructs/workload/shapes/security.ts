import { exact } from '../../shape';
import { CAPABILITIES } from '../capability';
import type {
  AddedCapabilities,
  HostNetwork,
  HostPid,
  HostPort,
  Privileged,
  RunsAsRoot,
  WritableRoot,
} from '../exemption';
import type { ClusterRight, ExistingServiceAccount, Right, ServiceAccount } from '../service-account';
import { flag, named, text, texts } from './values';
import type { TerraformResource } from '../../cdktf';
import { z } from '../../../core/zod';

export const reason = z.string();

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

export const hostPid: z.ZodType<HostPid> = exact(
  { kind: z.literal('host-pid'), reason },
  "must be seesHostProcesses('reason')",
);

export const hostPort: z.ZodType<HostPort> = exact(
  { kind: z.literal('host-port'), number: z.number(), reason },
  "must be onHostPort(<number>, 'reason')",
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
