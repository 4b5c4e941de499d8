import type { Duration } from '../quantities';

/** How often a probe runs and how soon it gives up. */
export interface ProbeOptions {
  /** Time between two runs. @default 10 s; 5 s for a startup probe */
  readonly period?: Duration;
  /** Time one run may take. @default 1 s */
  readonly timeout?: Duration;
  /** Failed runs in a row that count as failure. @default 3; 30 for a startup probe */
  readonly failures?: number;
  /** Passed runs in a row that count as healthy again; only for `ready`. @default 1 */
  readonly successes?: number;
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
  /** With `HTTPS` the certificate is not verified. @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /** Headers of the request, such as the `Host` that a server answers to. Never a secret. @default none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Healthy while the gRPC health service on the named port says SERVING. */
export interface GrpcProbe<Port extends string = string> extends ProbeOptions {
  readonly kind: 'grpc';
  /** The name of a port. */
  readonly port: Port;
  /** Which of the server's services is asked about. @default the server as a whole */
  readonly service?: string;
}

/** How an HTTP probe asks, and how often. */
export type HttpProbeOptions = ProbeOptions & Pick<HttpGetProbe, 'headers'>;

/** What a gRPC probe asks, and how often. */
export type GrpcProbeOptions = ProbeOptions & Pick<GrpcProbe, 'service'>;

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
export type Probe<Port extends string = string> =
  HttpGetProbe<Port> | GrpcProbe<Port> | TcpProbe<Port> | ExecProbe;

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
  options: HttpProbeOptions = {},
): HttpGetProbe<Port> {
  return { ...options, kind: 'http-get', port, path };
}

/**
 * Asks by HTTPS: healthy while the answer is 200–399. The certificate is not verified.
 *
 * @param port The name of a port of the workload.
 * @param path An absolute URL path.
 *
 * @example
 * https('web', '/healthz', { headers: { Host: 'shop.example.com' } });
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes
 */
export function https<const Port extends string>(
  port: Port,
  path: string,
  options: HttpProbeOptions = {},
): HttpGetProbe<Port> {
  return { ...options, kind: 'http-get', port, path, scheme: 'HTTPS' };
}

/**
 * Asks by the gRPC health protocol, without TLS: healthy while the answer is SERVING.
 *
 * @param port The name of a port of the workload.
 *
 * @example
 * grpc('grpc', { service: 'cart' });
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe
 */
export function grpc<const Port extends string>(port: Port, options: GrpcProbeOptions = {}): GrpcProbe<Port> {
  return { ...options, kind: 'grpc', port };
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
    ...(probe.successes === undefined ? {} : { successThreshold: probe.successes }),
  };
}

/** How long a container may take until its startup probe has failed, in seconds. */
export function startupBudget(probe: Probe): number {
  const { initialDelaySeconds, periodSeconds, failureThreshold } = timingOf('startup', probe);
  return initialDelaySeconds + periodSeconds * failureThreshold;
}

/** How long a container takes at least until it is ready, in seconds. */
export function readinessDelay(probe: Probe): number {
  const { initialDelaySeconds, periodSeconds, successThreshold = 1 } = timingOf('ready', probe);
  return initialDelaySeconds + periodSeconds * (successThreshold - 1);
}
