import type { Finding } from '../../core/findings';
import { demand, entry, quoted } from './check';
import { isEverywhere, isNetwork } from './network';

/** Each is a network, and none is every address there is. */
export function networks(
  cidrs: readonly string[],
  path: string,
  rule: string,
  insteadOfEverywhere = 'Name the networks that are meant.',
): readonly Finding[] {
  return cidrs.flatMap((cidr) => [
    ...demand(isNetwork(cidr), {
      rule,
      path: entry(path, cidr),
      message: 'must be a network: an address, / and the length of its prefix',
      value: quoted(cidr),
      advice: 'Write it like 10.20.0.0/16, or 10.20.0.7/32 for one address.',
    }),
    ...demand(!isEverywhere(cidr), {
      rule,
      path: entry(path, cidr),
      message: 'must not be every address there is',
      value: quoted(cidr),
      advice: insteadOfEverywhere,
    }),
  ]);
}
