import { duration, exact, name, size } from '../../shape';
import type { FileContent } from '../file';
import type { Mount, Whole } from '../mount';
import type { Scratch } from '../scratch';
import type { SecretKey } from '../secret-key';
import { ACCESS_MODES, type Volume } from '../volume';
import { reason } from './security';
import { named, texts } from './values';
import { z } from '../../../core/zod';

const MOUNT = "must be a mount, such as existingClaim('uploads') or hostPath('/var/log/pods', 'reason')";

const wholeFolder = { name: z.string(), optional: z.boolean().optional(), mode: z.number().optional() };

export const mount: z.ZodType<Mount> = z.discriminatedUnion(
  'kind',
  [
    exact(
      {
        kind: z.literal('host-path'),
        path: z.string(),
        reason,
        writable: z.boolean().optional(),
        type: z
          .enum(['Directory', 'DirectoryOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'])
          .optional(),
        propagation: z.enum(['HostToContainer', 'Bidirectional']).optional(),
      },
      MOUNT,
    ),
    exact({ kind: z.literal('secret'), ...wholeFolder }, MOUNT),
    exact({ kind: z.literal('config-map'), ...wholeFolder }, MOUNT),
    exact(
      {
        kind: z.literal('claim'),
        name: z.string(),
        readOnly: z.boolean().optional(),
        subPath: z.string().optional(),
      },
      MOUNT,
    ),
    exact(
      { kind: z.literal('token'), audience: z.string().optional(), expiration: duration.optional() },
      MOUNT,
    ),
  ],
  { error: MOUNT },
);

export const scratch: z.ZodType<Scratch> = z.union(
  [
    texts,
    named(exact({ size: size.optional(), inMemory: z.boolean().optional() }, 'must be { size, inMemory }')),
  ],
  { error: 'must be a list of paths, or path → { size, inMemory }' },
);

const secret = { secretName: name, key: z.string() };

const SECRET_KEY = "must be secretKey('<secret>', '<key>')";

export const secretKey: z.ZodType<SecretKey> = exact(
  { ...secret, optional: z.boolean().optional() },
  SECRET_KEY,
);

const FILE = 'must be text, file(…), binaryFile(…), secretKey(…) or configMapKey(…)';

const mode = z.number().optional();

export const file: z.ZodType<FileContent> = z.union(
  [
    z.string(),
    z.discriminatedUnion('kind', [
      exact({ kind: z.literal('text-file'), content: z.string(), mode }, FILE),
      exact({ kind: z.literal('binary-file'), base64: z.string(), mode }, FILE),
      exact({ kind: z.literal('config-map-key'), configMap: z.string(), key: z.string(), mode }, FILE),
    ]),
    exact({ ...secret, mode }, FILE),
  ],
  { error: FILE },
);

const ENV_FROM = "must be wholeSecret('…') or existingConfigMap('…')";

export const envFrom: z.ZodType<readonly Whole[]> = z
  .array(
    exact(
      {
        kind: z.enum(['secret', 'config-map']),
        name: z.string(),
        optional: z.boolean().optional(),
        prefix: z.string().optional(),
      },
      ENV_FROM,
    ),
  )
  .readonly();

export const accessMode = z.enum(ACCESS_MODES, {
  error: "must be 'ReadWriteOnce', 'ReadWriteOncePod' or 'ReadWriteMany'",
});

export const volume: z.ZodType<Volume> = exact(
  { mountPath: z.string(), size, accessMode: accessMode.optional(), subPath: z.string().optional() },
  'must be { mountPath, size }',
);
