import { TerraformResource, TerraformStack } from '../cdktf';
import { Construct } from 'constructs';
import { type Finding, problem, refuseIfAny } from '../../core/findings';
import { knownTexts, declareNotSecret } from '../not-secret';
import { inheritAddresses, plainAddress } from '../terraform';
import { checkProps } from '../shape';
import { checkPool } from './check-pool';
import { driverOf } from './hypervisor-drivers';
import type { MachineImage } from './machine-image';
import type { MachineNetwork } from './machine-network';
import { machinesOf } from './machines';
import { originalName, formerNames, hostWideName } from './names';
import { checkStackShape } from './pool-shape';
import type { PoolSpec } from './pool-spec';
import { retiredDisks } from './retirement';
import { type SlotIdentity, slotIdentities } from './slots';

/** What a pool is, and where its machines run. */
export interface VmPoolProps extends Omit<PoolSpec, 'pool' | 'network'> {
  /** The network that the machines are connected to, in the same stack. They run on its hypervisor. */
  readonly network: MachineNetwork;
  /** Where the hypervisor keeps disks. @default under libvirt 'default', under Proxmox VE the node's `datastore` */
  readonly storagePool?: string;
  /** True where the host has no hardware virtualisation: machines are emulated, and many times slower. @default false */
  readonly emulated?: boolean;
}

/** One machine of a pool. All of it is known at synth. */
export interface Slot extends SlotIdentity {
  /** Its Terraform address, e.g. `libvirt_domain.nodes-0`. */
  readonly terraformAddress: string;
  /**
   * What cloud-init calls it. A replacement on a fresh root disk has another one: see {@link firstBootMarker}.
   *
   * @see https://docs.cloud-init.io/en/latest/explanation/first_boot.html
   */
  readonly instanceId: string;
  /** What its root disk starts from: the slot's own pin, or the pool's image. */
  readonly image: MachineImage;
}

/**
 * A set of like virtual machines on one hypervisor. The construct's id is the pool's name.
 *
 * A pool may be spread over several stacks, one for each hypervisor, each with its part of the slots: a slot's name and addresses
 * never depend on its neighbours.
 *
 * @see https://registry.terraform.io/providers/dmacvicar/libvirt/latest/docs/resources/domain
 * @see https://registry.terraform.io/providers/bpg/proxmox/latest/docs/resources/virtual_environment_vm
 * @example
 * const pool = new VmPool(this, 'nodes', {
 *   identity: 'shop/prod',
 *   slots: 3,
 *   cpu: 2,
 *   memory: Size.gibibytes(4),
 *   image: debian12,
 *   disks: { data: { size: Size.gibibytes(100), mountPath: '/var/lib/data' } },
 *   network,
 *   addresses: '10.20.0.16/28',
 *   cloudInit: { users: [admin] },
 *   protect: true,
 * });
 * const addresses = pool.slots.map(({ address }) => address);
 */
export class VmPool extends Construct {
  /** The machines, in the order of `slots`. All of it is known at synth. */
  readonly slots: readonly Slot[];
  /** The machines by the keys of their slots, for what depends on them, and for what a pool has no option for. */
  readonly resources: Readonly<Record<string, TerraformResource>>;

  /** @throws InvalidInput with every problem of the pool. */
  constructor(scope: Construct, id: string, props: VmPoolProps) {
    super(scope, id);
    refuseIfAny(checkProps(props, this.node.path));
    refuseIfAny(checkStackShape(props, this.node.path));
    const driver = driverOf(props.network.hypervisor);
    const { network, storagePool = driver.storagePool, emulated = false, ...pool } = props;
    const spec: PoolSpec = { ...pool, pool: id, network: network.spec };
    refuseIfAny([
      ...checkPool(spec, this.node.path, [network.hypervisor]),
      ...this.checkEmulation(emulated && !driver.emulates),
      ...this.checkStack(network),
    ]);
    refuseIfAny(network.admit(this.node.path, slotIdentities(spec)));

    declareNotSecret(this, knownTexts(props.cloudInit).notSecrets);
    const machines = machinesOf(spec, driver.devicePath);
    const prefix = hostWideName(props.identity, originalName(spec));
    const context = { pool: id, prefix, network, storagePool, emulated };
    const resources = driver.create(this, machines, context);
    driver.retire(this, retiredDisks(spec), context);
    moveFromFormerNames(this, spec);
    this.resources = Object.fromEntries(
      resources.map((resource, index) => [machines[index]?.slot.key ?? '', resource]),
    );
    this.slots = machines.map(({ slot, instanceId, image }, index) => {
      const resource = resources[index];
      const terraformAddress = resource === undefined ? '' : plainAddress(resource);
      return { ...slot, terraformAddress, instanceId, image };
    });
  }

  private checkEmulation(refused: boolean): readonly Finding[] {
    if (!refused) return [];
    return [
      problem({
        rule: 'vm-pool/emulated',
        path: `${this.node.path}.emulated`,
        message: 'must be left out under a hypervisor that does not emulate',
        value: 'true',
        advice: 'Use a host with hardware virtualisation, or one under libvirt.',
      }),
    ];
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

/** Has Terraform move whatever is named after a pool from the names that the pool had before. */
function moveFromFormerNames(scope: Construct, spec: Pick<PoolSpec, 'pool' | 'formerly'>): void {
  const prefix = `${spec.pool}-`;
  const named = scope.node
    .findAll()
    .filter((construct) => TerraformResource.isTerraformResource(construct))
    .filter(({ friendlyUniqueId }) => friendlyUniqueId.startsWith(prefix));
  for (const resource of named) {
    const rest = resource.friendlyUniqueId.slice(prefix.length);
    inheritAddresses(
      resource,
      formerNames(spec).map((pool) => `${pool}-${rest}`),
    );
  }
}
