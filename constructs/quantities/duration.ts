import { goDuration } from '../../core/text';
import { amount, whole } from './quantity';

const SECONDS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
type Unit = keyof typeof SECONDS;

/**
 * A span of time, in whole seconds.
 *
 * @example
 * const soak = Duration.hours(24);
 * const grace = Duration.minutes(1.5); // 90 seconds
 */
export class Duration {
  /** Seconds. @throws InvalidInput unless it is a whole number of at least 0. */
  static seconds(value: number): Duration {
    return Duration.of('seconds', value);
  }

  /** Minutes. @throws InvalidInput unless it is a whole number of seconds, and at least 0. */
  static minutes(value: number): Duration {
    return Duration.of('minutes', value);
  }

  /** Hours. @throws InvalidInput unless it is a whole number of seconds, and at least 0. */
  static hours(value: number): Duration {
    return Duration.of('hours', value);
  }

  /** Days. @throws InvalidInput unless it is a whole number of seconds, and at least 0. */
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

  /** The span in seconds. */
  toSeconds(): number {
    return this.secondCount;
  }

  /** As Go and Kubernetes write it: `90s`, `5m0s`, `24h0m0s`. */
  toString(): string {
    return goDuration(this.secondCount);
  }
}
