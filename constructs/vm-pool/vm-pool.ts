import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { type Finding, problem, refuseIfAny } from '../../findings';
import { checkPool } from './check-pool';
import { libvirt } from './libvirt';
import type { MachineNetwork } from './machine-network';
import { machinesOf } from './machines';
import { hostWideName } from './names';
import type { PoolSpec } from './pool-spec';
import type { SlotIdentity } from './slots';

export interface VmPoolProps extends Omit<PoolSpec, 'pool' | 'network'> {
  /** The network that the machines are connected to, in the same stack. */
  readonly network: MachineNetwork;
  /** Where the hypervisor keeps images and disks. @default 'default' */
  readonly storagePool?: string;
  /** True where the host has no hardware virtualisation: machines are emulated, many times slower. @default false */
  readonly emulated?: boolean;
}

/** One machine of a pool. All of it is known at synth. */
export interface Slot extends SlotIdentity {
  /** Its Terraform address, e.g. `libvirt_domain.nodes-0`. */
  readonly terraformAddress: string;
}

/**
 * A set of like virtual machines on one hypervisor. The construct's id is the pool's name.
 *
 * A pool may be spread over several stacks, one a hypervisor, each with its share of the slots: what a slot is called
 * and where it is found depends on no neighbour.
 */
export class VmPool extends Construct {
  readonly slots: readonly Slot[];

  /** @throws InvalidInput with every problem of the pool. */
  constructor(scope: Construct, id: string, props: VmPoolProps) {
    super(scope, id);
    const { network, storagePool = 'default', emulated = false } = props;
    const spec: PoolSpec = { ...props, pool: id, network: network.spec };
    refuseIfAny([...checkPool(spec, this.node.path), ...this.checkStack(network)]);

    const machines = machinesOf(spec, libvirt.devicePath);
    const prefix = hostWideName(props.identity, id);
    const addresses = libvirt.create(this, machines, { pool: id, prefix, network, storagePool, emulated });
    this.slots = machines.map(({ slot }, index) => ({ ...slot, terraformAddress: addresses[index] ?? '' }));
  }

  private checkStack(network: MachineNetwork): readonly Finding[] {
    if (network.isIn(TerraformStack.of(this))) return [];
    return [
      problem({
        rule: 'vm-pool/network-stack',
        path: `${this.node.path}.network`,
        message: 'must be in the same stack as the pool',
        value: network.node.path,
        advice:
          'A network is private to its host, and so to its stack: make one here with the same identity and spec.',
      }),
    ];
  }
}
