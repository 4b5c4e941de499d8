import type { TerraformStack } from 'cdktf';
import { ProxmoxProvider } from '../../../../constructs/providers/proxmox/provider';
import {
  bridged,
  MachineNetwork,
  proxmoxNode,
  type ProxmoxNodeProps,
  type VmPool,
  type VmPoolProps,
} from '../../../../constructs/vm-pool';
import { synth, type SynthesisedStack } from '../../../support/synth';
import { addPool } from '../pool';

export const bridge = bridged({
  bridge: 'vmbr0',
  cidr: '10.20.0.0/24',
  gateway: '10.20.0.1',
  dns: ['10.20.0.1'],
});

/** A sound pool `nodes` on the node `pve1`, both changed as given. */
export function addProxmoxPool(
  stack: TerraformStack,
  props: Partial<VmPoolProps> = {},
  node: Partial<ProxmoxNodeProps> = {},
): VmPool {
  const hypervisor = proxmoxNode({ node: 'pve1', datastore: 'local-lvm', ...node });
  const network = new MachineNetwork(stack, 'lan', { identity: 'shop/prod', spec: bridge, hypervisor });
  return addPool(stack, { network, ...props });
}

/** What Terraform gets to read of it. */
export function synthProxmoxPool(
  props: Partial<VmPoolProps> = {},
  node: Partial<ProxmoxNodeProps> = {},
): SynthesisedStack {
  return synth((stack) => {
    new ProxmoxProvider(stack, 'proxmox', { endpoint: 'https://pve.example.com:8006/' });
    addProxmoxPool(stack, props, node);
  });
}
