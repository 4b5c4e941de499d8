import type { BlockChange, Difference } from '../diff';
import type { Block, PlannedAction, Stack } from '../synth';
import type { Destination } from './destination';
import type { Isolation } from './isolation';
import type { Names } from './naming';

/** What may go wrong, the most dangerous first. Changes are listed in this order. */
export const RISK_LEVELS = [
  'protection',
  'data',
  'replacement',
  'exposure',
  'privileges',
  'refused',
  'availability',
  'capacity',
  'unknown',
  'rest',
] as const;

export type RiskLevel = (typeof RISK_LEVELS)[number];

/** A risk of a change. */
export interface Risk {
  readonly level: RiskLevel;
  /** What it does, as a predicate of the resource: `destroys the data that it holds`. */
  readonly reason: string;
  /** Whether a person must approve it. */
  readonly needsApproval: boolean;
}

/** Creates risks of one level. */
export function risksOf(level: RiskLevel) {
  return (reason: string, needsApproval: boolean): Risk => ({ level, reason, needsApproval });
}

/** A change, with its context. */
export interface RiskContext {
  readonly change: BlockChange;
  /** The differences, value by value; for a new resource, its whole content. */
  readonly leafDifferences: readonly Difference[];
  /** Why the resource is replaced; empty if, as far as is known, it is not. */
  readonly replacedBecause: readonly string[];
  /** What a plan does with the resource; undefined where there is no plan. */
  readonly planned: PlannedAction | undefined;
  /** Whether a plan says what is replaced. */
  readonly isPlanned: boolean;
  /** Whether its environment is or was protected; or, in an app of which no environment is known, may be. */
  readonly inProtected: boolean;
  /** The stack in which the resource reappears, if it moves. Terraform does not hand resources over between states. */
  readonly destination: Destination | undefined;
  /** The blocks of its stack whose expressions name it, where it is a variable or a data source. */
  readonly users: () => readonly Block[];
  /** The providers that a module gets, whose configurations are others than before. */
  readonly otherProviders: readonly string[];
  /** Whether an equally configured provider manages it on both sides. */
  readonly sameProvider: boolean;
  /** The arguments that differ, and that Terraform leaves as they are because of `ignore_changes`. */
  readonly overlooked: readonly string[];
  /** The instances that `moved` blocks take elsewhere, as `["key"]` or `[0]`. */
  readonly movedInstances: ReadonlySet<string>;
  /** Whether it is an object in a manifest, which is sent to Kubernetes as it is written. */
  readonly isManifest: boolean;
  /** How many objects are written in it, where it is a manifest. */
  readonly documents: readonly [before: number, after: number];
  /** Its stack on both sides. */
  readonly stacks: readonly [before: Stack | undefined, after: Stack | undefined];
  /** What names which objects of Kubernetes, after the change. */
  readonly names: Names;
  /** What else keeps pods from everybody, after the change. */
  readonly isolation: Isolation;
}

/** Finds the risks of one kind in a change. */
export type RiskRule = (context: RiskContext) => readonly Risk[];

/** Whether the real resource is destroyed, as far as is known. */
export function isDestroyed({ change, replacedBecause }: RiskContext): boolean {
  return change.action === 'delete' || change.action === 'rename' || replacedBecause.length > 0;
}
