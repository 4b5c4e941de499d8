import { entryOf } from '../../../core/json';
import { kindOf } from '../../workloads';
import { type RiskRule, risksOf } from '../risk';
import { ofIngresses } from './exposure/of-ingresses';
import { ofNetworkPolicies } from './exposure/of-network-policies';
import { ofServices } from './exposure/of-services';

/** Who can reach what. */
export const exposure: RiskRule = (situation) => {
  const { block } = situation.change;
  if (block.kind !== 'resource') return [];
  return entryOf(JUDGES, kindOf(block) ?? block.type)?.(situation) ?? [];
};

const risk = risksOf('exposure');

/** Kubernetes kind or resource type → the rule for it. */
const JUDGES: Readonly<Record<string, RiskRule>> = {
  Ingress: ofIngresses,
  NetworkPolicy: ofNetworkPolicies,
  Service: ofServices,
  libvirt_network: ({ change }) =>
    change.differences.length === 0 ? [] : [risk('is another network', change.environment !== null)],
};
