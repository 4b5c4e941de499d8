import { type Finding, problem } from '../../core/findings';
import { LONGEST_NAME } from '../../core/kubernetes';
import { FORM } from '../../core/text';
import { checkSlotAddresses } from './check-slot-addresses';
import type { PoolSpec, SlotProps } from './pool-spec';
import { isIndex } from './slot-address';
import { macAddressOf, machineName, slotList } from './slots';

/** A volume named after a slot `base` could not be told from an image's. */
const RESERVED = 'base';

/** The problems of a pool's slots: keys, names, MACs and addresses. */
export function checkSlots(spec: PoolSpec, path: string): readonly Finding[] {
  const { slots } = spec;
  if (typeof slots === 'number' && !(Number.isSafeInteger(slots) && slots >= 0 && slots <= 10_000))
    return [badCount(slots, path)];
  const list = slotList(slots);
  const keys = list.flatMap((slot, position) => checkKey(spec, slot, list.slice(0, position), path));
  if (keys.length > 0) return keys;
  return [...checkSlotAddresses(spec, list, path), ...checkMacs(spec, list, path)];
}

function checkKey(
  spec: PoolSpec,
  { key }: SlotProps,
  before: readonly SlotProps[],
  path: string,
): readonly Finding[] {
  const at = `${path}.${key}`;
  const form = checkKeyForm(key, at);
  if (form.length > 0) return form;
  const name = machineName(spec, key);
  return [
    ...(before.some((slot) => slot.key === key) ? [repeated(at)] : []),
    ...(name.length > LONGEST_NAME.label ? [longName(at, name)] : []),
  ];
}

/** The form that a slot's key must have. */
export function checkKeyForm(key: string, path: string): readonly Finding[] {
  if ((isIndex(key) || FORM.label.test(key)) && key !== RESERVED) return [];
  return [
    problem({
      rule: 'vm-pool/slot',
      path,
      message: `must be a whole number without leading zeros, or a name of lower-case letters, digits and hyphens other than ${RESERVED}`,
      value: JSON.stringify(key),
      advice: 'Choose a key such as 0 or db.',
    }),
  ];
}

function checkMacs(spec: PoolSpec, list: readonly SlotProps[], path: string): readonly Finding[] {
  const holders = new Map<string, string>();
  return list.flatMap(({ key }) => {
    const mac = macAddressOf(spec, key);
    const holder = holders.get(mac);
    holders.set(mac, key);
    return holder === undefined ? [] : [sharedMac(`${path}.${key}`, mac, holder)];
  });
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
    message: 'must be listed once',
    advice: 'Remove one of the two, or give it another key.',
  });
}

function longName(path: string, name: string): Finding {
  return problem({
    rule: 'vm-pool/slot-name',
    path,
    message: `must give a host name of at most ${LONGEST_NAME.label} characters`,
    value: `${name} (${name.length})`,
    advice: 'Shorten the identity, the pool or the slot key, of which the name is made.',
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
