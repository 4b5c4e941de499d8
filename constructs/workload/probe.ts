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
  readonly port: Port;
  readonly path: string;
}

/** Healthy while the named port accepts a connection. */
export interface TcpProbe<Port extends string = string> extends ProbeOptions {
  readonly kind: 'tcp';
  readonly port: Port;
}

/** Healthy while the command, run in the container, exits with 0. */
export interface ExecProbe extends ProbeOptions {
  readonly kind: 'exec';
  readonly command: readonly string[];
}

/** A question that Kubernetes asks a container. */
export type Probe<Port extends string = string> = HttpGetProbe<Port> | TcpProbe<Port> | ExecProbe;

/** The refusal of a probe. The reason is written beside the pods, for whoever wonders later. */
export interface NoProbe {
  readonly kind: 'none';
  readonly reason: string;
}

/** Asks by HTTP: `httpGet('http', '/readyz')`. */
export function httpGet<const Port extends string>(
  port: Port,
  path: string,
  options: ProbeOptions = {},
): HttpGetProbe<Port> {
  return { ...options, kind: 'http-get', port, path };
}

/** Asks by connecting: `tcp('sql')`. */
export function tcp<const Port extends string>(port: Port, options: ProbeOptions = {}): TcpProbe<Port> {
  return { ...options, kind: 'tcp', port };
}

/** Asks by a command in the container: `exec(['pg_isready', '--host=127.0.0.1'])`. */
export function exec(command: readonly string[], options: ProbeOptions = {}): ExecProbe {
  return { ...options, kind: 'exec', command };
}

/** Does without a readiness probe, and says why: `noProbe('reads a queue, nobody connects to it')`. */
export function noProbe(reason: string): NoProbe {
  return { kind: 'none', reason };
}
