import { z } from 'zod';
import { duration, size, texts } from '../../constructs/shape';
import type { DeclaredEnvironment } from '../environment';
import { settingsShape } from './service';

/** Any of the states. */
export const state = z.looseObject({ kind: z.string() }, { error: 'must be a state, such as localState()' });

const freeze = z.union(
  [
    z.strictObject({ from: z.string(), until: z.string(), reason: z.string() }),
    z.strictObject({
      weekly: z.strictObject({ from: z.string(), until: z.string() }),
      timeZone: z.string().optional(),
      reason: z.string(),
    }),
  ],
  { error: 'must be { from, until, reason }, or { weekly: { from, until }, reason }' },
);

const slots = z.union(
  [
    z.int().min(0),
    z.array(z.string()),
    z.record(
      z.string(),
      z.union([
        z.string(),
        z.strictObject({
          on: z.string().optional(),
          address: z.string().optional(),
          address6: z.string().optional(),
        }),
      ]),
    ),
  ],
  { error: 'must be a number of slots, their keys, or key → hypervisor or { on, address }' },
);

const pool = z.looseObject({
  slots,
  retired: z
    .record(z.string(), z.strictObject({ on: z.string(), data: z.enum(['keep', 'forget', 'destroy']) }))
    .optional(),
  spread: z.enum(['preferred', 'required']).optional(),
  maxUnavailable: z.number().optional(),
  quorum: z.boolean().optional(),
  cpu: z.number(),
  memory: size,
  image: z.looseObject({ kind: z.string() }, { error: 'must be what machineImage(…) gives' }),
  network: z.string(),
  addresses: z.union([z.string(), z.strictObject({ from: z.string(), to: z.string() })]),
});

/** What `environment(…)` gives. */
export const environmentShape = z.strictObject({
  name: z.string(),
  after: z.looseObject({ name: z.string() }, { error: 'must be an environment, or null' }).nullish(),
  soak: duration.optional(),
  freeze: z.array(freeze).optional(),
  protect: z.boolean(),
  hypervisors: z.record(z.string(), z.looseObject({ kind: z.string(), cores: z.number(), memory: size })),
  networks: z.record(
    z.string(),
    z.looseObject({ kind: z.string() }, { error: 'must be a network, such as nat(…) or bridged(…)' }),
  ),
  overcommit: z.strictObject({ cpu: z.number().optional(), memory: z.number().optional() }).optional(),
  survives: z.strictObject({ hosts: z.number() }).optional(),
  pools: z.record(z.string(), pool),
  cluster: z.looseObject(
    { connection: z.looseObject({ kind: z.string() }), provides: z.looseObject({}) },
    { error: 'must be a cluster with what it provides, such as kubeconfig({ context, provides })' },
  ),
  secrets: z.record(
    z.string(),
    z.looseObject({ kind: z.string() }, { error: 'must be managedSecret(…) or existingSecret()' }),
  ),
  pullSecret: z.string().optional(),
  mirrors: texts.optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
  services: z.record(z.string(), settingsShape),
  state: state.optional(),
  file: z.string().optional(),
} satisfies Record<keyof DeclaredEnvironment, z.ZodType>);
