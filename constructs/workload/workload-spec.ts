import { z } from '../../core/zod';
import {
  INIT_CONTAINER_OPTIONS,
  type InitContainer,
  type Sidecar,
  SIDECAR_OPTIONS,
} from './container-options';
import { OWN_OPTIONS } from './own-options';
import type { NotSecret } from '../../core/secrets';
import { defaulted, optionShapes, type Resolved, type Spec, withDefaults } from '../shape';
import { knownTexts } from '../not-secret';
import { type Caller, type Callers, resolveCallers } from './callers';
import type { Exposure } from './exposure';
import type { IngressSpec } from './ingress';
import type { Metrics } from './metrics';
import { type PortSpec, type ResolvedPort, resolvePorts } from './port';
import type { NoProbe, Probe } from './probe';
import type { PreStop } from './pre-stop';
import { type ResolvedScratch, resolveScratch } from './scratch';
import * as is from './shapes';

/** The options of a workload, with the other containers of its pods. */
export const WORKLOAD_OPTIONS = {
  ...OWN_OPTIONS,
  /**
   * Containers that run one after the other, in the order in which they are written, before the others start. Each has its own
   * variables and files, and those of `connectsTo`. @default none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   */
  initContainers: defaulted(
    is.named(z.strictObject(optionShapes(INIT_CONTAINER_OPTIONS))) as InitContainers,
    {},
  ),
  sidecars: defaulted(is.named(z.strictObject(optionShapes(SIDECAR_OPTIONS))) as Sidecars, {}),
};

type InitContainers = z.ZodType<Readonly<Record<string, InitContainer>>>;
type Sidecars = z.ZodType<Readonly<Record<string, Sidecar>>>;

/** The options whose types know the names of the ports. */
interface PortOptions<Port extends string> {
  /**
   * Ports by name: the number that the process listens on, which the Service has too. Where others connect to another
   * one, or by UDP: `{ http: { container: 8080, service: 80 }, dns: { container: 5353, protocol: 'UDP' } }`.
   * @default none, and no Service
   */
  readonly ports?: Readonly<Record<Port, number | PortSpec>>;
  /** When a pod gets traffic and a rollout goes on. */
  readonly ready: Probe<NoInfer<Port>> | NoProbe;
  /** When a container is killed and started again. @default never, while its process lives */
  readonly live?: Probe<NoInfer<Port>>;
  /** What must succeed once before the other probes begin, for a slow start. @default none */
  readonly startup?: Probe<NoInfer<Port>>;
  /**
   * What happens in a container before it gets the signal to end: `sleep(Duration.seconds(5))` lets it serve what still arrives,
   * `exec([…])` and `httpGet(…)` tell it to drain. It counts towards `terminationGrace`. @default nothing
   */
  readonly preStop?: PreStop<NoInfer<Port>>;
  /**
   * Pods of other namespaces that may connect, and networks that are not those of pods:
   * `{ metrics: [inNamespace('monitoring').pods({ app: 'prometheus' }), fromNetwork('10.0.0.0/22')] }`. Workloads that
   * name this one in `connectsTo` need it only from stacks that do not know it. @default none
   */
  readonly allowFrom?: Callers<NoInfer<Port>>;
  /**
   * Where Prometheus reads its metrics: `{ port: 'metrics' }` annotates the pods, and lets in those that scrape.
   * @default nowhere
   */
  readonly metrics?: Metrics<NoInfer<Port>>;
  /** Serves ports to the outside, under domains. @default not reachable from outside */
  readonly ingress?: IngressSpec<NoInfer<Port>>;
  /** Serves ports to the outside without an ingress: `loadBalancer(…)` or `nodePort(…)`. @default not reachable from outside */
  readonly exposed?: Exposure<NoInfer<Port>>;
  /**
   * Containers that run beside the workload's own, by name: an exporter, a proxy. A port on which one listens is among `ports`, and
   * each has its own variables and files, and those of `connectsTo`. @default none
   */
  readonly sidecars?: Readonly<Record<string, Sidecar<NoInfer<Port>>>>;
}

/**
 * One workload as plain values: what `checkWorkload` judges before any construct exists, and what `Workload` makes.
 * The types know the names of its ports: a probe of a port that is not declared does not compile.
 */
export interface WorkloadSpec<Port extends string = string>
  extends Omit<Spec<typeof WORKLOAD_OPTIONS>, keyof PortOptions<Port>>, PortOptions<Port> {}

/** A workload with its defaults: all that the checks and the resources read. */
export interface ResolvedWorkload extends Omit<
  Resolved<typeof WORKLOAD_OPTIONS, WorkloadSpec>,
  'ports' | 'allowFrom' | 'scratch'
> {
  /** Ports by name, with their defaults. */
  readonly ports: Readonly<Record<string, ResolvedPort>>;
  /** Scratch directories, with their defaults. */
  readonly scratch: readonly ResolvedScratch[];
  /** What of its texts is declared not to be a secret. */
  readonly notSecrets: readonly NotSecret[];
  /** Port → who else may connect to it. */
  readonly allowFrom: Readonly<Record<string, readonly Caller[]>>;
}

/** Puts the defaults in. An option that is given as `undefined` counts as not given. */
export function resolve(spec: WorkloadSpec): ResolvedWorkload {
  const { value, notSecrets } = knownTexts(spec);
  const workload = withDefaults(WORKLOAD_OPTIONS, value);
  return {
    ...workload,
    notSecrets,
    ports: resolvePorts(workload.ports),
    allowFrom: resolveCallers(workload.allowFrom),
    scratch: resolveScratch(workload.scratch, workload.scratchSize),
  };
}
