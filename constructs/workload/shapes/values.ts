import { networkOfAddress } from '../../../core/network';
import { has } from '../../shape';
import type { PinnedImage } from '../../image-build';
import type { WorkloadKind } from '../kind';
import { LONGEST_PATH } from '../mount-path';
import { z } from '../../../core/zod';

export const text = z.string();

export const texts = z.array(text).readonly();

export const flag = z.boolean();

export const number = z.number();

/** Values of one kind by name. */
export function named<T>(value: z.ZodType<T>): z.ZodType<Readonly<Record<string, T>>> {
  return z.record(z.string(), value).readonly();
}

export const image = z.custom<PinnedImage>((value) => typeof value === 'string', {
  error: 'must be an image, such as pinnedImage(repository, digest)',
});

export const kind: z.ZodType<WorkloadKind> = z.enum(['deployment', 'statefulSet', 'daemonSet'], {
  error: "must be 'deployment', 'statefulSet' or 'daemonSet'",
});

export const absolutePath = z
  .string()
  .refine((path) => /^\/(?:.*\S)?$/.test(path) && Buffer.byteLength(path) <= LONGEST_PATH, {
    error: `must be an absolute path of at most ${LONGEST_PATH} bytes, without a space at its end`,
  });

/** A number that Linux takes for a group. */
export const groups = z
  .array(
    z.number().refine((id) => Number.isInteger(id) && id >= 0, { error: 'must be the number of a group' }),
  )
  .readonly();

/** Address → the names that lead to it. */
export const hostAliases: z.ZodType<Readonly<Record<string, readonly string[]>>> = z
  .record(
    z
      .string()
      .refine((address) => networkOfAddress(address) !== undefined, { error: 'must be an IP address' }),
    z.array(
      z
        .string()
        .refine((name) => has('dnsName', name), { error: 'must be the name of a host, in lower case' }),
    ),
  )
  .readonly();

/** How a Service picks a pod for a client. */
export const sessionAffinity: z.ZodType<'ClientIP'> = z.literal('ClientIP', {
  error: "must be 'ClientIP', or left out",
});
