import { amount, whole } from './quantity';

const SECONDS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
type Unit = keyof typeof SECONDS;

/** A span of time, in whole seconds. */
export class Duration {
  static seconds(value: number): Duration {
    return Duration.of('seconds', value);
  }

  static minutes(value: number): Duration {
    return Duration.of('minutes', value);
  }

  static hours(value: number): Duration {
    return Duration.of('hours', value);
  }

  static days(value: number): Duration {
    return Duration.of('days', value);
  }

  private static of(unit: Unit, value: number): Duration {
    const seconds = amount(`Duration.${unit}`, value) * SECONDS[unit];
    return new Duration(
      whole(seconds, `Duration.${unit}(${value})`, 'seconds', 'Give the span in whole seconds.'),
    );
  }

  private constructor(private readonly secondCount: number) {}

  toSeconds(): number {
    return this.secondCount;
  }

  /** As Go and Kubernetes write it: `90s`, `5m0s`, `24h0m0s`. */
  toString(): string {
    const hours = Math.floor(this.secondCount / 3_600);
    const minutes = Math.floor((this.secondCount % 3_600) / 60);
    const seconds = this.secondCount % 60;
    if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
    return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
  }
}
