import type { Duration } from '../quantities';

/** How often a probe runs and how soon it gives up. */
export interface ProbeOptions {
  /** Time between two runs. @default 10 s; 5 s for a startup probe */
  readonly period?: Duration;
  /** Time one run may take. @default 1 s */
  readonly timeout?: Duration;
  /** Failed runs in a row that count as failure. @default 3; 30 for a startup probe */
  readonly failures?: number;
  /** Time before the first run. @default none */
  readonly delay?: Duration;
}

/** Healthy while GET of `path` on the named port answers 200–399. */
export interface HttpGetProbe<Port extends string = string> extends ProbeOptions {
  readonly kind: 'http-get';
  /** The name of a port. */
  readonly port: Port;
  /** An absolute URL path. */
  readonly path: string;
}

/** Healthy while the named port accepts a connection. */
export interface TcpProbe<Port extends string = string> extends ProbeOptions {
  readonly kind: 'tcp';
  /** The name of a port. */
  readonly port: Port;
}

/** Healthy while the command, run in the container, exits with 0. */
export interface ExecProbe extends ProbeOptions {
  readonly kind: 'exec';
  /** The program and its arguments; no shell. */
  readonly command: readonly string[];
}

/** A question that Kubernetes asks a container. */
export type Probe<Port extends string = string> = HttpGetProbe<Port> | TcpProbe<Port> | ExecProbe;

/** The refusal of a probe. The reason is written beside the pods, as an annotation. */
export interface NoProbe {
  readonly kind: 'none';
  /** Why Kubernetes cannot ask. */
  readonly reason: string;
}

/**
 * Asks by HTTP: healthy while the answer is 200–399.
 *
 * @param port The name of a port of the workload.
 * @param path An absolute URL path.
 *
 * @example
 * httpGet('http', '/readyz', { timeout: Duration.seconds(3) });
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function httpGet<const Port extends string>(
  port: Port,
  path: string,
  options: ProbeOptions = {},
): HttpGetProbe<Port> {
  return { ...options, kind: 'http-get', port, path };
}

/**
 * Asks by connecting: healthy while the port accepts a connection.
 *
 * @example
 * tcp('sql');
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function tcp<const Port extends string>(port: Port, options: ProbeOptions = {}): TcpProbe<Port> {
  return { ...options, kind: 'tcp', port };
}

/**
 * Asks by a command in the container: healthy while it exits with 0.
 *
 * @example
 * exec(['pg_isready', '--host=127.0.0.1'], { period: Duration.seconds(20) });
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function exec(command: readonly string[], options: ProbeOptions = {}): ExecProbe {
  return { ...options, kind: 'exec', command };
}

/**
 * Does without a readiness probe, and says why.
 *
 * @example
 * noProbe('reads a queue, nobody connects to it');
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function noProbe(reason: string): NoProbe {
  return { kind: 'none', reason };
}

/** The probes of a container, as their purpose names them. */
export type ProbePurpose = 'ready' | 'live' | 'startup';

/** How a probe runs where its options leave it open. A startup probe asks often, and waits long. */
const PROBE_DEFAULTS = {
  ready: { periodSeconds: 10, failures: 3 },
  live: { periodSeconds: 10, failures: 3 },
  startup: { periodSeconds: 5, failures: 30 },
} as const satisfies Record<ProbePurpose, { readonly periodSeconds: number; readonly failures: number }>;

/** How a probe runs, in Kubernetes' own terms. */
export function timingOf(purpose: ProbePurpose, probe: Probe) {
  const defaults = PROBE_DEFAULTS[purpose];
  return {
    initialDelaySeconds: probe.delay?.toSeconds() ?? 0,
    periodSeconds: probe.period?.toSeconds() ?? defaults.periodSeconds,
    timeoutSeconds: probe.timeout?.toSeconds() ?? 1,
    failureThreshold: probe.failures ?? defaults.failures,
  };
}

/** How long a container may take until its startup probe has failed, in seconds. */
export function startupBudget(probe: Probe): number {
  const { initialDelaySeconds, periodSeconds, failureThreshold } = timingOf('startup', probe);
  return initialDelaySeconds + periodSeconds * failureThreshold;
}
