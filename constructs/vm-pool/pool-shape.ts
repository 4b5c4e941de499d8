import { Construct } from 'constructs';
import { z } from '../../core/zod';
import type { Finding } from '../../core/findings';
import { findingsOf, size } from '../shape';
import {
  addressesShape,
  cloudInitShape,
  diskShape,
  formerShape,
  machineImageShape,
  networkShape,
} from './machine-shapes';
import type { PoolSpec, SlotProps } from './pool-spec';

const slot = z.strictObject({
  key: z.string(),
  address: z.string().optional(),
  address6: z.string().optional(),
  image: machineImageShape.optional(),
} satisfies Record<keyof SlotProps, z.ZodType>);

/** What a pool is, for callers without types. What words mean is for the checks. */
const POOL = z.strictObject({
  identity: z.string(),
  pool: z.string(),
  formerly: formerShape,
  slots: z.union(
    [z.number(), z.array(z.union([z.string(), slot], { error: 'must be a key, or { key, … }' }))],
    {
      error: 'must be a number of slots, or a list of them',
    },
  ),
  retired: z.record(z.string(), z.unknown()).optional(),
  cpu: z.number(),
  memory: size,
  image: machineImageShape,
  rootDisk: size.optional(),
  disks: z.record(z.string(), diskShape).optional(),
  network: networkShape,
  addresses: addressesShape,
  addresses6: addressesShape.optional(),
  cloudInit: cloudInitShape.optional(),
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
export function checkStackShape(props: object, path: string): readonly Finding[] {
  return findingsOf(OF_A_STACK, props, path);
}

/** What has the wrong type in a pool, and cannot be judged. */
export function checkPoolShape(spec: PoolSpec, path: string): readonly Finding[] {
  return findingsOf(POOL, spec, path);
}

const MACHINE_NETWORK = z.strictObject({
  identity: z.string(),
  spec: networkShape,
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
export function checkNetworkShape(props: object, path: string): readonly Finding[] {
  return findingsOf(MACHINE_NETWORK, props, path);
}
