import { parseDuration, parseQuantity } from '../../core/kubernetes';
import type { Input } from './input';
import { Call } from './source';

const GIB = 2 ** 30;
const MIB = 2 ** 20;
const KIB = 2 ** 10;

/** Cores of a container where nobody says how many. */
export const CPU = 0.1;
/** Bytes of memory of a container where nobody says how many. */
export const MEMORY = 256 * MIB;
/** Bytes that a directory in memory may hold where nobody says how many. */
export const IN_MEMORY = 64 * MIB;
/** Bytes of a volume where nobody says how many: it may grow later, and never shrink. */
export const FIRST_SIZE = GIB;

/** Said of a directory in memory that says no size. */
export function sizeInMemory(): string {
  return `It may hold ${IN_MEMORY / MIB} MiB here, since nobody says how much, and counts as memory.`;
}

/** Bytes as `Size` says them most shortly. */
export function sizeOf(bytes: number): Call {
  const whole = Math.max(1, Math.round(bytes));
  if (whole % GIB === 0) return new Call('Size.gibibytes', whole / GIB);
  if (whole % MIB === 0) return new Call('Size.mebibytes', whole / MIB);
  return whole % KIB === 0 ? new Call('Size.kibibytes', whole / KIB) : new Call('Size.bytes', whole);
}

/** The numbers or percentages of pods that stand under these keys. */
export function amountsIn(
  input: Input,
  ...keys: readonly string[]
): Readonly<Record<string, number | string>> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const text = input.at(key).text();
      return text === undefined ? [] : [[key, /^\d+$/.test(text) ? Number(text) : text]];
    }),
  );
}

/** Cores as `Cpu` says them. */
export function cpuOf(cores: number): Call {
  return Number.isInteger(cores)
    ? new Call('Cpu.cores', cores)
    : new Call('Cpu.millis', Math.max(1, Math.round(cores * 1000)));
}

/** Cores, unless nobody could run with them. Nothing, as tools have it, is no limit and no wish. */
export function usableCpu(input: Input, read: (input: Input) => number | undefined): number | undefined {
  return unlessLess(input, read(input), 0.001, 'It is less than a thousandth of a core.');
}

/** Bytes of memory, unless nobody could run with them. */
export function usableMemory(input: Input, read: (input: Input) => number | undefined): number | undefined {
  return unlessLess(input, read(input), MIB, 'It is less than a mebibyte, with which no process starts.');
}

function unlessLess(
  input: Input,
  value: number | undefined,
  least: number,
  reason: string,
): number | undefined {
  if (value === undefined || value === 0 || value >= least) return value === 0 ? undefined : value;
  input.leave(reason);
  return undefined;
}

/** Seconds as `Duration` says them; what is shorter than a second counts as one. */
export function durationOf(seconds: number): Call {
  const whole = Math.max(1, Math.round(seconds));
  if (whole % 3600 === 0) return new Call('Duration.hours', whole / 3600);
  return whole % 60 === 0 && whole > 60
    ? new Call('Duration.minutes', whole / 60)
    : new Call('Duration.seconds', whole);
}

/** The bytes of a size as Compose writes it: `512m`, `1.5gb`, a number of bytes. */
export function composeBytes(input: Input): number | undefined {
  const text = input.text();
  if (text === undefined || text.trim() === '') return undefined;
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  const factor = { '': 1, k: KIB, m: MIB, g: GIB, t: GIB * KIB }[unit.toLowerCase()];
  if (number !== '' && factor !== undefined) return Number(number) * factor;
  input.leave('It is not a size: write it like 512m.');
  return undefined;
}

/** The seconds of a duration as Compose writes it: `1m30s`. */
export function composeSeconds(input: Input): number | undefined {
  const text = input.text();
  if (text === undefined || text.trim() === '') return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : parseDuration(text);
  if (seconds === undefined) input.leave('It is not a duration: write it like 1m30s.');
  return seconds;
}

/** A quantity as Kubernetes writes it. */
export function quantityOf(input: Input): number | undefined {
  const text = input.text();
  if (text === undefined || text.trim() === '') return undefined;
  const quantity = parseQuantity(text);
  if (quantity === undefined) input.leave('It is not a quantity: write it like 500m or 1Gi.');
  return quantity;
}
