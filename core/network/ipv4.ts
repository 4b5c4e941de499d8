const OCTET = '(0|[1-9][0-9]{0,2})';
const ADDRESS = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}$`);

/** The address as a number, or undefined unless it is four decimal octets without leading zeros. */
export function parseIpv4(text: string): bigint | undefined {
  const octets = ADDRESS.exec(text)?.slice(1).map(BigInt);
  if (octets === undefined || octets.some((octet) => octet > 255n)) return undefined;
  return octets.reduce((address, octet) => address * 256n + octet, 0n);
}

export function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join('.');
}
