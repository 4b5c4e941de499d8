import { type Change, dotted } from '../../diff';
import { at, type Block, only } from '../../synth';
import type { Risk, RiskRule } from '../risk';
import { ofIngresses } from './exposure/of-ingresses';
import { ofNetworkPolicies } from './exposure/of-network-policies';

/** Who can reach what. */
export const exposure: RiskRule = (situation) => JUDGES[situation.change.block.type]?.(situation) ?? [];

const JUDGES: Readonly<Record<string, RiskRule>> = {
  kubernetes_ingress_v1: ofIngresses,
  kubernetes_network_policy_v1: ofNetworkPolicies,
  kubernetes_service_v1: ({ change, inProtected }) => {
    const [old, young] = [serviceType(change.before), serviceType(change.after)];
    if (young !== old && PUBLIC.has(young ?? ''))
      return [risk(`is reached from outside the cluster, as ${String(young)}`, inProtected)];
    return [
      ...(touches(change, 'spec.load_balancer_source_ranges') || touches(change, 'spec.external_ips')
        ? [risk('is reached from other addresses', inProtected)]
        : []),
      ...(touches(change, 'spec.selector') ? [risk('leads to other pods', false)] : []),
      ...(touches(change, 'spec.port') ? [risk('answers on other ports', false)] : []),
    ];
  },
  libvirt_network: ({ change }) =>
    change.differences.length === 0 ? [] : [risk('is another network', change.environment !== null)],
};

const PUBLIC: ReadonlySet<string> = new Set(['LoadBalancer', 'NodePort']);

function touches({ differences }: Change, argument: string): boolean {
  return differences.some(({ path }) => `${dotted(path)}.`.startsWith(`${argument}.`));
}

function serviceType(block: Block | undefined): string | undefined {
  const type = at(only(block?.arguments['spec']), 'type');
  return typeof type === 'string' ? type : undefined;
}

function risk(reason: string, needsApproval: boolean): Risk {
  return { level: 'exposure', reason, needsApproval };
}
