import { Duration } from '../constructs/quantities';
import type { ServicePort } from './service';

/** How long an answer may take where a check does not say it. */
export const ANSWER_WITHIN = Duration.seconds(5);

/** How long a command may run where a check does not say it. */
export const COMMAND_WITHIN = Duration.minutes(10);

interface HttpAnswer {
  /** The status that the answer must have; a redirect is an answer, too. @default 200 */
  readonly status?: number;
  /** What the body of the answer must contain. @default anything */
  readonly contains?: string;
  /** How long the whole answer may take, at most 7 days. @default 5 seconds */
  readonly within?: Duration;
}

interface HttpCheckProps extends HttpAnswer {
  /** What is requested, without a user or a password. */
  readonly url: string;
}

interface PodCheckProps extends HttpAnswer {
  /** Whose pods are asked, and at which port: `api.port('http')`. */
  readonly to: ServicePort;
  /** What is requested, as it is sent: `/healthz?deep=1`. @default / */
  readonly path?: string;
}

interface CommandCheckProps {
  /** The program and its arguments, as they are: no shell reads them. It runs in the folder of the project. */
  readonly command: readonly [string, ...string[]];
  /** How long it may run, at most 7 days. @default 10 minutes */
  readonly within?: Duration;
}

interface PrometheusCheckProps {
  /** The address of the server, without a user or a password: `https://prometheus.example.com`. */
  readonly server: string;
  /** An expression of PromQL. Each of the series that it gives must keep the bounds. */
  readonly query: string;
  /** The greatest value that is good. @default any */
  readonly atMost?: number;
  /** The least value that is good. @default any */
  readonly atLeast?: number;
  /** For how long it must stay so, from now on: at most 7 days. @default it is asked once */
  readonly for?: Duration;
  /** The variable that holds a bearer token for the server, where it wants one. @default none */
  readonly tokenVariable?: string;
}

export type HttpCheck = Readonly<HttpCheckProps> & { readonly kind: 'http' };
export type PodCheck = Readonly<PodCheckProps> & { readonly kind: 'pods' };
export type CommandCheck = Readonly<CommandCheckProps> & { readonly kind: 'command' };
export type PrometheusCheck = Readonly<PrometheusCheckProps> & { readonly kind: 'prometheus' };

/** What must hold of an environment before `slipway verify` records that its images work. */
export type Check = HttpCheck | PodCheck | CommandCheck | PrometheusCheck;

/**
 * A request that must be answered as it should, from where the command runs.
 *
 * @example
 * httpCheck({ url: 'https://shop.example.com/healthz', contains: '"ready":true' });
 */
export function httpCheck(props: HttpCheckProps): HttpCheck {
  return { kind: 'http', ...props };
}

/**
 * A request that each pod of a service must answer as it should, by HTTP from inside the cluster: over the cluster's API, as
 * `kubectl port-forward` does, so that the service needs no ingress, and no network policy is in the way.
 *
 * @example
 * const api = service({ name: 'api', image: image({ context: __dirname }), ports: { http: 8080 }, ready: httpGet('http', '/') });
 * podCheck({ to: api.port('http'), path: '/healthz?deep=1', contains: '"ready":true' });
 *
 * @see https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/
 */
export function podCheck(props: PodCheckProps): PodCheck {
  return { kind: 'pods', ...props };
}

/**
 * A command of yours that must end with 0, such as end-to-end tests. It gets `SLIPWAY_ENVIRONMENT`, `SLIPWAY_NAMESPACE`, and for each
 * service with a domain its address: `SLIPWAY_URL_WEB`.
 *
 * @example
 * commandCheck({ command: ['npm', 'run', 'e2e'], within: Duration.minutes(15) });
 */
export function commandCheck(props: CommandCheckProps): CommandCheck {
  return { kind: 'command', ...props };
}

/**
 * A query to Prometheus whose result must stay within bounds.
 *
 * @example
 * prometheusCheck({
 *   server: 'https://prometheus.example.com',
 *   query: 'sum(rate(http_requests_total{code=~"5.."}[1m])) / sum(rate(http_requests_total[1m]))',
 *   atMost: 0.01,
 *   for: Duration.minutes(5),
 * });
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export function prometheusCheck(props: PrometheusCheckProps): PrometheusCheck {
  return { kind: 'prometheus', ...props };
}
