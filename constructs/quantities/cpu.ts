import { amount, whole } from './quantity';

/** An amount of processor time per second, in thousandths of a core. */
export class Cpu {
  static millis(value: number): Cpu {
    return new Cpu(wholeMillis(amount('Cpu.millis', value), `Cpu.millis(${value})`));
  }

  static cores(value: number): Cpu {
    return new Cpu(wholeMillis(amount('Cpu.cores', value) * 1000, `Cpu.cores(${value})`));
  }

  private constructor(private readonly millicores: number) {}

  toMillis(): number {
    return this.millicores;
  }

  plus(other: Cpu): Cpu {
    return Cpu.millis(this.millicores + other.millicores);
  }

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
