import { entryOf } from '../../../core/json';
import { kindOf } from '../../workloads';
import type { RiskRule } from '../risk';
import { ofClouds } from './exposure-of-clouds';
import { ofIngresses } from './exposure-of-ingresses';
import { ofMachines } from './exposure-of-machines';
import { ofNetworkPolicies } from './exposure-of-policies';
import { ofServices } from './exposure-of-services';

/** Kind of Kubernetes, or resource type → what judges it. */
const JUDGES: Readonly<Record<string, RiskRule>> = {
  Ingress: ofIngresses,
  NetworkPolicy: ofNetworkPolicies,
  Service: ofServices,
  libvirt_domain: ofMachines,
  proxmox_virtual_environment_vm: ofMachines,
  libvirt_network: ({ change }) =>
    change.differences.length === 0
      ? []
      : [
          {
            level: 'exposure',
            reason: 'changes the network of machines',
            needsApproval: change.environment !== null,
          },
        ],
};

/** Who can reach what. */
export const exposure: RiskRule = (context) => {
  const { block } = context.change;
  if (block.kind !== 'resource') return [];
  const kind = kindOf(block);
  const judge = entryOf(JUDGES, kind ?? block.type) ?? (kind === undefined ? ofClouds : undefined);
  return judge?.(context) ?? [];
};
