import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers from a minimum on. */
export function wholeNumber(minimum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum) return value;
    throw new InvalidArgumentError(`Give a whole number of at least ${minimum}.`);
  };
}
