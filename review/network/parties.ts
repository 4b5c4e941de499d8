import { networkHolds } from '../../core/network';
import { isAnyAddress, isPrivate } from './addresses';

/** One end of what a rule lets through. */
export type Party =
  /** Pods and addresses of any kind. */
  | { readonly kind: 'anything' }
  /** What a group or a firewall of a cloud guards. */
  | { readonly kind: 'guarded' }
  /** A group or a list of a cloud, by its name. */
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'addresses'; readonly network: string; readonly except: readonly string[] }
  /** Pods: in words, empty for every one; of one namespace, of some or of every one. */
  | {
      readonly kind: 'pods';
      readonly pods: string;
      readonly of: 'home' | 'every' | { readonly namespaces: string };
    };

/** A party for people: `any address on the internet`, `every pod of every namespace`. */
export function partyWords(party: Party): string {
  if (party.kind === 'anything') return 'any address';
  if (party.kind === 'guarded') return 'what it guards';
  if (party.kind === 'group') return party.name;
  if (party.kind === 'addresses') return networkWords(party);
  const pods = party.pods === '' ? 'every pod' : party.pods;
  if (party.of === 'every') return `${pods} of every namespace`;
  if (party.of !== 'home') return `${pods} of ${party.of.namespaces}`;
  return party.pods === '' ? 'every pod of its namespace' : pods;
}

function networkWords({ network, except }: Party & { readonly kind: 'addresses' }): string {
  const but = except.length === 0 ? '' : ` except ${except.join(', ')}`;
  if (!isAnyAddress(network)) return `${network}${but}`;
  return but !== '' && except.every(isPrivate) ? 'any address on the internet' : `any address${but}`;
}

/** Where clouds give machines their credentials. */
const METADATA = '169.254.0.0/16';

/** Whether a party may be somebody whom nobody of the project has in hand: on the internet, or in any namespace. */
export function isWide(party: Party): boolean {
  if (party.kind === 'anything') return true;
  if (party.kind === 'guarded' || party.kind === 'group') return false;
  if (party.kind !== 'addresses') return party.of === 'every';
  return !isPrivate(party.network) || networkHolds(METADATA, party.network);
}

/** Whether whoever is in one party is in another. */
export function isWithin(party: Party, other: Party): boolean {
  if (other.kind === 'anything' || (other.kind === 'guarded' && party.kind === 'guarded')) return true;
  if (party.kind === 'group' && other.kind === 'group') return party.name === other.name;
  if (party.kind === 'addresses' && other.kind === 'addresses') {
    const isLeftOut = (range: string): boolean =>
      party.except.some((each) => networkHolds(each, range)) ||
      (!networkHolds(party.network, range) && !networkHolds(range, party.network));
    return networkHolds(other.network, party.network) && other.except.every(isLeftOut);
  }
  if (party.kind !== 'pods' || other.kind !== 'pods') return false;
  const isAmong = other.of === 'every' || JSON.stringify(other.of) === JSON.stringify(party.of);
  return isAmong && (other.pods === '' || other.pods === party.pods);
}
