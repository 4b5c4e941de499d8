import { z } from 'zod';

/** Pods of a namespace that somebody else fills. Made by `inNamespace('monitoring').pods({ … })`. */
export interface ForeignPods {
  readonly kind: 'pods';
  readonly namespace: string;
  /** Their labels. `{}` stands for every pod of the namespace. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Port → the pods of other namespaces that may connect to it. */
export type Callers<Port extends string = string> = { readonly [K in Port]?: readonly ForeignPods[] };

/** Without ports that are named and given nothing. */
export function resolveCallers(given: Callers): Readonly<Record<string, readonly ForeignPods[]>> {
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

/** What the compiler checks of them, for callers without types. */
export const callers: z.ZodType<Readonly<Record<string, readonly ForeignPods[]>>> = z
  .record(z.string(), z.array(foreignPods).readonly(), {
    error: "must be port → a list of pods: { metrics: [inNamespace('monitoring').pods({ … })] }",
  })
  .readonly();
