import type { SlipwayRecord } from '../../core/record';
import type { Placement } from '../../placement';
import type { Plan } from '../deployment';
import type { Nodes } from './cluster-nodes';
import type { MachineWatch } from './machine-watch';

/** What a roll reads and changes. Nothing of a roll is remembered anywhere else. */
export interface RollPorts {
  /** What the environment's placement file says now; undefined where there is none. */
  readonly placement: () => Placement | undefined;
  /** Writes the placement file. */
  readonly record: (placement: Placement) => void;
  /** Synthesises the project with this placement of the environment. */
  readonly synthesise: (placement: Placement | undefined) => SlipwayRecord;
  /** Plans a stack. With targets, only these addresses and what they need. */
  readonly plan: (stack: string, targets?: readonly string[]) => Promise<Plan>;
  /** Does exactly what was planned. */
  readonly apply: (stack: string, plan: Plan) => Promise<void>;
  /** @default nobody looks: a machine counts as up once Terraform has made it */
  readonly watch?: MachineWatch;
  /** @default the machines are nodes of no cluster */
  readonly nodes?: Nodes;
  /** Hears what happens, a line at a time. */
  readonly tell: (line: string) => void;
}
