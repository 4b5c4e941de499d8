import { z } from '../../core/zod';
import { Cpu, Duration, Size } from '../quantities';

/** A {@link Size}, not a number: a number has no unit. */
export const size = z.custom<Size>((value) => value instanceof Size, {
  error: 'must be a Size, such as Size.gibibytes(1)',
});

/** A {@link Cpu}. */
export const cpu = z.custom<Cpu>((value) => value instanceof Cpu, {
  error: 'must be a Cpu, such as Cpu.millis(500)',
});

/** A {@link Duration}. */
export const duration = z.custom<Duration>((value) => value instanceof Duration, {
  error: 'must be a Duration, such as Duration.seconds(30)',
});

/** Text by name: variables, labels, files. */
export const texts = z.record(z.string(), z.string()).readonly();

/**
 * What something is called, or is referred to by. A table has an entry for `constructor`, `toString` and the like although nobody
 * made one, so that nothing can be called that.
 */
export const name = z.string().refine((text) => !(text in Object.prototype), {
  error: 'must be another name: every object of JavaScript has something of this name',
  params: { advice: 'Rename it.' },
});
