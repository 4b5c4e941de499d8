import { z } from '../../core/zod';

/** Pods of a namespace that somebody else fills. Made by `inNamespace('monitoring').pods({ … })`. */
export interface ForeignPods {
  readonly kind: 'pods';
  readonly namespace: string;
  /** Their labels. `{}` stands for every pod of the namespace. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Addresses outside the network of the pods. Made by {@link fromNetwork}. */
export interface CallerNetwork {
  readonly kind: 'network';
  /** A network, such as `10.0.0.0/22`. */
  readonly network: string;
}

/** Who may connect and is no workload that the stack knows. */
export type Caller = ForeignPods | CallerNetwork;

/** Port → who else may connect to it. */
export type Callers<Port extends string = string> = { readonly [K in Port]?: readonly Caller[] };

/**
 * A network for `allowFrom`, of what has no pods with addresses of their own: nodes, whose agents are on the network of the host, or
 * the load balancer of a cloud behind a gateway.
 *
 * @example
 * const allowFrom = { http: [fromNetwork('130.211.0.0/22'), fromNetwork('35.191.0.0/16')] };
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function fromNetwork(network: string): CallerNetwork {
  return { kind: 'network', network };
}

/** Those of them that are pods. */
export function podsAmong(all: readonly Caller[]): readonly ForeignPods[] {
  return all.flatMap((one) => (one.kind === 'pods' ? [one] : []));
}

/** Those of them that are networks. */
export function networksAmong(all: readonly Caller[]): readonly string[] {
  return all.flatMap((one) => (one.kind === 'network' ? [one.network] : []));
}

/** Without ports that are named and given nothing. */
export function resolveCallers(given: Callers): Readonly<Record<string, readonly Caller[]>> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([port, pods]) => (pods === undefined ? [] : [[port, pods] as const])),
  );
}

/** What the compiler checks of some pods, for callers without types. */
export const foreignPods: z.ZodType<ForeignPods> = z.strictObject({
  kind: z.literal('pods'),
  namespace: z.string(),
  podLabels: z.record(z.string(), z.string()).readonly(),
});

/** What the compiler checks of a caller, for callers without types. */
export const caller: z.ZodType<Caller> = z.union(
  [foreignPods, z.strictObject({ kind: z.literal('network'), network: z.string() })],
  { error: 'must be inNamespace(…).pods(…) or fromNetwork(…)' },
);

/** What the compiler checks of them, for callers without types. */
export const callers: z.ZodType<Readonly<Record<string, readonly Caller[]>>> = z
  .record(z.string(), z.array(caller).readonly(), {
    error: "must be port → a list of pods: { metrics: [inNamespace('monitoring').pods({ … })] }",
  })
  .readonly();
