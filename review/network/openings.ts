import { beyond } from '../beyond';
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
  const twins = twinsIn(others);
  return beyond(openings, others, isCovered).flatMap((opening) => withoutKnown(opening, twins));
}

function isCovered(opening: Opening, other: Opening): boolean {
  return (
    coversPort(other.port, opening.port) &&
    isWithin(opening.from, other.from) &&
    isWithin(opening.to, other.to)
  );
}

/** Only the ranges that are no longer left out, where that is all that differs. */
function withoutKnown(opening: Opening, twins: Twins): readonly Opening[] {
  for (const side of SIDES) {
    const party = opening[side];
    const twin = (twins.get(keyBeside(opening, side)) ?? []).find((each) => isAlike(party, each));
    if (twin === undefined) continue;
    const kept = party.kind === 'addresses' ? party.except : [];
    return twin.except
      .filter((range) => !kept.includes(range))
      .map((network) => ({ ...opening, [side]: { kind: 'addresses', network, except: [] } }));
  }
  return [opening];
}

const SIDES = ['from', 'to'] as const;

type Addresses = Party & { readonly kind: 'addresses' };
/** What an opening says besides one of its sides → that side, where it leaves something out. */
type Twins = ReadonlyMap<string, readonly Addresses[]>;

function twinsIn(openings: readonly Opening[]): Twins {
  const found = openings.flatMap((opening) =>
    SIDES.flatMap((side) => {
      const party = opening[side];
      return party.kind === 'addresses' && party.except.length > 0
        ? [{ key: keyBeside(opening, side), party }]
        : [];
    }),
  );
  return new Map(
    [...groupBy(found, ({ key }) => key)].map(([key, alike]) => [key, alike.map(({ party }) => party)]),
  );
}

function keyBeside(opening: Opening, side: 'from' | 'to'): string {
  return JSON.stringify({ ...opening, [side]: side });
}

/** Whether one party is the other with fewer ranges left out. */
function isAlike(party: Party, other: Addresses): boolean {
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
