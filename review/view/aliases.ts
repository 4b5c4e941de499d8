import type { SlipwayRecord } from '../../core/record';

/** Stands for the name of an environment, where several are told of at once. */
export const ENVIRONMENT = '‹environment›';
/** Stands for the name of a resource, where several are told of at once. */
export const NAME = '‹name›';

/** Environment → how to write a text without naming it. */
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

/** How to write a text without naming the resource that it is about. */
export function ownName(name: string): (text: string) => string {
  if (name === '') return (text) => text;
  const words = wordsWith([name]);
  return (text) => text.replace(words, NAME);
}

function wordsWith(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![A-Za-z0-9])(?:${escaped.join('|')})(?![A-Za-z0-9])`, 'g');
}
