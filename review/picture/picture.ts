import type { HostRecord, JobRecord, ServiceRecord, SlotRecord } from '../../core/record';

/**
 * What stands in an environment and what may connect to what, from the physical hosts to the outside. Plain data, free of secrets.
 * Everything has an id that stays the same while the thing does: `host:rack1-a`, `machine:nodes/0`, `workload:api`.
 */
export interface Picture {
  readonly environment: string;
  readonly namespace: string;
  /** The pool whose machines are the nodes; undefined where Slipway makes no nodes. */
  readonly nodePool: string | undefined;
  readonly hosts: readonly HostNode[];
  readonly machines: readonly MachineNode[];
  readonly workloads: readonly WorkloadNode[];
  /** What is not in a namespace of the project: domains, networks, other namespaces. */
  readonly outside: readonly OutsideNode[];
  readonly connections: readonly Connection[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface HostNode extends Named {
  /** What fails together with it; undefined where it fails alone. */
  readonly rack: string | undefined;
  readonly record: HostRecord;
}

export interface MachineNode extends Named {
  /** The id of its host. */
  readonly host: string;
  readonly pool: string;
  readonly record: SlotRecord;
  readonly origin: Origin | undefined;
}

export interface WorkloadNode extends Named {
  /** Its Kubernetes kind; undefined where nothing was released, so that nothing runs. */
  readonly kind: string | undefined;
  readonly namespace: string;
  readonly service: ServiceRecord | undefined;
  readonly job: JobRecord | undefined;
  readonly origin: Origin | undefined;
  readonly file: string | null;
}

export interface OutsideNode extends Named {
  readonly what: 'domain' | 'load balancer' | 'node port' | 'namespace' | 'network' | 'pods';
}

/** What may connect to what. */
export interface Connection {
  /** The id of what opens the connection. */
  readonly from: string;
  readonly to: string;
  /** `TCP 8080`, in order; empty for every port. */
  readonly ports: readonly string[];
}

/** Where Terraform has a thing. */
export interface Origin {
  readonly stack: string;
  readonly address: string;
  /** The path of the construct that holds it and what belongs to it; undefined where it has none. */
  readonly construct: string | undefined;
}

/** Anything that a picture shows. */
export type PictureNode = HostNode | MachineNode | WorkloadNode | OutsideNode;

/** Everything in a picture, by its id. */
export function nodesIn(picture: Picture): ReadonlyMap<string, PictureNode> {
  const { hosts, machines, workloads, outside } = picture;
  return new Map([...hosts, ...machines, ...workloads, ...outside].map((node) => [node.id, node]));
}
