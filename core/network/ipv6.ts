const GROUP = /^[0-9a-f]{1,4}$/i;

/**
 * The address as a number, or undefined unless it is hexadecimal groups as RFC 4291 writes them. No zone (`%eth0`), and no
 * IPv4 address at its end: neither means anything in a network's plan.
 */
export function parseIpv6(text: string): bigint | undefined {
  const sides = text.split('::');
  const [head = [], tail] = sides.map((side) => (side === '' ? [] : side.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  // `::` stands for at least one group, and there is one of it.
  if (sides.length > 2 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  if (!groups.every((group) => GROUP.test(group))) return undefined;
  return groups.reduce((address, group) => address * 0x10000n + BigInt(`0x${group}`), 0n);
}

/** As RFC 5952 writes it: lower case, no leading zeros, the first of the longest runs of zeros as `::`. */
export function formatIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const text = groups.join(':');
  const runs = text.match(/(?<![0-9a-f])0(:0)+(?![0-9a-f])/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const at = text.search(new RegExp(`(?<![0-9a-f])${longest}(?![0-9a-f])`));
  const before = text.slice(0, at).replace(/:$/, '');
  const after = text.slice(at + longest.length).replace(/^:/, '');
  return `${before}::${after}`;
}
