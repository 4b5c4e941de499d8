import { nodeNumbersOf } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';

/** A number on the nodes of a cluster leads to one service. */
export function nodePorts({ environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap(twiceIn);
}

function twiceIn(environment: Environment): readonly Finding[] {
  const holders = new Map<number, string>();
  return Object.entries(environment.services).flatMap(([service, { exposed }]) => {
    if (exposed?.kind !== 'node-port') return [];
    return nodeNumbersOf(exposed).flatMap(([port, number]) => {
      const path = `environments.${environment.name}.services.${service}.exposed.ports.${port}`;
      const holder = holders.get(number);
      holders.set(number, holder ?? service);
      // Within one service its workload says so.
      if (holder === undefined || holder === service) return [];
      return [
        problem({
          rule: 'exposed/node-port-once',
          path,
          message: 'must be a number on the nodes that no other service has',
          value: `${number}, as ${holder} already has`,
          advice: 'Give each its own number between 30000 and 32767.',
        }),
      ];
    });
  });
}
