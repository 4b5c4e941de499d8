import { z } from '../../core/zod';
import { name, size } from '../shape';
import type { CloudInit } from './cloud-init';
import type { MachineImage } from './machine-image';
import type { BridgedNetwork, ExistingNetwork, NatNetwork, OpenNetwork, RoutedNetwork } from './network';
import type { DiskProps } from './pool-spec';

// What the compiler checks of machines, for callers without types: in a pool of a stack of one's own, and in one of a project.

/** Each option has its shape: the compiler tells of one that is missing. */
type Shape<T> = Readonly<Record<keyof T, z.ZodType>>;

/** One name, or several. */
export const formerShape = z
  .union([name, z.array(name)], { error: 'must be a name, or a list of names' })
  .optional();

const names = {
  cidr: z.string(),
  cidr6: z.string().optional(),
  domain: z.string().optional(),
};
const made = { ...names, dns: z.array(z.string()).optional(), formerly: formerShape };
const found = {
  ...names,
  gateway: z.string(),
  gateway6: z.string().optional(),
  dns: z.array(z.string()),
  segment: z.string().optional(),
};

/** What `nat(…)` and its like give. */
export const networkShape = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('nat'), ...made } satisfies Shape<NatNetwork>),
    z.strictObject({ kind: z.literal('routed'), ...made } satisfies Shape<RoutedNetwork>),
    z.strictObject({ kind: z.literal('open'), ...made } satisfies Shape<OpenNetwork>),
    z.strictObject({
      kind: z.literal('bridged'),
      ...found,
      bridge: z.string(),
    } satisfies Shape<BridgedNetwork>),
    z.strictObject({
      kind: z.literal('existing'),
      ...found,
      name: z.string(),
      spansHosts: z.boolean().optional(),
    } satisfies Shape<ExistingNetwork>),
  ],
  { error: 'must be a network, such as nat(…) or bridged(…)' },
);

export const machineImageShape = z.strictObject(
  {
    kind: z.literal('machine-image'),
    name: z.string(),
    source: z.string(),
    digest: z.string(),
    architecture: z.enum(['amd64', 'arm64']),
  } satisfies Shape<MachineImage>,
  {
    error: (issue) => (issue.code === 'invalid_type' ? 'must be created with machineImage(…)' : undefined),
  },
);

export const diskShape = z.strictObject({
  size,
  mountPath: z.string().optional(),
  fileSystem: z.enum(['ext4', 'xfs']).optional(),
  retired: z.enum(['keep', 'forget', 'destroy']).optional(),
} satisfies Shape<DiskProps>);

/** Free: plain data, as YAML knows it. That it is no deeper than a person writes is known by then. */
const cloudConfig = z.custom<unknown>(() => true);

export const cloudInitShape = z.strictObject({
  users: z
    .array(
      z.strictObject({
        name: z.string(),
        sshKeys: z.array(z.string()),
        sudo: z.boolean().optional(),
      }),
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
      }),
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
      }),
    )
    .optional(),
  timezone: z.string().optional(),
  ntp: z.array(z.string()).optional(),
  locale: z.string().optional(),
  merge: z.record(z.string(), cloudConfig).optional(),
} satisfies Shape<CloudInit>);

/** A block, or its first and last address. */
export const addressesShape = z.union([z.string(), z.strictObject({ from: z.string(), to: z.string() })], {
  error: 'must be a block such as 10.20.0.16/28, or { from, to }',
});
