/** A number of pods, or a share of them. */
export type Amount = number | `${number}%`;

/** How many of `replicas` an amount is; a share is rounded up, as Kubernetes does for disruption budgets. */
export function amountOf(amount: number | string, replicas: number): number {
  const [, share] = /^(\d+)%$/.exec(String(amount)) ?? [];
  return share === undefined ? Number(amount) : Math.ceil((Number(share) * replicas) / 100);
}
