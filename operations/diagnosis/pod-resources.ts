import { parseQuantity } from '../../core/kubernetes';
import { hasEnded, type V1Node, type V1Pod, type V1PodSpec } from '../cluster';

/** What a pod requests, or what a node has left. */
interface PodResources {
  /** In thousandths of a core. */
  readonly cpu: number;
  /** In bytes. */
  readonly memory: number;
  readonly pods: number;
}

/** What a pod takes up: its containers and sidecars, or an init container with the sidecars before it; and what its runtime needs. */
export function requestedBy(spec: V1PodSpec | undefined): PodResources {
  const asked = (resource: 'cpu' | 'memory'): number => {
    const of = (container: V1PodSpec['containers'][number]): number =>
      quantity(container.resources?.requests?.[resource]);
    let sidecars = 0;
    let atStart = 0;
    for (const container of spec?.initContainers ?? []) {
      atStart = Math.max(atStart, sidecars + of(container));
      // It keeps running beside those that come after it.
      if (container.restartPolicy === 'Always') sidecars += of(container);
    }
    const later = (spec?.containers ?? []).reduce((sum, one) => sum + of(one), sidecars);
    return Math.max(atStart, later) + quantity(spec?.overhead?.[resource]);
  };
  return { cpu: Math.round(asked('cpu') * 1000), memory: asked('memory'), pods: 1 };
}

/** What a node has left besides the pods that are on it. */
export function freeOn({ metadata, status }: V1Node, residents: readonly V1Pod[]): PodResources {
  const taken = residents
    .filter((pod) => pod.spec?.nodeName === metadata?.name && !hasEnded(pod))
    .map(({ spec }) => requestedBy(spec));
  const sum = (resource: keyof PodResources): number =>
    taken.reduce((total, one) => total + one[resource], 0);
  const { cpu, memory, pods } = status?.allocatable ?? {};
  return {
    cpu: Math.round(quantity(cpu) * 1000) - sum('cpu'),
    memory: quantity(memory) - sum('memory'),
    pods: quantity(pods) - sum('pods'),
  };
}

/** How much of each requested resource is missing; empty if the pod fits. */
export function lacking(asked: PodResources, free: PodResources): readonly string[] {
  return (Object.keys(SHOWN) as (keyof PodResources)[])
    .filter((resource) => asked[resource] > free[resource])
    .map((resource) => SHOWN[resource](asked[resource], free[resource]));
}

const SHOWN: Readonly<Record<keyof PodResources, (asked: number, free: number) => string>> = {
  cpu: (asked, free) => `${asked - free}m of CPU more (asked for ${asked}m, free ${Math.max(0, free)}m)`,
  memory: (asked, free) =>
    `${mebibytes(asked - free)} of memory more (asked for ${mebibytes(asked)}, free ${mebibytes(Math.max(0, free))})`,
  pods: () => 'room for one pod more (it runs as many as its kubelet allows)',
};

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)}Mi`;
}

/** A quantity as a number; 0 if it is missing. */
function quantity(text: string | undefined): number {
  return parseQuantity(text ?? '0') ?? 0;
}
