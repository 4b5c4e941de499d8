import { type Finding, problem } from '../../core/findings';
import { holds, type IpRange, parseAddressRange, renderRange } from '../../core/network';
import type { PoolSpec, SlotProps } from './pool-spec';
import { ADDRESS, ADDRESS6, type AddressKind, addressOf } from './slot-address';

/** The problems of the addresses of slots whose keys are right. A range that is wrong itself says so elsewhere. */
export function checkSlotAddresses(
  spec: PoolSpec,
  list: readonly SlotProps[],
  path: string,
): readonly Finding[] {
  return [ADDRESS, ADDRESS6].flatMap((kind) => {
    const addresses = spec[kind.props.range];
    if (addresses === undefined) return list.flatMap((slot) => checkUnranged(kind, slot, path));
    const range = parseAddressRange(kind.family, addresses);
    if (range === undefined) return [];
    return [
      ...list.flatMap((slot) => checkAddress(kind, spec, slot, range, path)),
      ...collisions(kind, spec, list, range, path),
    ];
  });
}

function checkUnranged({ family, props }: AddressKind, slot: SlotProps, path: string): readonly Finding[] {
  const own = slot[props.own];
  if (own === undefined) return [];
  return [
    problem({
      rule: 'vm-pool/slot-address',
      path: `${path}.${slot.key}`,
      message: `must have no ${family.name} address in a pool without ${props.range}`,
      value: JSON.stringify(own),
      advice: `Give the pool its range of ${family.name} addresses, or leave ${props.own} out.`,
    }),
  ];
}

function checkAddress(
  kind: AddressKind,
  spec: PoolSpec,
  slot: SlotProps,
  range: IpRange,
  path: string,
): readonly Finding[] {
  const { family, props } = kind;
  const address = addressOf(kind, spec, slot);
  if (address !== undefined && holds(range, address)) return [];
  return [
    problem({
      rule: 'vm-pool/slot-address',
      path: `${path}.${slot.key}`,
      message: `must have an address in the pool's range, ${renderRange(family, range)}`,
      value: address === undefined ? JSON.stringify(slot[props.own]) : family.format(address),
      advice:
        slot[props.own] === undefined
          ? `Widen the pool's ${props.range} at their end, or use a lower index.`
          : `Give the slot an ${family.name} address of the range.`,
    }),
  ];
}

/** Two slots of one address: the later one is told which other slot it meets. */
function collisions(
  kind: AddressKind,
  spec: PoolSpec,
  list: readonly SlotProps[],
  range: IpRange,
  path: string,
): readonly Finding[] {
  const taken = new Set(list.map((slot) => addressOf(kind, spec, slot)));
  const holders = new Map<bigint, string>();
  return list.flatMap((slot) => {
    const address = addressOf(kind, spec, slot);
    if (address === undefined) return [];
    const holder = holders.get(address);
    holders.set(address, slot.key);
    return holder === undefined
      ? []
      : [shared(kind, `${path}.${slot.key}`, slot.key, address, holder, freeAddress(range, taken))];
  });
}

function freeAddress({ first, last }: IpRange, taken: ReadonlySet<bigint | undefined>): bigint | undefined {
  for (let address = last; address >= first; address--) if (!taken.has(address)) return address;
  return undefined;
}

function shared(
  { family, props }: AddressKind,
  path: string,
  key: string,
  address: bigint,
  other: string,
  free: bigint | undefined,
): Finding {
  return problem({
    rule: 'vm-pool/slot-address',
    path,
    message: 'must have an address of its own in the pool',
    value: `${family.format(address)}, as slot ${other} has`,
    advice:
      free === undefined
        ? `All addresses of the range are taken: widen the pool's ${props.range} at their end.`
        : `Give the newer of the two an explicit address: { key: '${key}', ${props.own}: '${family.format(free)}' } is free.`,
  });
}
