import { type Finding, problem } from '../../findings';
import { holds, type Ipv4Range, renderRange } from './address-range';
import { formatIpv4 } from './ipv4';
import { LABEL } from './names';
import type { PoolSpec, SlotProps } from './pool-spec';
import { addressOf, isIndex, slotIdentity, slotList } from './slots';

/** A volume named after a slot `base` could not be told from an image's. */
const RESERVED = 'base';
/** RFC 1123, and what Linux takes as a host name. */
const LONGEST_NAME = 63;

/** The problems of a pool's slots. `range` is the pool's, or undefined where it is wrong itself. */
export function checkSlots(spec: PoolSpec, range: Ipv4Range | undefined, path: string): readonly Finding[] {
  const { slots } = spec;
  if (typeof slots === 'number' && !(Number.isSafeInteger(slots) && slots >= 0 && slots <= 10_000))
    return [badCount(slots, path)];
  const list = slotList(slots);
  const keys = list.flatMap((slot, position) => checkKey(spec, slot, list.slice(0, position), path));
  if (keys.length > 0 || range === undefined) return keys;
  return [
    ...list.flatMap((slot) => checkAddress(spec, slot, range, path)),
    ...collisions(spec, list, range, path),
  ];
}

function checkKey(
  spec: PoolSpec,
  { key }: SlotProps,
  before: readonly SlotProps[],
  path: string,
): readonly Finding[] {
  const at = `${path}.${key}`;
  if (!(isIndex(key) || LABEL.test(key)) || key === RESERVED) {
    return [
      problem({
        rule: 'vm-pool/slot',
        path: at,
        message: `must be a whole number without leading zeros, or a name of lower-case letters, digits and hyphens other than ${RESERVED}`,
        value: JSON.stringify(key),
        advice: 'Choose a key such as 0 or db.',
      }),
    ];
  }
  const { name } = slotIdentity({ ...spec, addresses: '0.0.0.0/0' }, { key });
  return [
    ...(before.some((slot) => slot.key === key) ? [repeated(at)] : []),
    ...(name.length > LONGEST_NAME ? [longName(at, name)] : []),
  ];
}

function checkAddress(spec: PoolSpec, slot: SlotProps, range: Ipv4Range, path: string): readonly Finding[] {
  const address = addressOf(spec, slot);
  if (address !== undefined && holds(range, address)) return [];
  return [
    problem({
      rule: 'vm-pool/slot-address',
      path: `${path}.${slot.key}`,
      message: `must have an address in the pool's range, ${renderRange(range)}`,
      value: address === undefined ? JSON.stringify(slot.address) : formatIpv4(address),
      advice:
        slot.address === undefined
          ? "Widen the pool's addresses at their end, or use a lower index."
          : 'Give the slot an IPv4 address of the range.',
    }),
  ];
}

/** Two slots of one address or one MAC: each is told which other slot it meets. */
function collisions(
  spec: PoolSpec,
  list: readonly SlotProps[],
  range: Ipv4Range,
  path: string,
): readonly Finding[] {
  const byAddress = new Map<number, string>();
  const byMac = new Map<string, string>();
  const taken = new Set(list.map((slot) => addressOf(spec, slot)));
  return list.flatMap((slot) => {
    const address = addressOf(spec, slot);
    if (address === undefined) return [];
    const { key, mac } = slotIdentity(spec, { ...slot, address: formatIpv4(address) });
    const [sameAddress, sameMac] = [byAddress.get(address), byMac.get(mac)];
    byAddress.set(address, key);
    byMac.set(mac, key);
    return [
      ...(sameAddress === undefined
        ? []
        : [sharedAddress(`${path}.${key}`, key, address, sameAddress, freeAddress(range, taken))]),
      ...(sameMac === undefined ? [] : [sharedMac(`${path}.${key}`, mac, sameMac)]),
    ];
  });
}

function freeAddress({ first, last }: Ipv4Range, taken: ReadonlySet<number | undefined>): number | undefined {
  for (let address = last; address >= first; address--) if (!taken.has(address)) return address;
  return undefined;
}

function badCount(slots: number, path: string): Finding {
  return problem({
    rule: 'vm-pool/slots',
    path,
    message: 'must be a whole number from 0 to 10000, or a list of keys',
    value: String(slots),
    advice: 'Say how many machines the pool has.',
  });
}

function repeated(path: string): Finding {
  return problem({
    rule: 'vm-pool/slot',
    path,
    message: 'must stand in the list once',
    advice: 'Remove one of the two, or give it another key.',
  });
}

function longName(path: string, name: string): Finding {
  return problem({
    rule: 'vm-pool/slot-name',
    path,
    message: `must give a host name of at most ${LONGEST_NAME} characters`,
    value: `${name} (${name.length})`,
    advice: 'Shorten the identity, the pool or the slot key, of which the name is made.',
  });
}

function sharedAddress(
  path: string,
  key: string,
  address: number,
  other: string,
  free: number | undefined,
): Finding {
  return problem({
    rule: 'vm-pool/slot-address',
    path,
    message: 'must have an address of its own in the pool',
    value: `${formatIpv4(address)}, as slot ${other} has`,
    advice:
      free === undefined
        ? "All addresses of the range are taken: widen the pool's addresses at their end."
        : `Give the newer of the two an explicit address: { key: '${key}', address: '${formatIpv4(free)}' } is free.`,
  });
}

function sharedMac(path: string, mac: string, other: string): Finding {
  return problem({
    rule: 'vm-pool/slot-mac',
    path,
    message: 'must have a MAC of its own in the pool',
    value: `${mac}, as slot ${other} has`,
    advice: 'Give the newer of the two another key: the MAC is a hash of it.',
  });
}
