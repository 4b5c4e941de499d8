import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { refuseIfAny } from '../../findings';
import { checkIdentity, checkName } from './check-names';
import { type LibvirtAttachment, libvirtNetwork } from './libvirt';
import { hostWideName } from './names';
import { checkNetwork, type NetworkSpec } from './network-spec';

export interface MachineNetworkProps {
  /** Whose network it is, e.g. `shop/prod`: with the construct's id, what it is called on the host. */
  readonly identity: string;
  /** What the network is: {@link nat} or {@link bridged}. */
  readonly spec: NetworkSpec;
}

/**
 * The network that the machines of a stack are connected to. A NAT network becomes a resource
 * (`libvirt_network.<id>`); a bridge is the host's own, and nothing is made for it.
 */
export class MachineNetwork extends Construct {
  readonly spec: NetworkSpec;
  /** What it is called on the host: the network's name, or the bridge's. */
  readonly attachedTo: string;
  /** @internal */
  readonly attachment: LibvirtAttachment;

  /** @throws InvalidInput with every problem of the spec. */
  constructor(scope: Construct, id: string, { identity, spec }: MachineNetworkProps) {
    super(scope, id);
    const { path } = this.node;
    refuseIfAny([
      ...checkIdentity(identity, `${path}.identity`),
      ...checkName(id, path),
      ...checkNetwork(spec, `${path}.spec`),
    ]);
    const name = hostWideName(identity, id);
    this.spec = spec;
    this.attachedTo = spec.kind === 'bridged' ? spec.bridge : name;
    this.attachment = libvirtNetwork(this, id, name, spec);
  }

  /** @internal */
  isIn(stack: TerraformStack): boolean {
    return TerraformStack.of(this) === stack;
  }
}
