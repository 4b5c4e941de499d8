import { Construct } from 'constructs';
import { MachineNetwork, slotList, VmPool } from '../constructs/vm-pool';
import {
  type ResolvedComposition,
  cloudInitOn,
  type Environment,
  machinesStack,
  retiredOn,
  slotsOn,
} from '../model';
import { definedIn } from './defining-file';
import { connectHypervisor } from './hypervisor-provider';
import { inEnvironment, ProjectStack } from './project-stack';

/**
 * The machines that one hypervisor runs. A stack a connection: Terraform refreshes a machine through the connection that
 * is configured now, so in one stack a moved slot would be made again while the old machine ran on; and one dead host would
 * block the plan of all.
 *
 * @example
 * const app = new App();
 * compose(app, composition);
 * const stacks = app.node.children.filter((child) => child instanceof MachinesStack);
 * stacks.map(({ environment, hypervisor }) => `${environment}: ${hypervisor}`);
 */
export class MachinesStack extends ProjectStack {
  constructor(
    scope: Construct,
    { project, poolSpecs }: ResolvedComposition,
    environment: Environment,
    readonly hypervisor: string,
  ) {
    const id = machinesStack(environment, hypervisor);
    super(scope, id, inEnvironment(project, environment, id));
    definedIn(this, environment.file);
    const host = environment.hypervisors[hypervisor];
    if (host === undefined)
      throw new Error(`Environment ${environment.name} has no hypervisor ${hypervisor}.`);
    const { target, ...settings } = connectHypervisor(this, host);
    const networks = new Map<string, MachineNetwork>();
    // A scope of their own: a network may be called like a pool.
    const networkScope = new Construct(this, ':networks');
    for (const [name, pool] of Object.entries(environment.pools)) {
      const here = slotsOn(pool, hypervisor);
      const spec = poolSpecs.get(pool);
      const retired = retiredOn(pool, hypervisor);
      if (spec === undefined || here.length + Object.keys(retired).length === 0) continue;
      const network =
        networks.get(pool.network) ??
        new MachineNetwork(networkScope, pool.network, {
          identity: spec.identity,
          spec: spec.network,
          hypervisor: target,
        });
      networks.set(pool.network, network);
      new VmPool(this, name, {
        ...spec,
        slots: slotList(spec.slots).filter(({ key }) => here.includes(key)),
        retired,
        network,
        cloudInit: cloudInitOn(project.name, environment, name, hypervisor),
        ...settings,
      });
    }
  }
}
