import type { Finding } from '../../core/findings';
import type { Environment } from '../environment';
import { describedHosts } from './hosts';
import { hostNames } from './names';
import { hypervisorAddresses } from './reached';

/** What the rules have against the hosts of an environment, each for itself: their names, what they have, how they are reached. */
export function checkHosts(environment: Pick<Environment, 'name' | 'hypervisors'>): readonly Finding[] {
  return [hostNames, describedHosts, hypervisorAddresses].flatMap((rule) => rule(environment));
}
