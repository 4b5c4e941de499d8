import type { SlipwayRecord } from '../../core/record';
import type { Placement } from '../../placement';
import type { Plan } from '../deployment';
import type { Nodes } from './cluster-nodes';
import type { MachineWatch } from './machine-watch';

/** Everything that a roll reads and changes. A roll keeps no other state. */
export interface RollPorts {
  /** The current content of the environment's placement file; undefined if there is no file. */
  readonly placement: () => Placement | undefined;
  /** Writes the placement file. */
  readonly record: (placement: Placement) => void;
  /** Synthesises the project with this placement for the environment. */
  readonly synthesise: (placement: Placement | undefined) => SlipwayRecord;
  /** Plans a stack. With targets, only these addresses and their dependencies. */
  readonly plan: (stack: string, targets?: readonly string[]) => Promise<Plan>;
  /** Applies exactly this plan. */
  readonly apply: (stack: string, plan: Plan) => Promise<void>;
  /** @default no check: a machine counts as up once Terraform has created it */
  readonly watch?: MachineWatch;
  /** @default the machines are not nodes of a cluster */
  readonly nodes?: Nodes;
  /** Called with one line of progress at a time. */
  readonly tell: (line: string) => void;
}
