import { parseQuantity } from '../../../kubernetes';
import { at, type Block, type Json, only, textOf } from '../../synth';
import { containersOf } from '../pods';
import { type EnvironmentView, type NonCompliance, type Policy, verdict } from '../policy';

const MIBIBYTE = 2 ** 20;

interface Amount {
  readonly cpu: number;
  readonly memory: number;
}

/** With every autoscaler at its most, what all pods ask for still fits on the environment's machines. */
export const autoscaledCapacity: Policy = {
  name: 'pods/autoscaled-capacity',
  severity: { protected: 'error', other: 'warning' },
  judgeEnvironment: (environment) => {
    const machines = environment.resources.flatMap(machineSize);
    if (machines.length === 0) return 'not applicable';
    const [has, asks] = [
      sum(machines),
      sum(environment.resources.map((block) => atMost(block, environment))),
    ];
    return verdict([
      ...(asks.cpu > has.cpu ? [shortage('CPUs', asks.cpu, has.cpu)] : []),
      ...(asks.memory > has.memory
        ? [shortage('GiB of memory', asks.memory / 2 ** 30, has.memory / 2 ** 30)]
        : []),
    ]);
  },
};

/** What machines that may be nodes have; those that only hold a disk have nothing. */
function machineSize({ type, arguments: args }: Block): readonly Amount[] {
  if (type === 'libvirt_domain')
    return [{ cpu: Number(args['vcpu'] ?? 1), memory: Number(args['memory'] ?? 512) * MIBIBYTE }];
  if (type !== 'proxmox_virtual_environment_vm' || args['started'] === false) return [];
  return [
    {
      cpu: Number(at(only(args['cpu']), 'cores') ?? 1),
      memory: Number(at(only(args['memory']), 'dedicated') ?? 512) * MIBIBYTE,
    },
  ];
}

/** What a workload asks for with as many pods as it may get. */
function atMost(block: Block, { resources }: EnvironmentView): Amount {
  const name = at(only(block.arguments['metadata']), 'name');
  const scaler = resources.find(
    ({ type, arguments: args }) =>
      type === 'kubernetes_horizontal_pod_autoscaler_v2' &&
      at(only(at(only(args['spec']), 'scale_target_ref')), 'name') === name,
  );
  const replicas = Number(
    at(only(scaler?.arguments['spec']), 'max_replicas') ?? at(only(block.arguments['spec']), 'replicas') ?? 1,
  );
  const containers = containersOf(block).filter(({ path }) => path.startsWith('container['));
  const one = sum(containers.map(({ json }) => requested(json)));
  return { cpu: one.cpu * replicas, memory: one.memory * replicas };
}

function requested(container: Json): Amount {
  const requests = only(at(only(at(container, 'resources')), 'requests'));
  const amount = (name: string): number => parseQuantity(textOf(at(requests, name) ?? 0)) ?? 0;
  return { cpu: amount('cpu'), memory: amount('memory') };
}

function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce((all, { cpu, memory }) => ({ cpu: all.cpu + cpu, memory: all.memory + memory }), {
    cpu: 0,
    memory: 0,
  });
}

function shortage(what: string, asks: number, has: number): NonCompliance {
  const rounded = (value: number): string => String(Math.round(value * 10) / 10);
  return {
    message: `must have room for what its pods ask for at full autoscaling`,
    value: `${rounded(has)} ${what} for ${rounded(asks)}`,
    advice: 'Lower a maximum of replicas or a request, or grow the pool.',
  };
}
