import type { NetworkPolicyV1 } from '../../providers/kubernetes';
import type { WorkloadContext } from './context';
import { amongReplicas } from './policies/among-replicas';
import { connections } from './policies/connections';
import { fromCallers } from './policies/from-callers';
import { fromClients } from './policies/from-clients';
import { fromIngress } from './policies/from-ingress';
import { fromScrapers } from './policies/from-scrapers';
import { toOutside } from './policies/to-outside';

/** Opens what is declared in a namespace that denies the rest. */
export function networkPoliciesOf(context: WorkloadContext): readonly NetworkPolicyV1[] {
  return [
    ...amongReplicas(context),
    ...connections(context),
    ...toOutside(context),
    ...fromIngress(context),
    ...fromClients(context),
    ...fromCallers(context),
    ...fromScrapers(context),
  ];
}
