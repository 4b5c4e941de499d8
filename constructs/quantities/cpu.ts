import { amount, whole } from './quantity';

/**
 * An amount of processor time per second, in whole thousandths of a core, as Kubernetes counts it.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu
 * @example
 * const half = Cpu.millis(500);
 * const all = half.plus(Cpu.cores(1.5)).times(2); // 4 cores
 */
export class Cpu {
  /** Thousandths of a core. @throws InvalidInput unless it is a whole number of at least 0. */
  static millis(value: number): Cpu {
    return new Cpu(wholeMillis(amount('Cpu.millis', value), `Cpu.millis(${value})`));
  }

  /** Cores, in steps of a thousandth: `Cpu.cores(0.5)`. @throws InvalidInput for a finer or a negative amount. */
  static cores(value: number): Cpu {
    return new Cpu(wholeMillis(amount('Cpu.cores', value) * 1000, `Cpu.cores(${value})`));
  }

  private constructor(private readonly millicores: number) {}

  /** The amount in thousandths of a core. */
  toMillis(): number {
    return this.millicores;
  }

  /** The sum of both amounts. */
  plus(other: Cpu): Cpu {
    return Cpu.millis(this.millicores + other.millicores);
  }

  /** The amount so many times. @throws InvalidInput unless the result is a whole number of millicores. */
  times(factor: number): Cpu {
    return Cpu.millis(this.millicores * factor);
  }

  /** As Kubernetes writes it: `250m`, `2`. */
  toString(): string {
    return this.millicores % 1000 === 0 ? String(this.millicores / 1000) : `${this.millicores}m`;
  }
}

function wholeMillis(value: number, from: string): number {
  return whole(value, from, 'millicores', 'Kubernetes counts CPU in thousandths of a core: round to one.');
}
