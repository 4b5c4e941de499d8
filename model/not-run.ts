import type { ExternalEndpoint } from '../constructs/workload';
import type { Service } from './service';
import type { AnyServiceSettings } from './service-settings';

/** Something else that answers in place of a service, in one environment. Made by {@link replacedBy}. */
export interface Replaced<Port extends string = string> {
  readonly kind: 'replaced';
  /** Port of the service → what is connected to instead. */
  readonly ports: Readonly<Partial<Record<Port, ExternalEndpoint>>>;
}

/** A service that one environment does without. Made by {@link absent}. */
export interface Absent {
  readonly kind: 'absent';
  readonly reason: string;
}

/** What an environment says instead of settings about a service that it does not run. */
export type NotRun<Port extends string = string> = Replaced<Port> | Absent;

/**
 * Says for `services` of an environment that something outside the cluster stands in for a service there: all that connects to one
 * of its ports gets this address, and the way to it.
 *
 * @example
 * replacedBy({ redis: external('memorystore.internal', 6379, ['10.1.0.0/16']) });
 */
export function replacedBy<const Port extends string>(
  ports: Readonly<Record<Port, ExternalEndpoint>>,
): Replaced<Port> {
  return { kind: 'replaced', ports };
}

/**
 * Says for `services` of an environment that it does without a service. Nothing that runs there may connect to it.
 *
 * @example
 * absent('traces are only kept in prod');
 */
export function absent(reason: string): Absent {
  return { kind: 'absent', reason };
}

/** What is declared of the services of an environment: their settings, or why they do not run there. */
type DeclaredServices = Readonly<Record<string, AnyServiceSettings | NotRun>>;

/** Whether what an environment says of a service is why it does not run there. */
export function isNotRun(declared: AnyServiceSettings | NotRun | undefined): declared is NotRun {
  return declared !== undefined && 'kind' in declared;
}

/** What is declared of the services that run, and of those that do not. */
export function dividedServices(declared: DeclaredServices): {
  readonly services: Readonly<Record<string, AnyServiceSettings>>;
  readonly notRun: Readonly<Record<string, NotRun>>;
} {
  const services: Record<string, AnyServiceSettings> = {};
  const notRun: Record<string, NotRun> = {};
  for (const [name, one] of Object.entries(declared)) {
    if (isNotRun(one)) notRun[name] = one;
    else services[name] = one;
  }
  return { services, notRun };
}

/** Whether an environment, as it is declared or placed, runs a service at all. */
export function runsIn(
  environment: { readonly services?: DeclaredServices; readonly notRun?: Readonly<Record<string, NotRun>> },
  { name }: Service,
): boolean {
  return environment.notRun?.[name] === undefined && !isNotRun(environment.services?.[name]);
}
