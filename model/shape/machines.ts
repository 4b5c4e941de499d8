import { z } from '../../core/zod';
import { name, size } from '../../constructs/shape';
import {
  addressesShape,
  cloudInitShape,
  diskShape,
  formerShape,
  machineImageShape,
} from '../../constructs/vm-pool';
import type { PoolProps, RetiredSlot } from '../environment';
import type { LibvirtHypervisor, ProxmoxHypervisor } from '../hypervisor';

const host = {
  uri: z.string(),
  cores: z.number(),
  memory: size,
  failureDomain: z.string().optional(),
  reserve: z.strictObject({ cpu: z.number().optional(), memory: size.optional() }).optional(),
  drained: z.boolean().optional(),
};

/** What `libvirt(…)` or `proxmox(…)` gives. */
export const hypervisor = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('libvirt'),
      ...host,
      unverified: z.string().optional(),
      storagePool: z.string().optional(),
      emulated: z.boolean().optional(),
    } satisfies Record<keyof LibvirtHypervisor, z.ZodType>),
    z.strictObject({
      kind: z.literal('proxmox'),
      ...host,
      endpoint: z.string(),
      sshUser: z.string().optional(),
      node: z.string(),
      datastore: z.string(),
      fileDatastore: z.string().optional(),
      cpuType: z.string().optional(),
      guestAgent: z.boolean().optional(),
    } satisfies Record<keyof ProxmoxHypervisor, z.ZodType>),
  ],
  { error: 'must be a hypervisor, created with libvirt(…) or proxmox(…)' },
);

const slots = z.union(
  [
    z.int().min(0).max(10_000, { error: 'must be a number of slots, at most 10000' }),
    z.array(name),
    z.record(
      name,
      z.union([
        name,
        z.strictObject({
          on: name.optional(),
          address: z.string().optional(),
          address6: z.string().optional(),
        }),
      ]),
    ),
  ],
  { error: 'must be a number of slots, their keys, or key → hypervisor or { on, address }' },
);

const retired = z.strictObject({
  on: name,
  data: z.enum(['keep', 'forget', 'destroy']),
} satisfies Record<keyof RetiredSlot, z.ZodType>);

/** What an environment says of a pool. */
export const pool = z.strictObject({
  slots,
  retired: z.record(name, retired).optional(),
  spread: z.enum(['preferred', 'required']).optional(),
  maxUnavailable: z.number().optional(),
  quorum: z.boolean().optional(),
  cpu: z.number(),
  memory: size,
  image: machineImageShape,
  network: name,
  addresses: addressesShape,
  addresses6: addressesShape.optional(),
  formerly: formerShape,
  rootDisk: size.optional(),
  disks: z.record(name, diskShape).optional(),
  cloudInit: cloudInitShape.optional(),
} satisfies Record<keyof PoolProps, z.ZodType>);
