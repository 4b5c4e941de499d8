import { Construct } from 'constructs';
import { z } from 'zod';
import type { Finding } from '../../core/findings';
import * as machines from '../machine-shapes';
import { findingsOf, size } from '../shape';
import type { CloudInit } from './cloud-init';
import type { MachineImage } from './machine-image';
import type { BridgedNetwork, ExistingNetwork, NatNetwork, OpenNetwork, RoutedNetwork } from './network';
import type { DiskProps, PoolSpec, SlotProps } from './pool-spec';

/** A shape that has each of the options: the compiler tells of one that is missing. */
interface Whole<T> {
  readonly shape: Readonly<Record<keyof T, z.ZodType>>;
}

type Networks = readonly [
  Whole<NatNetwork>,
  Whole<RoutedNetwork>,
  Whole<OpenNetwork>,
  Whole<BridgedNetwork>,
  Whole<ExistingNetwork>,
];

const network = machines.network satisfies { readonly options: Networks };
const machineImage = machines.machineImage satisfies Whole<MachineImage>;

const slot = z.strictObject({
  key: z.string(),
  address: z.string().optional(),
  address6: z.string().optional(),
  image: machineImage.optional(),
} satisfies Record<keyof SlotProps, z.ZodType>);

/** What a pool is, for callers without types. What words mean is for the checks. */
const POOL = z.strictObject({
  identity: z.string(),
  pool: z.string(),
  formerly: machines.former,
  slots: z.union(
    [z.number(), z.array(z.union([z.string(), slot], { error: 'must be a key, or { key, … }' }))],
    {
      error: 'must be a number of slots, or a list of them',
    },
  ),
  retired: z.record(z.string(), z.unknown()).optional(),
  cpu: z.number(),
  memory: size,
  image: machineImage,
  rootDisk: size.optional(),
  disks: z.record(z.string(), machines.disk satisfies Whole<DiskProps>).optional(),
  network,
  addresses: machines.addresses,
  addresses6: machines.addresses.optional(),
  cloudInit: (machines.cloudInit satisfies Whole<CloudInit>).optional(),
  protect: z.boolean().optional(),
} satisfies Record<keyof PoolSpec, z.ZodType>);

/** What a pool in a stack has beside. */
const OF_A_STACK = z.looseObject({
  storagePool: z.string().optional(),
  emulated: z.boolean().optional(),
  network: z.instanceof(Construct, {
    error:
      "must be a network of the stack: new MachineNetwork(this, 'lan', { identity, spec: nat({ cidr }) })",
  }),
});

/** What of a pool in a stack has the wrong type, beside what the pool is. */
export function stackShape(props: object, path: string): readonly Finding[] {
  return findingsOf(OF_A_STACK, props, path);
}

/** What has the wrong type in a pool, and cannot be judged. */
export function poolShape(spec: PoolSpec, path: string): readonly Finding[] {
  return findingsOf(POOL, spec, path);
}

const MACHINE_NETWORK = z.strictObject({
  identity: z.string(),
  spec: network,
  hypervisor: z
    .custom<unknown>(isHypervisor, { error: 'must be libvirtHost() or proxmoxNode(…)' })
    .optional(),
});

function isHypervisor(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'libvirt' || value.kind === 'proxmox')
  );
}

/** The same of a network in a stack. */
export function networkShape(props: object, path: string): readonly Finding[] {
  return findingsOf(MACHINE_NETWORK, props, path);
}
