import { TerraformStack } from '../cdktf';
import { Construct } from 'constructs';
import { type Finding, problem, refuseIfAny } from '../../core/findings';
import type { AttachedNetwork, NetworkAttachment } from './hypervisor-driver';
import { driverOf, type HypervisorTarget } from './hypervisor-drivers';
import { libvirtHost } from './libvirt';
import { checkIdentity, checkName, hostWideName } from './names';
import { attachedTo, birthNetworkName, checkNetwork, type NetworkSpec } from './network';
import { checkNetworkShape } from './pool-shape';
import type { SlotIdentity } from './slots';

/** Which network machines are connected to, and on which hypervisor. */
export interface MachineNetworkProps {
  /** Whose network it is, e.g. `shop/prod`: with the construct's id, what it is called on the host. */
  readonly identity: string;
  /** What the network is: {@link nat}, {@link routed}, {@link openNetwork}, {@link bridged} or {@link existingNetwork}. */
  readonly spec: NetworkSpec;
  /** What it is a network of, and its machines run on: {@link libvirtHost} or {@link proxmoxNode}. @default libvirtHost() */
  readonly hypervisor?: HypervisorTarget;
}

/**
 * The network that the machines of a stack are connected to. A network that Slipway makes becomes a resource
 * (`libvirt_network.<id>`). A bridge or a network that exists on the host stays as it is.
 *
 * @see https://libvirt.org/formatnetwork.html
 * @example
 * const network = new MachineNetwork(this, 'lan', {
 *   identity: 'shop/prod',
 *   spec: nat({ cidr: '10.20.0.0/24' }),
 * });
 */
export class MachineNetwork extends Construct implements AttachedNetwork {
  /** The network as it was described. */
  readonly spec: NetworkSpec;
  /** What it is called on the host: the network's name, or the bridge's. */
  readonly attachedTo: string;
  /** @internal */
  readonly hypervisor: HypervisorTarget;
  /** @internal */
  readonly attachment: NetworkAttachment;
  /** A name, a MAC or an address → the machine that has it. */
  private readonly holders = new Map<string, string>();

  /** @throws InvalidInput with every problem of the spec. */
  constructor(scope: Construct, id: string, props: MachineNetworkProps) {
    super(scope, id);
    const { path } = this.node;
    refuseIfAny(checkNetworkShape(props, path));
    const { identity, spec, hypervisor = libvirtHost() } = props;
    const driver = driverOf(hypervisor);
    refuseIfAny([
      ...checkIdentity(identity, `${path}.identity`),
      ...checkName(id, path),
      ...checkNetwork(spec, `${path}.spec`),
      ...driver.networkLimits(spec, `${path}.spec`),
      ...driver.check(`${path}.hypervisor`),
    ]);
    const name = hostWideName(identity, birthNetworkName(spec, id));
    this.spec = spec;
    this.attachedTo = attachedTo(spec, name);
    this.hypervisor = hypervisor;
    this.attachment = driver.network(this, id, name, spec);
  }

  /**
   * Takes the machines of a pool in, and says what they share with those of another pool.
   * @internal
   */
  admit(pool: string, slots: readonly SlotIdentity[]): readonly Finding[] {
    return slots.flatMap(({ key, name, mac, address, address6 }) =>
      Object.entries({
        name,
        MAC: mac,
        address,
        ...(address6 === undefined ? {} : { 'IPv6 address': address6 }),
      }).flatMap(([what, value]) => {
        const path = `${pool}.slots.${key}`;
        const holder = this.holders.get(value);
        if (holder === undefined) this.holders.set(value, path);
        return holder === undefined ? [] : [shared(path, what, value, holder)];
      }),
    );
  }

  /** @internal */
  isIn(stack: TerraformStack): boolean {
    return TerraformStack.of(this) === stack;
  }
}

function shared(path: string, what: string, value: string, holder: string): Finding {
  return problem({
    rule: 'vm-pool/identity',
    path,
    message: `must share its ${what} with no other machine on its network`,
    value: `${value}, as ${holder} already has`,
    advice: 'Rename the pool or the slot, or give the pools ranges that do not overlap.',
  });
}
