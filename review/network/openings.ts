import { groupBy } from '../group-by';
import { isAnyAddress } from './addresses';
import { coversPort } from './ports';
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
  return openings
    .filter(
      (opening) => !known.has(JSON.stringify(opening)) && !others.some((other) => isCovered(opening, other)),
    )
    .flatMap((opening) => withoutKnown(opening, others));
}

function isCovered(opening: Opening, other: Opening): boolean {
  return (
    coversPort(other.port, opening.port) &&
    isWithin(opening.from, other.from) &&
    isWithin(opening.to, other.to)
  );
}

/** Only the ranges that are no longer left out, where that is all that differs. */
function withoutKnown(opening: Opening, others: readonly Opening[]): readonly Opening[] {
  for (const side of ['from', 'to'] as const) {
    const party = opening[side];
    if (party.kind !== 'addresses' && party.kind !== 'anything') continue;
    const rest = JSON.stringify({ ...opening, [side]: null });
    const twin = others
      .filter((other) => JSON.stringify({ ...other, [side]: null }) === rest)
      .map((other) => other[side])
      .find((each) => each.kind === 'addresses' && isAlike(party, each));
    if (twin?.kind !== 'addresses') continue;
    const kept = party.kind === 'addresses' ? party.except : [];
    return twin.except
      .filter((range) => !kept.includes(range))
      .map((network) => ({ ...opening, [side]: { kind: 'addresses', network, except: [] } }));
  }
  return [opening];
}

/** Whether one party is the other with fewer ranges left out. */
function isAlike(party: Party, other: Party & { readonly kind: 'addresses' }): boolean {
  if (other.except.length === 0) return false;
  if (party.kind === 'anything') return isAnyAddress(other.network);
  return (
    party.kind === 'addresses' &&
    party.network === other.network &&
    party.except.every((range) => other.except.includes(range))
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
