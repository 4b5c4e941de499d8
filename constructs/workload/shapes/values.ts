import type { PinnedImage } from '../../image-build';
import type { WorkloadKind } from '../kind';
import { z } from 'zod';

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
