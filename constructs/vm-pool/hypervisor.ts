import type { Construct } from 'constructs';
import type { Finding } from '../../findings';
import type { DevicePath, Machine } from './machines';
import type { MachineNetwork } from './machine-network';
import type { PoolSpec } from './pool-spec';

/** What machines run on and in, beside what they are. */
export interface MachineSurroundings {
  readonly pool: string;
  /** What volumes are called after: `shop-prod-nodes`. */
  readonly prefix: string;
  readonly network: MachineNetwork;
  readonly storagePool: string;
  readonly emulated: boolean;
}

/** What a hypervisor's module knows: how machines become resources, and which machines cannot. */
export interface Hypervisor {
  readonly devicePath: DevicePath;
  /** What a pool asks for that the hypervisor cannot do. */
  readonly limits: (spec: PoolSpec, path: string) => readonly Finding[];
  /** Makes the resources of the machines; returns the Terraform address of each, in their order. */
  readonly create: (
    scope: Construct,
    machines: readonly Machine[],
    at: MachineSurroundings,
  ) => readonly string[];
}
