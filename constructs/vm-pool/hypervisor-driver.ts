import type { TerraformResource } from '../cdktf';
import type { Construct } from 'constructs';
import type { Finding } from '../../core/findings';
import type { DevicePath, MachineSpec } from './machines';
import type { NetworkSpec } from './network';
import type { PoolSpec } from './pool-spec';
import type { RetiredDisk } from './retirement';

/** What machines run on and in, beside what they are. */
export interface PoolContext {
  readonly pool: string;
  /** What volumes are called after: `shop-prod-nodes`. */
  readonly prefix: string;
  readonly network: AttachedNetwork;
  readonly storagePool: string;
  readonly emulated: boolean;
}

/** How a machine's interface names its network. */
export type NetworkAttachment =
  | { readonly network: TerraformResource & { readonly id: string } }
  | { readonly networkName: string }
  | { readonly bridge: string };

/** A network as machines are connected to it. */
export interface AttachedNetwork {
  /** What it is called on the host: the network's name, or the bridge's. */
  readonly attachedTo: string;
  readonly attachment: NetworkAttachment;
}

/** What a hypervisor's module knows: how machines become resources, and which machines cannot. */
export interface HypervisorDriver {
  /** Where it keeps disks, unless a pool says otherwise. */
  readonly storagePool: string;
  /** Whether it runs machines without hardware virtualisation. */
  readonly emulates: boolean;
  /** The problems of how it is described. */
  readonly check: (path: string) => readonly Finding[];
  readonly devicePath: DevicePath;
  /** What it knows a data disk by, of the machine of that name. */
  readonly storedAs: (machine: string, disk: string) => string;
  /** What a pool asks for that the hypervisor cannot do. */
  readonly limits: (spec: PoolSpec, path: string) => readonly Finding[];
  /** What a network asks for that the hypervisor cannot do. */
  readonly networkLimits: (spec: NetworkSpec, path: string) => readonly Finding[];
  /** Makes what a network needs; `address` is its Terraform name and `name` what it is called on the host. */
  readonly network: (scope: Construct, address: string, name: string, spec: NetworkSpec) => NetworkAttachment;
  /** Makes the resources of the machines; returns the machine itself of each, in their order. */
  readonly create: (
    scope: Construct,
    machines: readonly MachineSpec[],
    context: PoolContext,
  ) => readonly TerraformResource[];
  /** Keeps or forgets data disks that no machine has any more. */
  readonly retire: (scope: Construct, disks: readonly RetiredDisk[], context: PoolContext) => void;
}
