import { z } from '../../core/zod';

/** An object with these properties and no others. @param error what it must be, for a value that is no such object */
export function exact<const S extends z.ZodRawShape>(
  shape: S,
  error: string,
): z.ZodObject<S, z.core.$strict> {
  return z.strictObject(shape, { error });
}
