import type { Severity } from '../../core/findings';
import type { EnvironmentRecord } from '../../core/record';
import type { Block, Stack, Synth } from '../synth';

/** What a policy says of what it looked at. */
export type PolicyVerdict =
  /** It is about something else. */
  | 'not applicable'
  | 'compliant'
  /** Every way in which it breaks the rule. */
  | readonly NonCompliance[];

/** One way in which a subject breaks a rule. */
export interface NonCompliance {
  /** Where in the subject; empty for the whole of it. @default '' */
  readonly path?: string;
  /** As a predicate: `must drop all capabilities`. */
  readonly message: string;
  /** What was met. Never a secret. */
  readonly value?: string;
  /** What to do about it. */
  readonly advice: string;
}

/** How much a rule weighs where an environment is protected, and where none is. */
export interface PolicySeverity {
  /** For what a protected environment owns. */
  readonly protected: Severity;
  /** Also for what no environment owns. */
  readonly other: Severity;
}

interface AnyPolicy {
  /** Its stable name, with the area in front: `pods/privileged`. */
  readonly name: string;
  readonly severity: PolicySeverity;
}

/** A rule about one resource. */
export interface ResourcePolicy extends AnyPolicy {
  /** Judges one resource of the synthesised Terraform. */
  readonly judge: (resource: Block, where: Where) => PolicyVerdict;
}

/** A rule about all that an environment has. */
export interface EnvironmentPolicy extends AnyPolicy {
  /** Judges one environment. */
  readonly judgeEnvironment: (environment: EnvironmentView) => PolicyVerdict;
}

/** A rule about all environments together. */
export interface ProjectPolicy extends AnyPolicy {
  /** Judges everything that was synthesised. */
  readonly judgeProject: (synth: Synth) => PolicyVerdict;
}

/** What must never ship: one rule, a pure function over synthesised output. */
export type Policy = ResourcePolicy | EnvironmentPolicy | ProjectPolicy;

/** Where a resource stands. */
export interface Where {
  readonly stack: Stack;
  /** Undefined for what no environment owns. */
  readonly environment: EnvironmentRecord | undefined;
}

/** All that one environment has. */
export interface EnvironmentView {
  /** What `slipway.json` says of it. */
  readonly record: EnvironmentRecord;
  /** Its stacks. */
  readonly stacks: readonly Stack[];
  /** The resources of all its stacks. */
  readonly resources: readonly Block[];
}

/** Compliant, unless something is wrong. */
export function verdict(wrong: readonly NonCompliance[]): PolicyVerdict {
  return wrong.length === 0 ? 'compliant' : wrong;
}
