import { z } from 'zod';
import { name, size } from '../shape';

/** One name, or several. */
export const former = z
  .union([name, z.array(name)], { error: 'must be a name, or a list of names' })
  .optional();

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

/** What `nat(…)` and its like give. */
export const network = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('nat'), ...made }),
    z.strictObject({ kind: z.literal('routed'), ...made }),
    z.strictObject({ kind: z.literal('open'), ...made }),
    z.strictObject({
      kind: z.literal('bridged'),
      ...found,
      bridge: z.string(),
    }),
    z.strictObject({
      kind: z.literal('existing'),
      ...found,
      name: z.string(),
      spansHosts: z.boolean().optional(),
    }),
  ],
  { error: 'must be a network, such as nat(…) or bridged(…)' },
);

export const machineImage = z.strictObject(
  {
    kind: z.literal('machine-image'),
    name: z.string(),
    source: z.string(),
    digest: z.string(),
    architecture: z.enum(['amd64', 'arm64']),
  },
  {
    error: (issue) => (issue.code === 'invalid_type' ? 'must be created with machineImage(…)' : undefined),
  },
);

export const disk = z.strictObject({
  size,
  mountPath: z.string().optional(),
  fileSystem: z.enum(['ext4', 'xfs']).optional(),
  retired: z.enum(['keep', 'forget', 'destroy']).optional(),
});

/** Free: plain data, as YAML knows it. That it is no deeper than a person writes is known by then. */
const cloudConfig = z.custom<unknown>(() => true);

export const cloudInit = z.strictObject({
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
});

/** A block, or its first and last address. */
export const addresses = z.union([z.string(), z.strictObject({ from: z.string(), to: z.string() })], {
  error: 'must be a block such as 10.20.0.16/28, or { from, to }',
});
