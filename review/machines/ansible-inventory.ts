import { stringify } from 'yaml';
import type { Machine } from './machine';

interface Host {
  readonly ansible_host: string;
  readonly ansible_user?: string;
  readonly ansible_ssh_common_args?: string;
}

/** An Ansible inventory (YAML): a group an environment, in it a group a pool, `<environment>_<pool>`. */
export function ansibleInventory(machines: readonly Machine[]): string {
  const environments = grouped(machines, ({ environment }) => environment);
  const children = mapEntries(environments, (members, environment) => ({
    children: Object.fromEntries(
      Object.entries(grouped(members, ({ pool }) => pool)).map(([pool, slots]) => [
        groupName(`${environment}_${pool}`),
        { hosts: Object.fromEntries(slots.map((slot) => [slot.name, hostOf(slot)])) },
      ]),
    ),
  }));
  return stringify({ all: { children } });
}

function hostOf({ address, users: [user], jump }: Machine): Host {
  return {
    ansible_host: address,
    ...(user === undefined ? {} : { ansible_user: user }),
    ...(jump === null ? {} : { ansible_ssh_common_args: `-J ${jump}` }),
  };
}

/** Ansible takes letters, digits and underscores in the name of a group. */
function groupName(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_');
}

function grouped(
  machines: readonly Machine[],
  keyOf: (machine: Machine) => string,
): Readonly<Record<string, readonly Machine[]>> {
  const groups: Record<string, Machine[]> = {};
  for (const machine of machines) (groups[keyOf(machine)] ??= []).push(machine);
  return groups;
}

function mapEntries<A, B>(
  record: Readonly<Record<string, A>>,
  map: (value: A, key: string) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [groupName(key), map(value, key)]));
}
