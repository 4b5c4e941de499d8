import { nodeNumbersOf } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { clusterKey } from '../cluster-key';

/** A number on the nodes of a cluster leads to one service, whichever environment it is of. */
export function nodePorts({ environments }: ResolvedComposition): readonly Finding[] {
  const holders = new Map<string, NodePort>();
  return environments.flatMap(nodePortsOf).flatMap((port) => {
    const key = `${clusterKey(port.environment.cluster)} ${port.number}`;
    const holder = holders.get(key);
    holders.set(key, holder ?? port);
    return holder === undefined || isWithinOne(holder, port) ? [] : [taken(port, holder)];
  });
}

interface NodePort {
  readonly environment: Environment;
  readonly service: string;
  readonly path: string;
  readonly number: number;
}

function nodePortsOf(environment: Environment): readonly NodePort[] {
  return Object.entries(environment.services).flatMap(([service, { exposed }]) =>
    exposed?.kind !== 'node-port'
      ? []
      : nodeNumbersOf(exposed).map(([port, number]) => ({
          environment,
          service,
          path: `environments.${environment.name}.services.${service}.exposed.ports.${port}`,
          number,
        })),
  );
}

/** Within one service its workload says so. */
function isWithinOne(a: NodePort, b: NodePort): boolean {
  return a.environment === b.environment && a.service === b.service;
}

function taken({ path, number, environment }: NodePort, holder: NodePort): Finding {
  const where = holder.environment === environment ? '' : ` of ${holder.environment.name}`;
  return problem({
    rule: 'exposed/node-port-once',
    path,
    message: 'must be a number on the nodes that no other service has',
    value: `${number}, as ${holder.service}${where} already has`,
    advice:
      where === ''
        ? 'Give each its own number between 30000 and 32767.'
        : 'Both are in one cluster: give each its own number between 30000 and 32767.',
  });
}
