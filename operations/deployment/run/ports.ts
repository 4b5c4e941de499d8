import type { Plan, PlanRequest } from '../terraform';
import type { RunEvent } from './outcome';

/** The jobs of a stack that are due. */
export interface DueJobs {
  /** The Terraform addresses of those that run after what they depend on, and before the rest of the stack. */
  readonly first: readonly string[];
  /** The names of those that run once all is applied. */
  readonly last: readonly string[];
}

/** What a run of stacks acts on: Terraform, the cluster, and what a stack needs besides. */
export interface DeploymentPorts {
  /** @throws Failure */
  readonly plan: (stack: string, request: PlanRequest) => Promise<Plan>;
  /** Does exactly that. @throws Failure */
  readonly apply: (stack: string, plan: Plan) => Promise<void>;
  /**
   * Makes true what must hold once a stack is as its plan says, also if the stack was applied elsewhere: its machines are nodes, its
   * last jobs have run.
   * @throws Failure
   */
  readonly complete: (stack: string, plan: Plan) => Promise<void>;
  /** The jobs of a stack that are due. @throws Failure that says why one can't run */
  readonly dueJobs: (stack: string) => Promise<DueJobs>;
  /** Runs those that come first, and waits for their end. @throws Failure if one fails */
  readonly runJobs: (stack: string) => Promise<void>;
  /** The names of the machines in a stack's state, without asking its hypervisor. */
  readonly machinesIn: (stack: string) => Promise<readonly string[]>;
  /** What must be there before a stack is deployed; to destroy it takes none of that. @throws Failure that says what is missing */
  readonly preflight: (stack: string) => Promise<void>;
  /**
   * Corrects the state where Terraform can't know better: what it would destroy and make again although it is well, what it takes
   * for well although it is lost. Says whether it did: then the plan is old.
   */
  readonly correctState: (stack: string, plan: Plan) => Promise<boolean>;
  /** The cause of a failure and what to do, before what Terraform said. */
  readonly explain: (stack: string, failure: Error) => Promise<readonly string[]>;
  readonly tell: (event: RunEvent) => void;
  /** Aborted: nothing more is begun. */
  readonly stop?: AbortSignal;
}
