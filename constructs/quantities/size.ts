import { amount, whole } from './quantity';

const BYTES = {
  bytes: 1,
  kibibytes: 2 ** 10,
  mebibytes: 2 ** 20,
  gibibytes: 2 ** 30,
  tebibytes: 2 ** 40,
} as const;
type Unit = keyof typeof BYTES;
const SUFFIX: readonly (readonly [Unit, string])[] = [
  ['tebibytes', 'Ti'],
  ['gibibytes', 'Gi'],
  ['mebibytes', 'Mi'],
  ['kibibytes', 'Ki'],
];

/**
 * An amount of memory or storage, in whole bytes. Units are binary: `Size.gibibytes(1)` is 2³⁰ bytes.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory
 * @example
 * const memory = Size.gibibytes(4);
 * const disks = Size.gibibytes(100).times(3);
 */
export class Size {
  /** Bytes. @throws InvalidInput unless it is a whole number of bytes, and at least 0. */
  static bytes(value: number): Size {
    return Size.of('bytes', value);
  }

  /** Kibibytes of 1,024 bytes. @throws InvalidInput unless it is a whole number of bytes, and at least 0. */
  static kibibytes(value: number): Size {
    return Size.of('kibibytes', value);
  }

  /** Mebibytes of 2²⁰ bytes. @throws InvalidInput unless it is a whole number of bytes, and at least 0. */
  static mebibytes(value: number): Size {
    return Size.of('mebibytes', value);
  }

  /** Gibibytes of 2³⁰ bytes. @throws InvalidInput unless it is a whole number of bytes, and at least 0. */
  static gibibytes(value: number): Size {
    return Size.of('gibibytes', value);
  }

  /** Tebibytes of 2⁴⁰ bytes. @throws InvalidInput unless it is a whole number of bytes, and at least 0. */
  static tebibytes(value: number): Size {
    return Size.of('tebibytes', value);
  }

  private static of(unit: Unit, value: number): Size {
    const bytes = amount(`Size.${unit}`, value) * BYTES[unit];
    return new Size(whole(bytes, `Size.${unit}(${value})`, 'bytes', 'Give the amount in a smaller unit.'));
  }

  private constructor(private readonly byteCount: number) {}

  /** The size in bytes. */
  toBytes(): number {
    return this.byteCount;
  }

  /** Whole mebibytes. @throws InvalidInput when the size is not a whole number of them. */
  toMebibytes(): number {
    return whole(
      this.byteCount / BYTES.mebibytes,
      `Size ${this.toString()}`,
      'mebibytes',
      'Give a size that is a multiple of 1 MiB.',
    );
  }

  /** The sum of both sizes. */
  plus(other: Size): Size {
    return Size.bytes(this.byteCount + other.byteCount);
  }

  /** The size so many times. @throws InvalidInput unless the result is a whole number of bytes. */
  times(factor: number): Size {
    return Size.bytes(this.byteCount * factor);
  }

  /** As Kubernetes writes it, in the largest unit that is exact: `512Mi`, `16Gi`. */
  toString(): string {
    for (const [unit, suffix] of SUFFIX) {
      if (this.byteCount > 0 && this.byteCount % BYTES[unit] === 0)
        return `${this.byteCount / BYTES[unit]}${suffix}`;
    }
    return String(this.byteCount);
  }
}
