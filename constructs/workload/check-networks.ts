import type { Finding } from '../../core/findings';
import { demand, entry, quoted } from './check';
import { isEverywhere, isNetwork, networkHolds, nobodysNetwork } from '../../core/network';

/** Where clouds answer what a machine is, and with which credentials it works. */
const METADATA_SERVICE = '169.254.169.254/32';

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
    ...demand(nobodysNetwork(cidr) === undefined, {
      rule,
      path: entry(path, cidr),
      message: `must be a network that other machines have addresses in, and none of ${nobodysNetwork(cidr) ?? ''}`,
      value: quoted(cidr),
      advice: 'Name the network by the addresses that its machines have for others.',
    }),
    ...metadataService(cidr, entry(path, cidr)),
  ]);
}

/** A warning, since pods of some clouds get their own identity there. */
export function metadataService(cidr: string, path: string): readonly Finding[] {
  if (isEverywhere(cidr) || !networkHolds(cidr, METADATA_SERVICE)) return [];
  return [
    {
      rule: 'workload/metadata-service',
      severity: 'warning',
      path,
      message: 'opens the metadata service of a cloud, which may give the pods the credentials of their node',
      value: cidr,
      advice:
        'Close it, unless the cloud gives pods their own identity there, as GKE does. What else is meant can be named without it.',
    },
  ];
}
