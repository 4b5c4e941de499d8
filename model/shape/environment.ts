import { z } from '../../core/zod';
import { duration, name, texts } from '../../constructs/shape';
import { networkShape } from '../../constructs/vm-pool';
import type { DeclaredEnvironment } from '../environment';
import type { Extension } from '../extension';
import { check } from './check';
import { cluster } from './cluster';
import { hypervisor, pool } from './machines';
import { saidOfService } from './service';
import { state } from './state';

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

const keys = z.array(z.string()).optional();

const secretSource = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('managed'), revision: z.number(), keys }),
    z.strictObject({ kind: z.literal('existing'), keys }),
  ],
  { error: 'must be managedSecret(…) or existingSecret()' },
);

const extension = z.custom<Extension>((value) => typeof value === 'function', {
  error: 'must be a function: (stack, workloads) => { … }',
});

/** The environment that `environment(…)` returns. */
export const environmentShape = z.strictObject({
  name,
  after: z
    .custom<DeclaredEnvironment['after']>(isAfter, {
      error: 'must be an environment, all(…) or any(…) of at least two, or null',
    })
    .optional(),
  soak: duration.optional(),
  freeze: z.array(freeze).optional(),
  checks: z.array(check).optional(),
  signedEvents: z.boolean().optional(),
  protect: z.boolean(),
  hypervisors: z.record(name, hypervisor),
  networks: z.record(name, networkShape),
  overcommit: z.strictObject({ cpu: z.number().optional(), memory: z.number().optional() }).optional(),
  survives: z.strictObject({ hosts: z.number() }).optional(),
  pools: z.record(name, pool),
  cluster,
  secrets: z.record(name, secretSource),
  pullSecret: name.optional(),
  mirrors: texts.optional(),
  imports: z.array(z.string()).optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
  services: z.record(name, saidOfService),
  extend: extension.optional(),
  manifests: extension.optional(),
  state: state.optional(),
  file: z.string().optional(),
} satisfies Record<keyof DeclaredEnvironment, z.ZodType>);

function isAfter(value: unknown): boolean {
  if (value === null || isNamed(value)) return true;
  const several = severalOf(value);
  return several !== undefined && several.length > 1 && several.every(isNamed);
}

/** What stands in `all(…)` or `any(…)`. */
function severalOf(value: unknown): readonly unknown[] | undefined {
  try {
    const { kind, environments } = value as { readonly kind?: unknown; readonly environments?: unknown };
    return (kind === 'all' || kind === 'any') && Array.isArray(environments) ? environments : undefined;
  } catch {
    return undefined;
  }
}

/** Its own check judges the rest; this only tells an environment from any other value. */
function isNamed(value: unknown): boolean {
  try {
    return (
      typeof value === 'object' &&
      value !== null &&
      'name' in value &&
      Object.hasOwn(value, 'name') &&
      typeof value.name === 'string'
    );
  } catch {
    return false;
  }
}
