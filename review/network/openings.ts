import { groupBy } from '../group-by';
import { isWithin, type Party, partyWords } from './parties';

/** That a rule lets one party reach another. */
export interface Opening {
  readonly from: Party;
  readonly to: Party;
  /** `TCP 443`, `UDP 5000–5010`; undefined for every port. */
  readonly port: string | undefined;
}

/** What some openings have and others do not: broader ones cover narrower ones. */
export function openingsBeyond(openings: readonly Opening[], others: readonly Opening[]): readonly Opening[] {
  const known = new Set(others.map((other) => JSON.stringify(other)));
  return openings.filter(
    (opening) => !known.has(JSON.stringify(opening)) && !others.some((other) => isCovered(opening, other)),
  );
}

function isCovered(opening: Opening, other: Opening): boolean {
  return (
    (other.port === undefined || other.port === opening.port) &&
    isWithin(opening.from, other.from) &&
    isWithin(opening.to, other.to)
  );
}

/** Openings as sentences, one for each pair of parties: `web may reach any address on the internet, TCP 443`. */
export function openingWords(openings: readonly Opening[], verb = 'may reach'): readonly string[] {
  return [...groupBy(openings, ({ from, to }) => sentence(from, verb, to))].map(
    ([text, alike]) => `${text}, ${portWords(alike.map(({ port }) => port))}`,
  );
}

function sentence(from: Party, verb: string, to: Party): string {
  return `${partyWords(from)} ${verb} ${partyWords(to)}`;
}

function portWords(ports: readonly (string | undefined)[]): string {
  const named = ports.filter((port) => port !== undefined);
  return named.length < ports.length ? 'every port' : [...new Set(named)].sort().join(', ');
}
