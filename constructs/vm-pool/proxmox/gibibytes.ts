import type { Size } from '../../quantities';

const GIBIBYTE = 2 ** 30;

/** A disk's size as the provider counts it. */
export function gibibytes(size: Size): number {
  return size.toBytes() / GIBIBYTE;
}
