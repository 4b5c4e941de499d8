import { at, isOff, type Json, numberOf, only, textOf } from '../../../core/json';
import { parseQuantity } from '../../../core/kubernetes';
import type { Block } from '../../synth';
import { containersOf, kindOf } from '../../workloads';
import { type NonCompliance, type Policy, verdict } from '../policy';
import { scaleOf, type Scalers, scalersIn } from '../scale';

const MIBIBYTE = 2 ** 20;

interface Amount {
  readonly cpu: number;
  readonly memory: number;
}

const NOTHING: Amount = { cpu: 0, memory: 0 };

/** With every autoscaler at its maximum, the requests of all pods still fit on the environment's machines. */
export const autoscaledCapacity: Policy = {
  name: 'pods/autoscaled-capacity',
  severity: { protected: 'error', other: 'warning' },
  judgeEnvironment: ({ resources }) => {
    const machines = resources.flatMap(machineSize);
    if (machines.length === 0) return 'not applicable';
    const has = machines.reduce(sum);
    const scalers = scalersIn(resources);
    const asks = resources.map((block) => atMost(block, scalers, machines.length)).reduce(sum, NOTHING);
    return verdict([
      ...(asks.cpu > has.cpu ? [shortage('CPUs', asks.cpu, has.cpu)] : []),
      ...(asks.memory > has.memory
        ? [shortage('GiB of memory', asks.memory / 2 ** 30, has.memory / 2 ** 30)]
        : []),
    ]);
  },
};

/** The capacity of the machines that may be nodes. Machines that only hold a disk have none. */
function machineSize({ type, arguments: args }: Block): readonly Amount[] {
  if (type === 'libvirt_domain')
    return [{ cpu: numberOf(args['vcpu'] ?? 1), memory: numberOf(args['memory'] ?? 512) * MIBIBYTE }];
  if (type !== 'proxmox_virtual_environment_vm' || isOff(args['started'])) return [];
  return [
    {
      cpu: numberOf(at(only(args['cpu']), 'cores') ?? 1),
      memory: numberOf(at(only(args['memory']), 'dedicated') ?? 512) * MIBIBYTE,
    },
  ];
}

/** The requests of a workload at its maximum number of pods; one pod for each machine if it runs on every node. */
function atMost(block: Block, scalers: Scalers, machines: number): Amount {
  const containers = containersOf(block);
  if (containers.length === 0) return NOTHING;
  const one = podOf(containers.map(({ json, isInit }) => ({ isInit, ...requested(json) })));
  const pods = scaleOf(block, scalers)?.most ?? (kindOf(block) === 'DaemonSet' ? machines : 1);
  return { cpu: one.cpu * pods, memory: one.memory * pods };
}

/** The requests of a pod: the sum of its containers, or the largest init container if that is more. */
function podOf(containers: readonly (Amount & { readonly isInit: boolean })[]): Amount {
  const together = containers.filter(({ isInit }) => !isInit).reduce(sum, NOTHING);
  const first = containers.filter(({ isInit }) => isInit);
  return {
    cpu: Math.max(together.cpu, ...first.map(({ cpu }) => cpu)),
    memory: Math.max(together.memory, ...first.map(({ memory }) => memory)),
  };
}

function requested(container: Json): Amount {
  const requests = only(at(only(at(container, 'resources')), 'requests'));
  const amount = (name: string): number => parseQuantity(textOf(at(requests, name) ?? 0)) ?? 0;
  return { cpu: amount('cpu'), memory: amount('memory') };
}

function sum(one: Amount, other: Amount): Amount {
  return { cpu: one.cpu + other.cpu, memory: one.memory + other.memory };
}

function shortage(what: string, asks: number, has: number): NonCompliance {
  const rounded = (value: number): string => String(Math.round(value * 10) / 10);
  return {
    message: `must have room for what its pods ask for at full autoscaling`,
    value: `${rounded(has)} ${what} for ${rounded(asks)}`,
    advice: 'Lower a maximum of replicas or a request, or grow the pool.',
  };
}
