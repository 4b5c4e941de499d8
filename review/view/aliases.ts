import type { SlipwayRecord } from '../../core/record';
import { escapeRegExp } from '../../core/text';

/** Stands for an environment's name in a text about several. */
export const ENVIRONMENT = '‹environment›';
/** Stands for a resource's name in a text about several. */
export const NAME = '‹name›';

/** Environment → a function that writes a text without its name. */
export function aliases(
  records: readonly SlipwayRecord[],
): (environment: string | null) => (text: string) => string {
  const names = new Map(
    records
      .flatMap(({ environments }) => environments)
      .map(({ name, namespace }) => [name, wordsWith([namespace, name])]),
  );
  return (environment) => {
    const words = environment === null ? undefined : names.get(environment);
    if (words === undefined || environment === null) return (text) => text;
    return (text) =>
      text.replace(words, (met) =>
        met.includes(environment) ? met.replace(environment, ENVIRONMENT) : ENVIRONMENT,
      );
  };
}

/** Writes a text without the name of its resource. */
export function ownName(name: string): (text: string) => string {
  if (name === '') return (text) => text;
  const words = wordsWith([name]);
  return (text) => text.replace(words, NAME);
}

function wordsWith(names: readonly string[]): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])(?:${names.map(escapeRegExp).join('|')})(?![A-Za-z0-9])`, 'g');
}
