import { z } from 'zod';
import { name, size } from '../../constructs/shape';
import type {
  CloudConfigValue,
  CloudInit,
  CloudInitFile,
  CloudInitMount,
  CloudInitUser,
  DiskProps,
  MachineImage,
  NetworkSpec,
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

/** One name, or several. */
const former = z.union([name, z.array(name)], { error: 'must be a name, or a list of names' }).optional();

const names = {
  cidr: z.string(),
  cidr6: z.string().optional(),
  domain: z.string().optional(),
};
const made = { ...names, dns: z.array(z.string()).optional(), formerly: former };
const found = {
  ...names,
  gateway: z.string(),
  gateway6: z.string().optional(),
  dns: z.array(z.string()),
  segment: z.string().optional(),
};

type NetworkFields<K extends NetworkSpec['kind']> = Record<
  keyof Extract<NetworkSpec, { kind: K }>,
  z.ZodType
>;

/** What `nat(…)` and its like give. */
export const network = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('nat'), ...made } satisfies NetworkFields<'nat'>),
    z.strictObject({ kind: z.literal('routed'), ...made } satisfies NetworkFields<'routed'>),
    z.strictObject({ kind: z.literal('open'), ...made } satisfies NetworkFields<'open'>),
    z.strictObject({
      kind: z.literal('bridged'),
      ...found,
      bridge: z.string(),
    } satisfies NetworkFields<'bridged'>),
    z.strictObject({
      kind: z.literal('existing'),
      ...found,
      name: z.string(),
      spansHosts: z.boolean().optional(),
    } satisfies NetworkFields<'existing'>),
  ],
  { error: 'must be a network, such as nat(…) or bridged(…)' },
);

const machineImage = z.strictObject(
  {
    kind: z.literal('machine-image'),
    name: z.string(),
    source: z.string(),
    digest: z.string(),
    architecture: z.enum(['amd64', 'arm64']),
  } satisfies Record<keyof MachineImage, z.ZodType>,
  {
    error: (issue) => (issue.code === 'invalid_type' ? 'must be created with machineImage(…)' : undefined),
  },
);

const disk = z.strictObject({
  size,
  mountPath: z.string().optional(),
  fileSystem: z.enum(['ext4', 'xfs']).optional(),
  retired: z.enum(['keep', 'forget', 'destroy']).optional(),
} satisfies Record<keyof DiskProps, z.ZodType>);

/** Free: plain data, as YAML knows it. That it is no deeper than a person writes is known by then. */
const cloudConfig = z.custom<CloudConfigValue>(() => true);

const cloudInit = z.strictObject({
  users: z
    .array(
      z.strictObject({
        name: z.string(),
        sshKeys: z.array(z.string()),
        sudo: z.boolean().optional(),
      } satisfies Record<keyof CloudInitUser, z.ZodType>),
    )
    .optional(),
  packages: z.array(z.string()).optional(),
  files: z
    .record(
      z.string(),
      z.strictObject({
        content: z.string(),
        permissions: z.string().optional(),
        owner: z.string().optional(),
      } satisfies Record<keyof CloudInitFile, z.ZodType>),
    )
    .optional(),
  commands: z
    .array(
      z.union([z.string(), z.array(z.string())], {
        error: 'must be a shell line, or a program and its arguments',
      }),
    )
    .optional(),
  mounts: z
    .record(
      z.string(),
      z.strictObject({
        device: z.string(),
        fileSystem: z.string().optional(),
        options: z.string().optional(),
      } satisfies Record<keyof CloudInitMount, z.ZodType>),
    )
    .optional(),
  timezone: z.string().optional(),
  ntp: z.array(z.string()).optional(),
  locale: z.string().optional(),
  merge: z.record(z.string(), cloudConfig).optional(),
} satisfies Record<keyof CloudInit, z.ZodType>);

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

const addresses = z.union([z.string(), z.strictObject({ from: z.string(), to: z.string() })], {
  error: 'must be a block such as 10.20.0.16/28, or { from, to }',
});

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
  image: machineImage,
  network: name,
  addresses,
  addresses6: addresses.optional(),
  formerly: former,
  rootDisk: size.optional(),
  disks: z.record(name, disk).optional(),
  cloudInit: cloudInit.optional(),
} satisfies Record<keyof PoolProps, z.ZodType>);
