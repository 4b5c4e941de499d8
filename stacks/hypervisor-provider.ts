import type { Construct } from 'constructs';
import { LibvirtProvider } from '../constructs/providers/libvirt/provider';
import { ProxmoxProvider } from '../constructs/providers/proxmox/provider';
import { literal } from '../constructs/terraform';
import type { HypervisorTarget } from '../constructs/vm-pool';
import { type Hypervisor, targetOf } from '../model';

/** What pools of a stack know of the hypervisor that they run on. */
interface ConnectedHypervisor {
  readonly target: HypervisorTarget;
  readonly storagePool?: string;
  readonly emulated?: boolean;
}

type Connect = {
  readonly [K in Hypervisor['kind']]: (
    scope: Construct,
    hypervisor: Extract<Hypervisor, { kind: K }>,
  ) => Omit<ConnectedHypervisor, 'target'>;
};

const CONNECT: Connect = {
  libvirt: (scope, { uri, storagePool, emulated }) => {
    new LibvirtProvider(scope, ':libvirt', { uri: literal(uri) });
    return { storagePool, emulated };
  },
  // Terraform reads the credentials from its environment: they are in no file, plan or state.
  proxmox: (scope, { endpoint, sshUser }) => {
    new ProxmoxProvider(scope, ':proxmox', {
      endpoint: literal(endpoint),
      ...(sshUser === undefined ? {} : { ssh: { username: literal(sshUser) } }),
    });
    return {};
  },
};

/** The provider through which a stack reaches its hypervisor, made; returns what its pools are to know. */
export function connectHypervisor(scope: Construct, hypervisor: Hypervisor): ConnectedHypervisor {
  const connect = CONNECT[hypervisor.kind] as (
    scope: Construct,
    hypervisor: Hypervisor,
  ) => Omit<ConnectedHypervisor, 'target'>;
  return { target: targetOf(hypervisor), ...connect(scope, hypervisor) };
}
