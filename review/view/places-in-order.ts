/** Environments in promotion order, then the stacks that no environment owns. */
export function placesInOrder(
  places: readonly { readonly environment: string | null; readonly stack: string }[],
  order: readonly string[],
): readonly string[] {
  const there = new Set(places.map(({ environment }) => environment));
  const stacks = places.filter(({ environment }) => environment === null).map(({ stack }) => stack);
  return [...order.filter((name) => there.has(name)), ...[...new Set(stacks)].sort()];
}
