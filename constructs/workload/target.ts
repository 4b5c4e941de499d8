import type { FieldReference } from './field-reference';
import { isIPv6 } from 'node:net';
import { dnsName, type Endpoint } from './endpoint';
import type { ExternalEndpoint } from './external-endpoint';
import type { ForeignService } from './foreign-service';
import { type Interpolated, partsOf, targetsIn, textOf, type VariablePart } from './interpolated';

/** What a workload connects to: a port of another workload, a Service of another namespace, or a server outside the cluster. */
export type Target = Endpoint | ForeignService | ExternalEndpoint;

/** The value of an environment variable: text, or text with addresses and other variables in it. */
export type EnvValue<T = Target> = string | Interpolated<T> | FieldReference;

interface Container {
  readonly env?: Readonly<Record<string, EnvValue>>;
}

interface Targets extends Container {
  readonly connectsTo: Readonly<Record<string, Target>>;
  readonly initContainers: Readonly<Record<string, Container>>;
  readonly sidecars: Readonly<Record<string, Container>>;
}

/** Something that a workload connects to, and where it says so: `env.CART_ADDR`. */
interface PlacedTarget {
  readonly place: string;
  readonly target: Target;
}

/** All that a workload connects to, by `connectsTo` or by a variable of any of its containers. */
export function targetsOf(workload: Targets): readonly Target[] {
  return placedTargetsOf(workload).map(({ target }) => target);
}

/** The same, each with the place that says it. */
export function placedTargetsOf(workload: Targets): readonly PlacedTarget[] {
  const { connectsTo, initContainers, sidecars } = workload;
  const containers = [
    ['', workload] as const,
    ...Object.entries(initContainers).map(([name, one]) => [`initContainers.${name}.`, one] as const),
    ...Object.entries(sidecars).map(([name, one]) => [`sidecars.${name}.`, one] as const),
  ];
  return [
    ...Object.entries(connectsTo).map(([name, target]) => ({ place: `connectsTo.${name}`, target })),
    ...containers.flatMap(([root, { env = {} }]) =>
      Object.entries(env).flatMap(([name, value]) =>
        [...new Set(targetsIn(value))].map((target) => ({ place: `${root}env.${name}`, target })),
      ),
    ),
  ];
}

/** The host under which a pod in `callerNamespace` finds the target. */
export function hostName(target: Target, callerNamespace: string): string {
  if (target.kind === 'external') return target.server;
  if (target.kind === 'workload') return dnsName(target, callerNamespace);
  return dnsName({ workload: target.service, namespace: target.namespace }, callerNamespace);
}

/** What the text of a variable is made of, for a pod in `callerNamespace`. */
export type EnvParts = readonly (string | VariablePart)[];

/** The text of a variable, for people: with `$(NAME)` for the value of another one. */
export function envText(value: Exclude<EnvValue, FieldReference>, callerNamespace: string): string {
  return textOf(envParts(value, callerNamespace));
}

/** The text of a variable, for a pod in `callerNamespace`. */
export function envParts(value: Exclude<EnvValue, FieldReference>, callerNamespace: string): EnvParts {
  return partsOf(value, ({ target, as }) => {
    const host = hostName(target, callerNamespace);
    if (as === 'host') return host;
    return as === 'port' ? String(target.number) : `${isIPv6(host) ? `[${host}]` : host}:${target.number}`;
  });
}
